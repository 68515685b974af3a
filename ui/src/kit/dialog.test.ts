import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';
import { expectAccessible } from '../../test/screen';
import Button from './Button.svelte';
import Dialog from './Dialog.svelte';

const text = (html: string) => createRawSnippet(() => ({ render: () => html }));

it('is named by its title, closes by its button and gives the focus back', async () => {
  const user = userEvent.setup();
  const before = document.createElement('button');
  document.body.append(before);
  before.focus();
  const onclose = vi.fn();
  const { container } = render(Dialog, {
    open: true,
    title: 'Nouvelle organisation',
    children: text('<label>Nom <input></label>'),
    onclose,
  });
  expect(screen.getByRole('dialog', { name: 'Nouvelle organisation' })).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getByRole('button', { name: 'Fermer' }));
  expect(onclose).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(before);
  before.remove();
});

it.each([
  ['the first field', '<p><label>Nom <input></label> <textarea></textarea></p>', 'input'],
  ['what is marked', '<p><input> <button data-autofocus>Lire</button></p>', 'button[data-autofocus]'],
  [
    'the chosen one of a group',
    '<p><input type="radio" name="a"> <input type="radio" name="a" checked></p>',
    '[checked]',
  ],
])('begins at %s, not at the close button', (_, html, selector) => {
  const { container } = render(Dialog, { open: true, title: 'Noter', children: text(html) });
  expect(document.activeElement).toBe(container.querySelector(`.body ${selector}`));
});

it('closes on a press beside it only while nothing was written', async () => {
  const user = userEvent.setup();
  const show = () =>
    render(Dialog, {
      open: true,
      title: 'Noter',
      children: text('<label>Nom <input value="Baobab"></label>'),
    });
  const { container, unmount } = show();
  const dialog = container.querySelector('dialog') as HTMLDialogElement;
  await fireEvent.mouseDown(dialog);
  expect(dialog.open).toBe(false);
  unmount();
  const again = show().container.querySelector('dialog') as HTMLDialogElement;
  await user.type(screen.getByLabelText('Nom'), ' !');
  await fireEvent.mouseDown(again);
  expect(again.open).toBe(true);
});

it('leaves the field before its button acts, and not while the pointer is down', async () => {
  const seen: string[] = [];
  const { container } = render(Dialog, {
    open: true,
    title: 'Noter',
    children: text('<label>Nom <input></label>'),
    actions: text('<button>Enregistrer</button>'),
  });
  const field = screen.getByLabelText('Nom');
  field.addEventListener('blur', () => seen.push('left'));
  const button = screen.getByRole('button', { name: 'Enregistrer' });
  button.addEventListener('click', () => seen.push('saved'));
  field.focus();
  // False: the default of the press, which moves the focus, was prevented.
  expect(await fireEvent.mouseDown(button)).toBe(false);
  expect(container.querySelector('dialog')?.contains(document.activeElement)).toBe(true);
  expect(seen).toEqual([]);
  await fireEvent.click(button);
  expect(seen).toEqual(['left', 'saved']);
});

it('a button works once while its promise lasts', async () => {
  const user = userEvent.setup();
  let finish = () => undefined as void;
  const onclick = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  render(Button, { children: text('<span>Enregistrer</span>'), onclick });
  const button = screen.getByRole('button', { name: 'Enregistrer' });
  await user.click(button);
  await user.click(button);
  expect(onclick).toHaveBeenCalledOnce();
  expect(button.getAttribute('aria-busy')).toBe('true');
  finish();
  await vi.waitFor(() => expect(button.hasAttribute('aria-busy')).toBe(false));
  await user.click(button);
  expect(onclick).toHaveBeenCalledTimes(2);
});
