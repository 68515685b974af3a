import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it, vi } from 'vitest';
import { expectAccessible } from '../../test/screen';
import Menu from './Menu.svelte';

// The page of the tests has no popover: what the browser does is written down here in four lines.
beforeAll(() => {
  const original = Element.prototype.matches;
  HTMLElement.prototype.showPopover = function () {
    this.dataset.shown = '';
  };
  HTMLElement.prototype.hidePopover = function () {
    delete this.dataset.shown;
  };
  Element.prototype.matches = function (selector: string) {
    return selector === ':popover-open'
      ? 'shown' in (this as HTMLElement).dataset
      : original.call(this, selector);
  };
});

function items() {
  const pause = vi.fn();
  const close = vi.fn();
  const all = [
    { id: 'pause', label: 'Suspendre', onselect: pause },
    { id: 'evaluate', label: 'Évaluer', onselect: vi.fn(), disabled: true },
    { id: 'close', label: 'Clôturer', onselect: close },
  ];
  return { all, pause, close };
}

it('opens with the arrow, walks, chooses with Enter and gives the focus back', async () => {
  const user = userEvent.setup();
  const { all, close } = items();
  render(Menu, { label: 'Déplacer', items: all });
  const button = screen.getByRole('button', { name: 'Déplacer' });
  button.focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('Suspendre');
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement?.textContent).toContain('Clôturer');
  await user.keyboard('{Enter}');
  expect(close).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-expanded')).toBe('false');
});

it('finds by first letters, refuses what is not possible and closes on Escape', async () => {
  const user = userEvent.setup();
  const { all, pause } = items();
  const { container } = render(Menu, { label: 'Déplacer', items: all });
  await user.click(screen.getByRole('button', { name: 'Déplacer' }));
  await expectAccessible(container);
  await user.keyboard('é');
  expect(document.activeElement?.textContent).toContain('Évaluer');
  await user.keyboard('{Enter}');
  expect(all[1]!.onselect).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Déplacer' }));
  expect(pause).not.toHaveBeenCalled();
});
