/**
 * Sets an open popover under its anchor, or above when there is no room, inside the window. Through the object
 * model, because the content policy refuses style attributes.
 */
export function placeUnder(popover: HTMLElement, anchor: Element): void {
  const gap = 4;
  const by = anchor.getBoundingClientRect();
  const size = popover.getBoundingClientRect();
  const rightToLeft = getComputedStyle(anchor).direction === 'rtl';
  const wished = rightToLeft ? by.right - size.width : by.left;
  const left = Math.max(gap, Math.min(wished, window.innerWidth - size.width - gap));
  const below = by.bottom + gap + size.height <= window.innerHeight;
  const top = below ? by.bottom + gap : Math.max(gap, by.top - gap - size.height);
  popover.style.left = `${left}px`;
  popover.style.top = `${top}px`;
}
