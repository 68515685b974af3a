/**
 * The desk of a French NGO as a fake host: dossiers, organisations, people, tasks, a spreadsheet to bring in. Names
 * are invented, long where real ones are, and as many as asked for.
 */
import type {
  Commands,
  Contact,
  Dossier,
  DossierRow,
  ImportPreview,
  Organisation,
  OrganisationRow,
  Task,
} from '$host';
import { WORDS } from '$host';
import type { FakeHost } from '$host/fake';

const id = (kind: number, index: number) =>
  `0190${String(kind).padStart(4, '0')}-0000-7000-8000-${String(index).padStart(12, '0')}`;

export const MEMBERS = [
  {
    id: id(12, 1),
    name: 'Aïssata Ouédraogo-Kaboré',
    initials: 'AOK',
    email: null,
    role: 'owner',
    left: null,
    me: true,
    dossiers: 12,
    tasks: 4,
  },
  {
    id: id(12, 2),
    name: 'Bertrand de la Rochefoucauld',
    initials: 'BR',
    email: null,
    role: 'editor',
    left: null,
    me: false,
    dossiers: 7,
    tasks: 2,
  },
  {
    id: id(12, 3),
    name: 'Chloé Nguyễn',
    initials: 'CN',
    email: null,
    role: 'editor',
    left: null,
    me: false,
    dossiers: 3,
    tasks: 9,
  },
];

const TITLES = [
  'Eau potable et assainissement dans trois écoles de Kaya',
  'Mécénat de compétences : comptabilité',
  'Programme pluriannuel d’accès à l’énergie solaire pour les centres de santé ruraux du Centre-Nord et de la Boucle du Mouhoun',
  'Bourses d’études 2027',
  'Filière karité équitable',
  'Réhabilitation du périmètre maraîcher de Bérégadougou',
];
const ORGANISATIONS: [string, string, string, string][] = [
  ['Association Baobab', 'ngo', 'BF', 'Ouagadougou'],
  ['Société anonyme des établissements Garcin-Delacroix et Fils', 'company', 'FR', 'Annemasse'],
  ['Fondation Lémanique pour la Solidarité', 'foundation', 'CH', 'Genève'],
  ['Conseil départemental de la Haute-Savoie', 'public_funder', 'FR', 'Annecy'],
  ['Fédération des groupements villageois de producteurs du Centre-Nord', 'community', 'BF', 'Kaya'],
  ['Hydro-Alpes SAS', 'company', 'FR', 'Grenoble'],
];
const ACTIONS = [
  'Relancer par téléphone',
  'Envoyer la note de cadrage relue',
  null,
  'Fixer la date du comité de pilotage',
];

export const OWN_COLUMNS = [
  {
    id: id(10, 1),
    entity: 'dossier' as const,
    name: 'Priorité',
    kind: 'text' as const,
    position: 0,
    filled: 40,
  },
  {
    id: id(10, 2),
    entity: 'dossier' as const,
    name: 'Reçu fiscal envoyé',
    kind: 'flag' as const,
    position: 1,
    filled: 12,
  },
  {
    id: id(10, 3),
    entity: 'dossier' as const,
    name: 'Bénéficiaires',
    kind: 'number' as const,
    position: 2,
    filled: 31,
  },
];

export function dossierRow(index: number): DossierRow {
  const first = ORGANISATIONS[index % ORGANISATIONS.length]!;
  const second = ORGANISATIONS[(index + 1) % ORGANISATIONS.length]!;
  const late = index % 5 === 0;
  const member = MEMBERS[index % MEMBERS.length]!;
  return {
    id: id(3, index),
    title: index < TITLES.length ? TITLES[index]! : `${TITLES[index % TITLES.length]} (${index})`,
    summary: index % 3 === 0 ? 'Construire avec les comités de parents un service de l’eau qui dure.' : null,
    stage: WORDS.stage[index % WORDS.stage.length]!,
    organisations: [first, second].map(([name, kind], at) => ({
      id: id(1, (index + at) % ORGANISATIONS.length),
      name,
      kind,
      role: null,
    })),
    responsible: index % 7 === 6 ? [] : [{ id: member.id, name: member.name, initials: member.initials }],
    type: index % 2 === 0 ? 'mecenat_financier' : null,
    next_action: ACTIONS[index % ACTIONS.length]!,
    next_date: ACTIONS[index % ACTIONS.length]
      ? late
        ? '2026-11-02'
        : index % 3 === 0
          ? '2027-Q2'
          : '2026-12-15'
      : null,
    late,
    start: '2026-03-01',
    end: index % 3 === 1 ? '2027-12' : null,
    signed: null,
    agreement: null,
    countries: ['BF'],
    last_contact: '2026-10',
    last_exchange: null,
    amounts:
      index % 4 === 3
        ? []
        : [
            amount(
              index,
              index % 3 === 0 ? 45000 : 12500.5,
              index % 3 === 0 ? 'EUR' : 'CHF',
              index % 2 ? 'requested' : 'granted',
            ),
          ],
    open_tasks: index % 3,
    conflicts: index === 1 ? 1 : 0,
    own: { [OWN_COLUMNS[0]!.id]: index % 2 ? 'haute' : '', [OWN_COLUMNS[2]!.id]: String(index * 10) },
  };
}

export const amount = (
  index: number,
  value: number,
  currency: string,
  status: string,
): DossierRow['amounts'][number] => ({
  id: id(5, index),
  amount: value,
  currency,
  status,
  kind: 'cash',
  max: null,
  approximate: false,
  per_year: false,
  quantity: null,
  unit: null,
  at: null,
  organisation: null,
  note: null,
});

/** A dossier with five parties, each with its role, two versions of its next action, and amounts in three currencies. */
export function fullDossier(): Dossier {
  const row = dossierRow(2);
  const roles = ['lead', 'company', 'foundation', 'public_funder', 'beneficiaries'];
  return {
    ...row,
    stage: 'concevoir',
    stage_reason: null,
    usual_next: ['convention'],
    summary: 'Équiper douze centres de santé ruraux, former les équipes, et tenir le service dans la durée.',
    note: null,
    postponed: null,
    agreement: null,
    parties: roles.map((role, index) => {
      const [name, kind, country] = ORGANISATIONS[index]!;
      return {
        id: id(4, index),
        organisation: { id: id(1, index), name },
        kind,
        country,
        role,
        contact: index === 1 ? { id: id(2, 1), name: 'Jean-Christophe Delacroix' } : null,
        conflicts: [],
        seen: { role: 'r' },
      };
    }),
    contacts: [contactRow()],
    amounts: [
      amount(1, 45000, 'EUR', 'granted'),
      amount(2, 3000000, 'XOF', 'requested'),
      amount(3, 12500.5, 'CHF', 'paid'),
    ],
    sums: [
      { currency: 'EUR', status: 'granted', amount: 45000, count: 1 },
      { currency: 'XOF', status: 'requested', amount: 3000000, count: 1 },
      { currency: 'CHF', status: 'paid', amount: 12500.5, count: 1 },
    ],
    types: [{ id: id(6, 1), kind: 'mecenat_financier', since: null, note: null }],
    type: 'mecenat_financier',
    stage_history: [],
    missing: ['responsible', 'amount'],
    tasks: [],
    last_exchange: null,
    journal_entries: 2,
    exchanges: 1,
    own_columns: { Priorité: 'haute' },
    own: { [OWN_COLUMNS[0]!.id]: 'haute' },
    revived: true,
    conflicts: [
      {
        field: 'next_action',
        column: null,
        seen: 'tok',
        values: [
          {
            value: 'Relancer par téléphone',
            label: null,
            author: 'Aïssata Ouédraogo-Kaboré',
            at: 1_795_000_000_000,
          },
          {
            value: 'Attendre le conseil d’administration',
            label: null,
            author: 'Chloé Nguyễn',
            at: 1_795_100_000_000,
          },
        ],
      },
    ],
    seen: { next_action: 'tok', title: 'tit' },
  };
}

export const contactRow = () => ({
  id: id(2, 1),
  name: 'Jean-Christophe Delacroix',
  organisation: { id: id(1, 1), name: ORGANISATIONS[1]![0] },
  job: 'Directeur de l’engagement sociétal et des partenariats',
  emails: ['jc.delacroix@garcin-delacroix.example'],
  phones: ['+33 4 50 00 00 00'],
  left: null,
  replaced_by: null,
  opposed: false,
});

export const contact = (): Contact => ({
  ...contactRow(),
  language: 'fr',
  source: 'Carte de visite, salon de Genève, 2026',
  legal_basis: 'legitimate_interest',
  keep_until: '2029',
  replaces: [],
  note: null,
  dossiers: [{ id: id(3, 2), title: TITLES[2]!, stage: 'concevoir', role: 'company' }],
  own_columns: {},
  own: {},
  conflicts: [],
  seen: {},
});

export function organisationRow(index: number): OrganisationRow {
  const [name, kind, country, city] = ORGANISATIONS[index % ORGANISATIONS.length]!;
  return {
    id: id(1, index),
    name: index < ORGANISATIONS.length ? name : `${name} ${index}`,
    kind,
    country,
    city,
    dossiers: index % 4,
    contacts: 1,
    last_exchange: index % 3 === 0 ? 1_794_000_000_000 : null,
    own: {},
  };
}

export const organisation = (): Organisation => ({
  ...organisationRow(1),
  full_name: 'Société anonyme des établissements Garcin-Delacroix et Fils (groupe Delacroix International)',
  address: '12, avenue de la Gare\n74100 Annemasse',
  website: 'garcin-delacroix.example',
  email: 'contact@garcin-delacroix.example',
  phone: '+33 4 50 00 00 00',
  identifiers: ['siren:999123456'],
  other_names: ['GDF'],
  note: null,
  contacts: [contactRow()],
  dossiers: [{ id: id(3, 2), title: TITLES[2]!, stage: 'concevoir', role: 'company' }],
  own_columns: {},
  revived: false,
  conflicts: [],
  seen: { name: 'n' },
});

export const task = (index: number, change: Partial<Task> = {}): Task => ({
  id: id(8, index),
  title: 'Rappeler la fondation au sujet du budget',
  dossier: id(3, 2),
  dossier_title: TITLES[2]!,
  organisation: null,
  organisation_name: null,
  due: '2026-12-01',
  postponed: null,
  assignees: [{ id: MEMBERS[0]!.id, name: MEMBERS[0]!.name, initials: 'AOK' }],
  repeat: null,
  note: null,
  done: null,
  late: false,
  days_late: 0,
  versions: 0,
  seen: {},
  ...change,
});

export const TASKS = [
  task(1, {
    title: 'Envoyer le rapport intermédiaire au Conseil départemental',
    due: '2026-11-02',
    late: true,
    days_late: 21,
  }),
  task(2, { title: 'Relancer Hydro-Alpes', due: '2026-11-20', late: true, days_late: 3 }),
  task(3, { repeat: '3 month' }),
  task(4, { title: 'Trouver une salle', due: null, dossier: null, dossier_title: null, assignees: [] }),
];

const outcome = (): ImportPreview['outcome'] => ({
  imported: 45,
  updated: 3,
  duplicates: 8,
  repaired: 2,
  organisations: 52,
  contacts: 29,
  tasks: 36,
  colleagues: 5,
  own_columns: 3,
  kept: 0,
  undecided: 0,
  rejected: [{ sheet: 'Pipeline 2024', row: 61, reason: 'no_organisation' }],
  flagged: [
    {
      sheet: 'Pipeline 2024',
      row: 12,
      field: 'amount',
      text: '15 à 20 k€ ?',
      code: 'unsure_amount',
      record: null,
    },
  ],
  import: null,
  action: null,
  cancelled: false,
});

export const preview = (): ImportPreview => ({
  file_name: 'Suivi partenariats 2024 (copie de Bertrand) VERSION FINALE.xlsx',
  encoding: null,
  repaired: 2,
  known_file: false,
  mapping_from: 'guessed',
  command: 'dossiers.import',
  mapping: {
    reference_date: '2024-06-03',
    own_organisation: 'Puits & Savanes',
    default_currency: 'EUR',
    default_country: 'FR',
    sheets: [
      {
        sheet: 'Pipeline 2024',
        role: 'dossiers',
        header_row: 3,
        header_rows: 2,
        confidence: 0.9,
        columns: [
          {
            index: 0,
            header: 'Entreprise / Fondation',
            field: 'organisation',
            confidence: 0.95,
            currency: null,
          },
          { index: 1, header: 'Etat', field: 'status', confidence: 0.9, currency: null },
          { index: 2, header: 'Montant envisagé (k€)', field: 'amount', confidence: 0.5, currency: 'EUR' },
          { index: 3, header: 'Humeur', field: 'own', confidence: 1, currency: null },
        ],
      },
      { sheet: 'Légende', role: 'legend', header_row: null, header_rows: null, confidence: 0.8, columns: [] },
    ],
    statuses: {
      'en cours': { code: null, guessed: true },
      signé: { code: 'mettre_en_oeuvre', guessed: false },
    },
    colours: { '#FFC000': { text: 'à relancer', stage: 'rencontre', guessed: true } },
    colleagues: { AOK: 'Aïssata Ouédraogo-Kaboré' },
    types: { 'mécénat €': { code: 'mecenat_financier', guessed: false } },
    kinds: {},
    places: {},
    organisations: {},
    organisation_countries: {},
    keep_apart: [],
  },
  sheets: [
    {
      name: 'Pipeline 2024',
      hidden: false,
      role: 'dossiers',
      rows: 48,
      columns: [
        {
          index: 0,
          letters: 'A',
          header: 'Entreprise / Fondation',
          field: 'organisation',
          filled: 48,
          samples: ['Hydro-Alpes / Baobab', 'Fondation Lémanique'],
        },
        {
          index: 1,
          letters: 'B',
          header: 'Etat',
          field: 'status',
          filled: 40,
          samples: ['en cours', 'signé', '?'],
        },
        {
          index: 2,
          letters: 'C',
          header: 'Montant envisagé (k€)',
          field: 'amount',
          filled: 30,
          samples: ['15', '15 à 20 k€ ?'],
        },
        { index: 3, letters: 'D', header: 'Humeur', field: 'own', filled: 12, samples: ['😀', 'bof'] },
      ],
    },
    { name: 'Légende', hidden: true, role: 'legend', rows: 11, columns: [] },
  ],
  outcome: outcome(),
  proposals: [
    {
      kind: 'dossier',
      sheet: 'Signés',
      row: 4,
      name: 'Hydro Alpes',
      same_as: 'Hydro-Alpes SAS',
      record: null,
      joined: true,
    },
    {
      kind: 'organisation',
      sheet: 'Contacts',
      row: 9,
      name: 'Fond. Lémanique',
      same_as: 'Fondation Lémanique pour la Solidarité',
      record: null,
      joined: false,
    },
  ],
});

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
      items: [
        {
          number: 0,
          sheet: 'Pipeline 2024',
          row: 12,
          field: 'amount',
          text: '15 à 20 k€ ?',
          code: 'unsure_amount',
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
          code: 'unsure_date',
          record: null,
          record_name: null,
          record_kind: null,
        },
      ],
    }))
    .answer('imports.settle_flag', done)
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
