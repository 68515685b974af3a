/** The columns of the grid of dossiers: what each shows, sorts and filters by. What editing does is in edits.ts. */
import { WORDS, type Colleague, type DossierFilter, type DossierRow, type OwnColumn } from '$host';
import { format, t, word } from '$i18n';
import type { GridColumn } from '$kit/grid/types';
import { countryName } from '../carnet/countries';
import { amountText, furthestText } from './money';
import { stageOptions } from './stages';

export const OWN = 'own:';

/** Columns that the contract can sort by, besides own ones. */
const SORTABLE = new Set([
  'title',
  'stage',
  'next_date',
  'start',
  'end',
  'signed',
  'last_contact',
  'responsible',
  'organisations',
  'type',
  'amount',
]);

const PERIODS = ['next_date', 'last_contact', 'start', 'end', 'signed'] as const;

/** Which conditions of the filter each column's button sets. */
export function isColumnFiltered(column: string, filter: DossierFilter): boolean {
  if (column.startsWith(OWN)) return filter.columns?.[column.slice(OWN.length)] !== undefined;
  const conditions: Record<string, (keyof DossierFilter)[]> = {
    title: ['text'],
    organisations: ['organisation'],
    stage: ['stage', 'stages', 'open'],
    responsible: ['responsible', 'unassigned'],
    type: ['type'],
    next_date: ['due_before'],
    end: ['ends_before'],
    countries: ['country'],
  };
  return (conditions[column] ?? []).some((name) => filter[name] !== undefined);
}

const FILTERABLE = new Set(['title', 'stage', 'responsible', 'type', 'next_date', 'end', 'countries']);

export const periodText = (period: string | null): string => (period ? format.period(period) : '');

const names = (people: readonly Colleague[]): string => people.map(({ name }) => name).join(' ; ');

/** One own cell as people read it. */
export function ownText(column: Pick<OwnColumn, 'kind'>, value: string | undefined): string {
  if (!value) return '';
  if (column.kind === 'date') return format.period(value);
  if (column.kind === 'flag')
    return value === 'true' ? t('partnerships-yes') : value === 'false' ? t('partnerships-no') : value;
  if (column.kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) {
    return format.number(Number(value), { maximumFractionDigits: 20 });
  }
  return value;
}

interface About {
  members: readonly Colleague[];
  own: readonly OwnColumn[];
  filter: DossierFilter;
  widths: Record<string, number>;
}

/** Every column, own ones last, in the order of the screen. */
export function dossierColumns({ members, own, filter, widths }: About): GridColumn<DossierRow>[] {
  const types = WORDS.partnership_type.map((code) => ({ value: code, label: word('type', code) }));
  const people = members.map(({ id, name }) => ({ value: id, label: name }));
  const plain: GridColumn<DossierRow>[] = [
    {
      id: 'title',
      label: t('partnerships-column-title'),
      width: 280,
      text: (row) => row.title,
      mark: (row) =>
        row.conflicts > 0
          ? { kind: 'versions', label: t('partnerships-to-decide', { count: row.conflicts }) }
          : null,
    },
    {
      id: 'organisations',
      label: t('partnerships-column-organisations'),
      width: 240,
      text: (row) => row.organisations.map(({ name }) => name).join(' ; '),
    },
    {
      id: 'stage',
      label: t('partnerships-column-stage'),
      width: 150,
      editor: 'select',
      options: stageOptions(),
      text: (row) => (row.stage ? word('stage', row.stage) : ''),
      edit: (row) => row.stage ?? '',
    },
    {
      id: 'responsible',
      label: t('partnerships-column-responsible'),
      width: 170,
      editor: 'select',
      options: people,
      // Several colleagues do not fit a list with one choice: the page of the dossier has room for them.
      editable: (row) => row.responsible.length <= 1,
      text: (row) => names(row.responsible),
      edit: (row) => row.responsible[0]?.id ?? '',
    },
    {
      id: 'next_action',
      label: t('partnerships-column-next-action'),
      width: 220,
      text: (row) => row.next_action ?? '',
    },
    ...PERIODS.slice(0, 2).map(periodColumn),
    {
      id: 'amount',
      label: t('partnerships-column-amount'),
      width: 220,
      align: 'end',
      // Two amounts in one cell are read, not written: the page has a line for each.
      editable: (row) => row.amounts.length <= 1,
      text: (row) => furthestText(row.amounts),
      edit: (row) => row.amounts.map((amount) => amountText(amount)).join(' · '),
    },
    {
      id: 'type',
      label: t('partnerships-column-type'),
      width: 190,
      editor: 'select',
      options: types,
      text: (row) => (row.type ? word('type', row.type) : ''),
      edit: (row) => row.type ?? '',
    },
    {
      id: 'countries',
      label: t('partnerships-column-countries'),
      width: 150,
      text: (row) => row.countries.map(countryName).join(' ; '),
    },
    ...PERIODS.slice(2).map(periodColumn),
    {
      id: 'agreement',
      label: t('partnerships-column-agreement'),
      width: 150,
      text: (row) => row.agreement ?? '',
    },
    { id: 'summary', label: t('partnerships-column-summary'), width: 260, text: (row) => row.summary ?? '' },
    {
      id: 'last_exchange',
      label: t('partnerships-column-last-exchange'),
      width: 140,
      editable: false,
      text: (row) => (row.last_exchange === null ? '' : format.date(row.last_exchange)),
    },
  ];
  const mine = own.map((column): GridColumn<DossierRow> => ({
    id: OWN + column.id,
    label: column.name,
    width: 160,
    align: column.kind === 'number' ? 'end' : 'start',
    ...(column.kind === 'flag'
      ? {
          editor: 'select' as const,
          options: [
            { value: 'true', label: t('partnerships-yes') },
            { value: 'false', label: t('partnerships-no') },
          ],
          edit: (row: DossierRow) => row.own[column.id] ?? '',
        }
      : {}),
    text: (row) => ownText(column, row.own[column.id]),
  }));
  return [...plain, ...mine].map((column) => ({
    ...column,
    width: widths[column.id] ?? column.width,
    editable: column.editable ?? true,
    sortable: SORTABLE.has(column.id) || column.id.startsWith(OWN),
    filterable: FILTERABLE.has(column.id) || column.id.startsWith(OWN),
    filtered: isColumnFiltered(column.id, filter),
  }));
}

function periodColumn(id: (typeof PERIODS)[number]): GridColumn<DossierRow> {
  const label = {
    next_date: t('partnerships-column-next-date'),
    last_contact: t('partnerships-column-last-contact'),
    start: t('partnerships-column-start'),
    end: t('partnerships-column-end'),
    signed: t('partnerships-column-signed'),
  }[id];
  return {
    id,
    label,
    width: 140,
    text: (row) => periodText(row[id]),
    mark: (row) =>
      id === 'next_date' && row.late ? { kind: 'flagged', label: t('partnerships-late') } : null,
  };
}
