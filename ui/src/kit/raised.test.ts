import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import Toasts from './Toasts.svelte';
import { toasts } from './toasts.svelte';

afterEach(() => {
  for (const toast of [...toasts.all]) toasts.drop(toast.id);
  vi.unstubAllGlobals();
});

it('shows messages above a dialog that is open, and above one that opens after them', async () => {
  // Not in happy-dom: what was shown last lies on top.
  const order: string[] = [];
  const matches = vi.spyOn(HTMLElement.prototype, 'matches').mockReturnValue(false);
  const prototype = HTMLElement.prototype as { showPopover?: () => void };
  const before = prototype.showPopover;
  prototype.showPopover = function (this: HTMLElement) {
    order.push(this.className.includes('toasts') ? 'toasts' : 'other');
  };
  render(Toasts);
  expect(order).toEqual([]);
  toasts.say('L’élément n’existe plus');
  await tick();
  expect(order).toEqual(['toasts']);
  const dialog = document.body.appendChild(document.createElement('dialog'));
  const field = dialog.appendChild(document.createElement('input'));
  field.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  field.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  expect(order).toEqual(['toasts', 'toasts']);
  dialog.remove();
  matches.mockRestore();
  prototype.showPopover = before;
});
