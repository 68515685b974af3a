import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { expectAccessible } from '../../../test/screen';
import type { GridColumn } from './types';
import VirtualGrid from './VirtualGrid.svelte';

interface Row {
  id: string;
  title: string;
  stage: string;
  amount: string;
}

const stages = [
  { value: 'definir', label: 'Définir' },
  { value: 'concevoir', label: 'Concevoir' },
];
const columns: GridColumn<Row>[] = [
  { id: 'title', label: 'Dossier', text: (row) => row.title, editable: true, sortable: true },
  {
    id: 'stage',
    label: 'Étape',
    text: (row) => stages.find(({ value }) => value === row.stage)?.label ?? row.stage,
    edit: (row) => row.stage,
    editable: true,
    editor: 'select',
    options: stages,
    filterable: true,
  },
  { id: 'amount', label: 'Montant', align: 'end', text: (row) => row.amount },
];
const rows: Row[] = Array.from({ length: 500 }, (_, index) => ({
  id: `r${index}`,
  title: `Dossier ${index}`,
  stage: 'definir',
  amount: `${index} €`,
}));

const spies = () => ({
  onedit: vi.fn(),
  onpaste: vi.fn(),
  onsort: vi.fn(),
  onfilter: vi.fn(),
  onopen: vi.fn(),
});
let calls: ReturnType<typeof spies>;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  calls = spies();
  user = userEvent.setup();
});

function show(more: object = {}) {
  return render(VirtualGrid<Row>, {
    label: 'Partenariats',
    columns,
    count: rows.length,
    row: (index: number) => rows[index],
    key: (row: Row) => row.id,
    sums: { amount: '124 750 €' },
    sumsLabel: 'Somme',
    ...calls,
    ...more,
  });
}

const cell = (row: number, column: number) =>
  document.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)!;
const focused = () => [Number(cellOf()?.dataset.row), Number(cellOf()?.dataset.column)];
const cellOf = () => document.activeElement?.closest<HTMLElement>('[data-row]');

it('says how large it is, draws only what is in view, and axe finds nothing', async () => {
  const { container } = show({ sort: { column: 'title', direction: 'ascending' } });
  const grid = screen.getByRole('grid', { name: 'Partenariats' });
  expect(grid.getAttribute('aria-rowcount')).toBe('502');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  expect(screen.getByRole('columnheader', { name: /Dossier/ }).getAttribute('aria-sort')).toBe('ascending');
  expect(screen.getByText('124 750 €')).toBeTruthy();
  await expectAccessible(container);
});

it('holds one focus and moves it by keys, also to rows that were not drawn', async () => {
  show();
  cell(0, 0).focus();
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(focused()).toEqual([1, 1]);
  expect(document.querySelectorAll('[role="grid"] [tabindex="0"]')).toHaveLength(1);
  await user.keyboard('{Control>}{End}{/Control}');
  expect(focused()).toEqual([499, 2]);
  expect(cell(499, 2).textContent).toContain('499 €');
});

it('edits by Enter, keeps the text and goes down', async () => {
  show();
  cell(0, 0).focus();
  await user.keyboard('{Enter}');
  const field = screen.getByRole('textbox', { name: 'Modifier Dossier' });
  expect((field as HTMLTextAreaElement).value).toBe('Dossier 0');
  await user.keyboard(' bis{Enter}');
  expect(calls.onedit).toHaveBeenCalledExactlyOnceWith(rows[0], 'title', 'Dossier 0 bis');
  expect(focused()).toEqual([1, 0]);
});

it('typing replaces, Tab keeps and goes on', async () => {
  show();
  cell(2, 0).focus();
  await user.keyboard('Eau{Tab}');
  expect(calls.onedit).toHaveBeenCalledExactlyOnceWith(rows[2], 'title', 'Eau');
  expect(focused()).toEqual([2, 1]);
});

it('Escape gives up, and unchanged text is not written', async () => {
  show();
  cell(0, 0).focus();
  await user.keyboard('{F2}!{Escape}');
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.keyboard('{F2}{Enter}');
  expect(calls.onedit).not.toHaveBeenCalled();
});

it('keeps line breaks: Alt+Enter makes one', async () => {
  show();
  cell(0, 0).focus();
  await user.keyboard('{F2}{Alt>}{Enter}{/Alt}suite{Enter}');
  expect(calls.onedit).toHaveBeenCalledExactlyOnceWith(rows[0], 'title', 'Dossier 0\nsuite');
});

it('chooses among options by their values', async () => {
  show();
  cell(0, 1).focus();
  await user.keyboard('{Enter}');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Modifier Étape' }), 'concevoir');
  expect(calls.onedit).toHaveBeenCalledExactlyOnceWith(rows[0], 'stage', 'concevoir');
});

it('shows what was typed until the core has answered', async () => {
  let finish = () => undefined as void;
  show({ onedit: () => new Promise<void>((resolve) => (finish = resolve)) });
  cell(0, 0).focus();
  await user.keyboard('Eau{Enter}');
  expect(cell(0, 0).textContent).toContain('Eau');
  finish();
  await vi.waitFor(() => expect(cell(0, 0).textContent).toContain('Dossier 0'));
});

it('opens instead of editing where nothing can be written', async () => {
  show();
  cell(3, 2).focus();
  await user.keyboard('x{Enter}');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(calls.onopen).toHaveBeenCalledExactlyOnceWith(rows[3]);
});

function clipboardEvent(type: 'copy' | 'paste', text = ''): ClipboardEvent & { written: string } {
  const event = new Event(type, { bubbles: true, cancelable: true }) as ClipboardEvent & { written: string };
  Object.defineProperty(event, 'clipboardData', {
    value: { getData: () => text, setData: (_: string, value: string) => (event.written = value) },
  });
  return event;
}

it('selects with Shift and copies what is shown as a spreadsheet reads it', async () => {
  show();
  cell(1, 0).focus();
  await user.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}');
  expect(document.querySelectorAll('[aria-selected="true"]')).toHaveLength(4);
  const event = clipboardEvent('copy');
  await fireEvent(document.activeElement!, event);
  expect(event.written).toBe('Dossier 1\tDéfinir\r\nDossier 2\tDéfinir');
  expect(screen.getByText('4 cellules copiées')).toBeTruthy();
});

it('does not copy half a selection when rows are still on their way', async () => {
  const onwindow = vi.fn();
  show({ row: (index: number) => (index < 100 ? rows[index] : undefined), onwindow });
  cell(98, 0)?.focus();
  cell(0, 0).focus();
  await user.keyboard('{Control>}a{/Control}');
  const event = clipboardEvent('copy');
  await fireEvent(document.activeElement!, event);
  expect(event.written).toBeUndefined();
  expect(onwindow).toHaveBeenLastCalledWith(0, 500);
});

it('hands over what was pasted, with the rows that reach beyond the end', async () => {
  show();
  cell(0, 0).focus();
  await user.keyboard('{Control>}{ArrowDown}{/Control}');
  await fireEvent(document.activeElement!, clipboardEvent('paste', 'A\t"deux\nlignes"\r\nB\tconcevoir\r\n'));
  expect(calls.onpaste).toHaveBeenCalledExactlyOnceWith({
    row: 499,
    column: 0,
    cells: [
      ['A', 'deux\nlignes'],
      ['B', 'concevoir'],
    ],
    beyond: 1,
  });
});

it('fills the selection with one copied cell', async () => {
  show();
  cell(0, 0).focus();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await fireEvent(document.activeElement!, clipboardEvent('paste', 'Eau'));
  expect(calls.onpaste).toHaveBeenCalledExactlyOnceWith({
    row: 0,
    column: 0,
    cells: [['Eau'], ['Eau']],
    beyond: 0,
  });
});

it('sorts, filters and resizes from the header by keyboard', async () => {
  const onresize = vi.fn();
  show({ onresize });
  cell(0, 0).focus();
  await user.keyboard('{ArrowUp}{Enter}');
  expect(calls.onsort).toHaveBeenCalledExactlyOnceWith({ column: 'title', direction: 'ascending' });
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(onresize).toHaveBeenCalledExactlyOnceWith('title', 156);
  await user.keyboard('{ArrowRight}{Alt>}{ArrowDown}{/Alt}');
  expect(calls.onfilter).toHaveBeenCalledExactlyOnceWith('stage', expect.any(HTMLElement));
});

it('draws every row for the printer, and only then', async () => {
  show();
  await fireEvent(window, new Event('beforeprint'));
  expect(screen.getAllByRole('row')).toHaveLength(502);
  await fireEvent(window, new Event('afterprint'));
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});
