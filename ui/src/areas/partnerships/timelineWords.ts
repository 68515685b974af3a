/** The timeline in words: what its drawing shows, for those who listen, for the table twin and for paper. */
import type { DossierRow } from '$host';
import { format, t } from '$i18n';
import type { GridColumn } from '$kit/grid/types';
import type { Drawn, Due, DueTask } from './timeline';

/** From when to when, as it was written. */
export function datesText({ start, signed, end }: DossierRow): string {
  const from = start ?? signed;
  if (from && end)
    return t('partnerships-timeline-both', { from: format.period(from), to: format.period(end) });
  if (from) return t('partnerships-timeline-from', { date: format.period(from) });
  return end ? t('partnerships-timeline-to', { date: format.period(end) }) : t('partnerships-timeline-none');
}

const dueText = ({ kind, title, when, late }: Due): string => {
  const what = title ?? t('partnerships-next-action-unnamed');
  const said = [format.period(when), late ? t('partnerships-late') : ''].filter(Boolean).join(', ');
  return kind === 'action'
    ? t('partnerships-timeline-action', { what, date: said })
    : t('partnerships-timeline-task', { what, date: said });
};

/** The rest of what is drawn: that it is to renew, what is due and when. */
export const drawnText = (drawn: Drawn): string =>
  [drawn.renews ? t('partnerships-timeline-renews') : '', ...drawn.due.map(dueText)]
    .filter(Boolean)
    .join(' ; ');

/** The columns of the table twin, among those of the grid, and what is due. */
export function twinColumns(
  columns: readonly GridColumn<DossierRow>[],
  tasks: (row: DossierRow) => readonly DueTask[],
): GridColumn<DossierRow>[] {
  const wanted = ['title', 'stage', 'start', 'signed', 'end', 'next_action', 'next_date'];
  return [
    ...wanted.flatMap((id) => columns.find((column) => column.id === id) ?? []),
    {
      id: 'tasks',
      label: t('partnerships-timeline-tasks'),
      width: 320,
      text: (row: DossierRow) =>
        tasks(row)
          .map(({ title, due, postponed }) =>
            [title, (postponed ?? due) && format.period((postponed ?? due)!)].filter(Boolean).join(', '),
          )
          .join(' ; '),
    },
  ].map((column) => ({ ...column, editable: false, filterable: false }));
}
