/**
 * The one question behind the grid and the board: a filter, a sorting, the columns shown. It stands in the address
 * (so that back and reload bring it again) and in saved views, and is read from both without trust.
 */
import type { DossierFilter } from '$host';

export interface DossierView {
  filter: DossierFilter;
  sort: string | null;
  descending: boolean;
  /** Ids of columns that are not shown. */
  hidden: string[];
  /** Widths in CSS pixels that a person chose. */
  widths: Record<string, number>;
}

export const EMPTY_VIEW: DossierView = { filter: {}, sort: null, descending: false, hidden: [], widths: {} };

const texts = [
  'text',
  'stage',
  'responsible',
  'country',
  'type',
  'organisation',
  'due_before',
  'ends_before',
] as const;
const flags = ['open', 'unassigned'] as const;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === 'string';

function readFilter(from: unknown): DossierFilter {
  if (!isRecord(from)) return {};
  const filter: DossierFilter = {};
  for (const name of texts) {
    const value = from[name];
    if (isText(value) && value !== '') filter[name] = value;
  }
  for (const name of flags) {
    const value = from[name];
    if (typeof value === 'boolean') filter[name] = value;
  }
  if (Array.isArray(from.stages)) {
    const stages = from.stages.filter(isText);
    if (stages.length > 0) filter.stages = stages;
  }
  if (isRecord(from.columns)) {
    const columns = Object.entries(from.columns).filter((entry): entry is [string, string] =>
      isText(entry[1]),
    );
    if (columns.length > 0) filter.columns = Object.fromEntries(columns);
  }
  return filter;
}

/** A view from what was saved; whatever does not fit is left out. */
export function readView(from: unknown): DossierView {
  if (!isRecord(from)) return { ...EMPTY_VIEW };
  const widths = isRecord(from.widths)
    ? Object.entries(from.widths).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    : [];
  return {
    filter: readFilter(from.filter),
    sort: isText(from.sort) ? from.sort : null,
    descending: from.descending === true,
    hidden: Array.isArray(from.hidden) ? from.hidden.filter(isText) : [],
    widths: Object.fromEntries(widths),
  };
}

/** From the address; null when it holds none. */
export function viewFromQuery(text: string | undefined): DossierView | null {
  if (!text) return null;
  try {
    return readView(JSON.parse(text));
  } catch {
    return null;
  }
}

/** For the address: nothing for the view that filters nothing, so that addresses stay short. */
export function viewToQuery(view: DossierView): string | undefined {
  const parts: Partial<DossierView> = {};
  if (Object.keys(view.filter).length > 0) parts.filter = view.filter;
  if (view.sort) [parts.sort, parts.descending] = [view.sort, view.descending];
  if (view.hidden.length > 0) parts.hidden = view.hidden;
  if (Object.keys(view.widths).length > 0) parts.widths = view.widths;
  return Object.keys(parts).length > 0 ? JSON.stringify(parts) : undefined;
}

/** The filter with some conditions set or, with undefined or an empty text, taken away. */
export function withFilter(filter: DossierFilter, change: Partial<DossierFilter>): DossierFilter {
  const next: Record<string, unknown> = { ...filter, ...change };
  for (const [name, value] of Object.entries(next)) {
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (empty || (name === 'columns' && isRecord(value) && Object.keys(value).length === 0))
      delete next[name];
  }
  return next as DossierFilter;
}

export const isFiltered = (filter: DossierFilter): boolean => Object.keys(filter).length > 0;
