import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Signed from './Signed.svelte';

const drawing = (container: Element) => container.querySelector('svg')?.classList.contains('draws');

it('draws its hyphen once, when the signing is written while one looks on', async () => {
  const { container, rerender } = render(Signed, { signed: null, agreement: null });
  expect(container.textContent?.trim()).toBe('');
  await rerender({ signed: '2026-11-23', agreement: 'C-2026-4' });
  expect(drawing(container)).toBe(true);
  expect(container.textContent).toMatch(/Signature\s: 23 nov\. 2026/);
  expect(container.textContent).toContain('C-2026-4');
});

it('stands still when it was signed before', () => {
  const { container } = render(Signed, { signed: '2026-03', agreement: null });
  expect(drawing(container)).toBe(false);
});
