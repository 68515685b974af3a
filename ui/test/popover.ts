/**
 * The popover methods that this DOM lacks, as far as screens use them: shown or not, told by `toggle`. Import it in a
 * test that opens a menu or a filter.
 */
const shown = new WeakSet<HTMLElement>();

function set(element: HTMLElement, open: boolean): void {
  if (shown.has(element) === open) return;
  if (open) shown.add(element);
  else shown.delete(element);
  element.dispatchEvent(Object.assign(new Event('toggle'), { newState: open ? 'open' : 'closed' }));
}

const prototype = HTMLElement.prototype as HTMLElement & { showPopover?: unknown };
if (!prototype.showPopover) {
  const matches = HTMLElement.prototype.matches;
  Object.assign(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      set(this, true);
    },
    hidePopover(this: HTMLElement) {
      set(this, false);
    },
    matches(this: HTMLElement, selector: string) {
      return selector === ':popover-open' ? shown.has(this) : matches.call(this, selector);
    },
  });
}
