/**
 * The desk of a French NGO as a fake host: dossiers, organisations, people, tasks, a spreadsheet to bring in. Names
 * are invented, long where real ones are, and as many as asked for.
 */
import type { Commands } from '$host';
import { WORDS } from '$host';
import type { FakeHost } from '$host/fake';
import { contact, contactRow, organisation, organisationRow } from './partnerships/carnet';
import { dossierRow, fullDossier, OWN_COLUMNS } from './partnerships/dossiers';
import { outcome, preview } from './partnerships/imports';
import { id, MEMBERS, ORGANISATIONS, TITLES } from './partnerships/names';
import { TASKS } from './partnerships/tasks';

export { contact, contactRow, organisation, organisationRow } from './partnerships/carnet';
export { amount, dossierRow, fullDossier, OWN_COLUMNS } from './partnerships/dossiers';
export { preview } from './partnerships/imports';
export { MEMBERS } from './partnerships/names';
export { task, TASKS } from './partnerships/tasks';

/** A fake host that answers for all of this; `rows` dossiers and organisations. */
export function partnershipsDesk(fake: FakeHost, rows = 60): FakeHost {
  const page = <T>(
    make: (index: number) => T,
    total: number,
    { limit = 100, offset = 0 }: { limit?: number; offset?: number },
  ) => ({
    total,
    items: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => make(offset + at)),
  });
  const done = () => ({});
  const created = () => ({ id: id(3, 999_999) });
  const sums = [
    { currency: 'EUR', status: 'granted', amount: 1234500, count: 20 },
    { currency: 'EUR', status: 'requested', amount: 98000, count: 3 },
    { currency: 'XOF', status: 'requested', amount: 3000000, count: 2 },
  ];
  fake
    .answer('dossiers.list', (request) => ({ ...page(dossierRow, rows, request), sums }))
    .answer('dossiers.board', () => ({
      columns: WORDS.stage.map((stage, at) => {
        const cards = Array.from({ length: Math.min(rows, 66) }, (_, index) => dossierRow(index)).filter(
          (row) => row.stage === stage,
        );
        return {
          stage,
          total: cards.length + (at === 0 ? 14 : 0),
          sums: at < 2 ? sums.slice(0, 1) : [],
          cards,
        };
      }),
    }))
    .answer('dossiers.get', ({ id: wanted }) => ({ ...fullDossier(), id: wanted }))
    .answer('dossiers.update', done)
    .answer('dossiers.move', () => ({ missing: [] }))
    .answer('dossiers.create', created)
    .answer('dossiers.delete', done)
    .answer('dossiers.export', ({ path }) => ({ path, sheets: [{ name: 'Dossiers', rows, columns: 18 }] }))
    .answer('members.list', () => ({ items: MEMBERS }))
    .answer('columns.list', () => ({ items: OWN_COLUMNS }))
    .answer('columns.add', created)
    .answer('columns.update', done)
    .answer('columns.remove', done)
    .answer('views.list', () => ({
      items: [
        {
          id: id(14, 1),
          name: 'À relancer ce mois-ci',
          entity: 'dossier',
          filter: { filter: { open: true } },
        },
      ],
    }))
    .answer('views.save', created)
    .answer('views.delete', done)
    .answer('organisations.list', (request) => page(organisationRow, rows, request))
    .answer('organisations.get', ({ id: wanted }) => ({ ...organisation(), id: wanted }))
    .answer('organisations.create', created)
    .answer('organisations.update', done)
    .answer('organisations.delete', done)
    .answer('contacts.list', () => ({ total: 1, items: [contactRow()] }))
    .answer('contacts.get', ({ id: wanted }) => ({ ...contact(), id: wanted }))
    .answer('contacts.create', () => ({ id: id(2, 2) }))
    .answer('contacts.update', done)
    .answer('contacts.delete', done)
    .answer('contacts.replace', done)
    .answer('parties.add', created)
    .answer('parties.update', done)
    .answer('parties.remove', done)
    .answer('amounts.add', created)
    .answer('amounts.update', done)
    .answer('amounts.remove', done)
    .answer('types.add', created)
    .answer('types.remove', done)
    .answer('journal.list', () => ({
      total: 2,
      items: [
        {
          id: id(9, 1),
          dossier: id(3, 2),
          text: 'Visite du site avec la fédération.\nLe forage est à sec depuis mars.',
          at: 1_795_000_000_000,
          place: 'Kaya',
          author: MEMBERS[0]!.id,
          author_name: MEMBERS[0]!.name,
          versions: 0,
          seen: { text: 'tx' } as Record<string, string>,
        },
        {
          id: id(9, 2),
          dossier: id(3, 2),
          text: 'Premier rendez-vous.',
          at: 1_790_000_000_000,
          place: null,
          author: null,
          author_name: null,
          versions: 0,
          seen: {},
        },
      ],
    }))
    .answer('journal.add', created)
    .answer('journal.update', done)
    .answer('journal.delete', done)
    .answer('exchanges.list', () => ({
      total: 1,
      items: [
        {
          id: id(7, 1),
          dossier: id(3, 2),
          dossier_title: TITLES[2]!,
          organisation: id(1, 1),
          organisation_name: ORGANISATIONS[1]![0],
          contact: id(2, 1),
          contact_name: 'Jean-Christophe Delacroix',
          kind: 'call',
          text: 'D’accord sur le principe, budget au conseil de décembre.',
          at: 1_795_000_000_000,
          subject: null,
          sender: null,
          recipients: null,
          author: MEMBERS[0]!.id,
          author_name: MEMBERS[0]!.name,
          versions: 0,
          seen: {},
        },
      ],
    }))
    .answer('exchanges.add', created)
    .answer('exchanges.update', done)
    .answer('exchanges.delete', done)
    .answer('exchanges.take_mail', () => ({
      id: id(7, 2),
      already_there: false,
      subject: 'Budget 2027',
      contact: null,
      contact_name: null,
      organisation: null,
      attachments: 2,
      cut: false,
    }))
    .answer('tasks.list', ({ done: over }) => ({ total: over ? 0 : TASKS.length, items: over ? [] : TASKS }))
    .answer('tasks.add', created)
    .answer('tasks.update', done)
    .answer('tasks.complete', () => ({ next: null, next_due: null }))
    .answer('tasks.reopen', done)
    .answer('tasks.postpone', done)
    .answer('tasks.delete', done)
    .answer('tasks.export_ics', () => ({ tasks: 3 }))
    .answer('history.of', () => ({ items: [] }))
    .answer('history.undo', () => ({ undone: true, records: 1 }))
    .answer('drafts.get', () => ({ draft: null }))
    .answer('drafts.save', done)
    .answer('drafts.delete', done)
    .answer('imports.preview', preview)
    .answer('imports.list', () => ({
      items: [
        {
          id: id(13, 1),
          file_name: preview().file_name,
          at: 1_795_000_000_000,
          author_name: MEMBERS[0]!.name,
          imported: 45,
          updated: 3,
          flagged: 4,
          rejected: 1,
          action: id(99, 1),
        },
      ],
    }))
    .answer('imports.flags', () => ({
      groups: [
        { code: 'amount-not-understood', count: 1, minor: false },
        { code: 'date-not-understood', count: 1, minor: false },
        { code: 'currency-default', count: 12, minor: true },
      ],
      items: [
        {
          number: 0,
          sheet: 'Pipeline 2024',
          row: 12,
          field: 'amount',
          text: '15 à 20 k€ ?',
          code: 'amount-not-understood',
          record: id(3, 2),
          record_name: TITLES[2]!,
          record_kind: 'dossier' as const,
        },
        {
          number: 1,
          sheet: 'Pipeline 2024',
          row: 19,
          field: 'last_contact',
          text: 'avant l’été',
          code: 'date-not-understood',
          record: null,
          record_name: null,
          record_kind: null,
        },
        ...Array.from({ length: 12 }, (_, at) => ({
          number: 2 + at,
          sheet: 'Pipeline 2024',
          row: 20 + at,
          field: 'amount',
          text: `${at + 1} 500`,
          code: 'currency-default',
          record: id(3, 3 + at),
          record_name: TITLES[(3 + at) % TITLES.length]!,
          record_kind: 'dossier' as const,
        })),
      ],
    }))
    .answer('imports.settle_flag', done)
    .answer('imports.settle_flags', done)
    .answer('imports.undo', () => ({ undone: true, records: 141 }))
    .answer('imports.saved_mappings', () => ({ items: [] }))
    .answer('dossiers.import', () => ({ ...outcome(), import: id(13, 1), action: id(99, 1) }))
    .answer('organisations.import', () => ({ ...outcome(), import: id(13, 1), action: id(99, 1) }))
    .answer(
      'desk.status',
      () =>
        ({
          house: { name: 'Puits & Savanes', kind: 'ngo', country: 'FR', currency: 'EUR' },
        }) as Commands['desk.status']['answer'],
    );
  return fake;
}
