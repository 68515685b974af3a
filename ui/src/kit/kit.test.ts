import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setLocale } from '$i18n';
import { expectAccessible } from '../../test/screen';
import Gallery from '../../test/gallery/Gallery.svelte';
import { folded } from './fold';
import { readNumber } from './numbers';
import { STAY, toasts } from './toasts.svelte';

afterEach(() => {
  vi.useRealTimers();
  for (const toast of [...toasts.all]) toasts.drop(toast.id);
});

describe('every widget on one page', () => {
  it.each(['fr', 'en', 'qps-ploc', 'qps-plocm'] as const)('has no finding of axe in %s', async (locale) => {
    await setLocale(locale);
    const { container } = render(Gallery, { part: 'all' });
    await expectAccessible(container);
  });

  it('would be found out by axe', async () => {
    const { container } = render(Gallery, { part: 'widgets' });
    screen.getByLabelText('Prochaine action').removeAttribute('id');
    await expect(expectAccessible(container)).rejects.toThrow(/label/);
  });
});

describe('Field', () => {
  it('ties help and error to its control', () => {
    render(Gallery, { part: 'widgets' });
    const amount = screen.getByLabelText(/^Montant/);
    expect(amount.getAttribute('aria-invalid')).toBe('true');
    const described = document.getElementById(amount.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toContain('Écrivez un montant');
  });
});

describe('Tabs', () => {
  it('move and choose with the arrows and keep one stop for Tab', async () => {
    const user = userEvent.setup();
    render(Gallery, { part: 'widgets' });
    const [journal, exchanges, history] = screen.getAllByRole('tab');
    journal!.focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(exchanges);
    expect(exchanges!.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(history);
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(journal);
    expect([journal, exchanges, history].map((tab) => tab!.tabIndex)).toEqual([0, -1, -1]);
  });
});

describe('StageList', () => {
  it('marks the present stage as the current step', () => {
    render(Gallery, { part: 'widgets' });
    const stages = within(screen.getByRole('list', { name: 'Étapes' })).getAllByRole('listitem');
    expect(stages.map((stage) => stage.getAttribute('aria-current'))).toEqual([
      null,
      null,
      'step',
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(stages[0]!.textContent).toContain('étape passée');
  });
});

describe('Combobox', () => {
  it('filters without accents and chooses with Enter', async () => {
    const user = userEvent.setup();
    render(Gallery, { part: 'widgets' });
    const box = screen.getByRole('combobox', { name: 'Pays' });
    await user.clear(box);
    await user.type(box, 'sene');
    const choices = within(screen.getByRole('listbox')).getAllByRole('option');
    expect(choices.map((option) => option.textContent?.trim())).toEqual([expect.stringContaining('Sénégal')]);
    await user.keyboard('{ArrowDown}{Enter}');
    expect((box as HTMLInputElement).value).toBe('Sénégal');
  });
});

describe('toasts', () => {
  it('pass after ten seconds, and wait while the pointer rests on them', async () => {
    vi.useFakeTimers();
    render(Gallery, { part: 'widgets' });
    toasts.say('Rangé');
    await vi.advanceTimersByTimeAsync(STAY - 100);
    expect(screen.getByText('Rangé')).toBeTruthy();
    screen.getByRole('region', { name: 'Messages' }).dispatchEvent(new MouseEvent('mouseenter'));
    await vi.advanceTimersByTimeAsync(STAY * 2);
    expect(screen.getByText('Rangé')).toBeTruthy();
    screen.getByRole('region', { name: 'Messages' }).dispatchEvent(new MouseEvent('mouseleave'));
    await vi.advanceTimersByTimeAsync(STAY + 100);
    expect(screen.queryByText('Rangé')).toBeNull();
  });

  it('take the action back once', async () => {
    const user = userEvent.setup();
    const undo = vi.fn();
    render(Gallery, { part: 'widgets' });
    toasts.say('Déplacé', undo);
    const region = screen.getByRole('region', { name: 'Messages' });
    await user.click(await within(region).findByRole('button', { name: 'Annuler l’action' }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText('Déplacé')).toBeNull();
  });
});

describe('VirtualList', () => {
  it('draws only what is in view and moves one focus', async () => {
    const user = userEvent.setup();
    render(Gallery, { part: 'widgets' });
    const list = screen.getByRole('list', { name: 'Organisations' });
    expect(within(list).getAllByRole('listitem').length).toBeLessThan(60);
    const first = within(list).getAllByRole('listitem')[0]!;
    expect(first.getAttribute('aria-setsize')).toBe('1000');
    first.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.getAttribute('aria-posinset')).toBe('3');
    await user.keyboard('{End}');
    expect(document.activeElement?.getAttribute('aria-posinset')).toBe('1000');
  });
});

describe('readNumber', () => {
  it.each([
    ['12 500,50', 12500.5],
    ["12'500.50", 12500.5],
    ['1.234.567', 1234567],
    ['1.234,5', 1234.5],
    ['1,5', 1.5],
    ['1.500', 1500],
    ['\u22123', -3],
    ['12\u202f500', 12500],
  ])('reads %s in French as %d', (text, value) => expect(readNumber(text)).toBe(value));
  it('reads a thousands comma in English', () => expect(readNumber('1,500', '.')).toBe(1500));
  it.each(['', 'quinze', '15 k€', '1-2', '.'])('does not guess %j', (text) =>
    expect(readNumber(text)).toBeNull(),
  );
});

it('folds accents and ligatures', () => {
  expect(folded(' Mise en Œuvre équilibrée ')).toBe('mise en oeuvre equilibree');
});
