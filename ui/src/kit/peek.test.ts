import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { expectAccessible } from '../../test/screen';
import '../../test/popover';
import Peek from './Peek.svelte';

let row: HTMLElement;
const onclose = vi.fn();

beforeEach(() => {
  onclose.mockClear();
  row = document.createElement('button');
  document.body.replaceChildren(row);
  row.focus();
});

// `anchor` is also a word of the mount: the properties go under their own name.
const look = () =>
  render(Peek, {
    props: {
      title: 'Pompes solaires',
      facts: [
        { label: 'Étape', text: 'Convention' },
        { label: 'Prochaine action', text: null },
      ],
      href: '#/dossiers/d1',
      anchor: row,
      onclose,
    },
  });

it('tells what is known, and leads to the page', async () => {
  const { container } = look();
  const panel = screen.getByRole('dialog', { name: 'Pompes solaires' });
  expect(document.activeElement).toBe(panel);
  expect(screen.getByText('Convention')).toBeTruthy();
  expect(screen.queryByText('Prochaine action')).toBeNull();
  const link = screen.getByRole('link', { name: 'Ouvrir la fiche, Pompes solaires' });
  expect(link.getAttribute('href')).toBe('#/dossiers/d1');
  await expectAccessible(container);
});

it.each(['{Escape}', ' '])('closes with "%s" and gives the focus back', async (key) => {
  look();
  await userEvent.keyboard(key);
  await waitFor(() => expect(onclose).toHaveBeenCalled());
  expect(document.activeElement).toBe(row);
});
