/** What a look at a dossier tells, in a row of the grid as in a task that belongs to it. */
import type { DossierRow } from '$host';
import { format, t, word } from '$i18n';

export type DossierLook = Pick<
  DossierRow,
  'title' | 'stage' | 'next_action' | 'next_date' | 'last_exchange'
> & {
  organisations: readonly string[];
};

export function dossierFacts(look: DossierLook): { label: string; text: string | null }[] {
  return [
    { label: t('partnerships-column-stage'), text: look.stage && word('stage', look.stage) },
    { label: t('partnerships-column-organisations'), text: look.organisations.join(' · ') },
    { label: t('partnerships-column-next-action'), text: look.next_action },
    { label: t('partnerships-column-next-date'), text: look.next_date && format.period(look.next_date) },
    {
      label: t('partnerships-column-last-exchange'),
      text: look.last_exchange === null ? null : format.date(look.last_exchange),
    },
  ];
}
