/** A Monday morning for tests and for looking at the screens: the answers of a small, lively desk. */
import type { DeskStatus, DeviceView, History, Member, RecordConflicts, Today, TodayItem } from '$host';
import type { FakeHost } from '$host/fake';

const NOW = Date.UTC(2026, 10, 23, 7, 30);
const HOUR = 3_600_000;
export const LONG =
  'Programme pluriannuel de renforcement des capacités des coopératives maraîchères de la région des Hauts-Bassins et d’accès aux marchés';

const named = (id: string, name: string) => ({ id, name });

export function item(over: Partial<TodayItem> = {}): TodayItem {
  return {
    kind: 'to_call',
    id: 'd1',
    record: 'dossier',
    dossier: named('d1', 'Pompes solaires, Ouahigouya'),
    organisation: named('o1', 'Solafrique SA'),
    contact: { id: 'c1', name: 'Claire Monod', phone: '+41 22 700 12 34' },
    title: 'Rappeler au sujet du devis',
    sentence: 'action_late',
    params: { days: 2 },
    due: '2026-11-21',
    verb: 'log_call',
    ...over,
  };
}

const all: TodayItem[] = [
  item(),
  item({
    id: 'd2',
    dossier: named('d2', LONG),
    organisation: named('o2', 'Fondation genevoise pour le développement durable et la solidarité'),
    contact: { id: 'c2', name: 'Marie-Hélène de la Rochefoucauld-Sanderson', phone: null },
    title: 'Prendre rendez-vous',
  }),
  item({
    kind: 'late',
    id: 't1',
    record: 'task',
    title: 'Envoyer le rapport intermédiaire',
    verb: 'done',
    contact: null,
    sentence: 'task_late',
    params: { days: 12 },
  }),
  item({
    kind: 'late',
    id: 't2',
    record: 'task',
    title: 'Relire la convention',
    verb: 'done',
    organisation: null,
    contact: null,
    dossier: null,
    sentence: 'task_late',
    params: { days: 1 },
  }),
  item({
    kind: 'this_week',
    id: 't3',
    record: 'task',
    title: 'Préparer le comité de pilotage',
    verb: 'done',
    contact: null,
    sentence: 'task_soon',
    params: { days: 3 },
  }),
  item({
    kind: 'renewal',
    id: 'd3',
    dossier: named('d3', 'Filière karité équitable'),
    organisation: named('o3', 'Beurre & Compagnie'),
    title: 'Filière karité équitable',
    verb: 'prepare',
    contact: null,
    sentence: 'ends',
    params: { days: 128, date: '2027-03-31' },
  }),
  item({
    kind: 'quiet',
    id: 'd4',
    dossier: named('d4', 'Apprentis soudeurs'),
    organisation: named('o4', 'Métal Léman'),
    title: 'Apprentis soudeurs',
    verb: 'take_up',
    sentence: 'quiet',
    params: { weeks: 9 },
  }),
  item({
    kind: 'news',
    id: 'j1',
    record: 'journal_entry',
    title: 'Visite de terrain reportée à janvier',
    verb: 'read',
    contact: null,
    sentence: 'news_journal',
    params: { who: 'Fatou Diallo', days: 1 },
  }),
  ...Array.from({ length: 18 }, (_, index) =>
    item({
      kind: 'quiet',
      id: `q${index}`,
      dossier: named(`q${index}`, `Dossier ancien ${index + 1}`),
      title: `Dossier ancien ${index + 1}`,
      verb: 'take_up',
      contact: null,
      sentence: 'quiet',
      params: { weeks: 10 + index },
    }),
  ),
];

export const today: Today = {
  date: '2026-11-23',
  whose: 'mine',
  cards: all.slice(0, 7),
  all,
  counts: { to_call: 2, late: 2 },
};
export const clear: Today = { date: '2026-11-23', whose: 'mine', cards: [], all: [], counts: {} };

export const status: DeskStatus = {
  onboarded: true,
  sample: false,
  house: { name: 'ONG Baobab', kind: 'ngo', country: 'FR', currency: 'EUR' },
  me: { id: 'p1', name: 'Awa Keller', initials: 'AK' },
  language: 'fr',
  today: '2026-11-23',
  counts: { organisations: 214, contacts: 388, dossiers: 67, tasks: 23 },
  unfinished: [],
  warnings: [],
  folder: '/home/awa/.local/share/org.coexist.desktop',
  key_slots: ['keyring'],
  version: '0.1.0',
};

export const conflicts: RecordConflicts[] = [
  {
    id: 'd1',
    kind: 'dossier',
    title: 'Pompes solaires, Ouahigouya',
    dossier: named('d1', 'Pompes solaires, Ouahigouya'),
    conflicts: [
      {
        field: 'next_action',
        column: null,
        seen: 's1',
        values: [
          {
            value: 'Rappeler Claire au sujet du devis',
            label: null,
            author: 'Fatou Diallo',
            at: NOW - 5 * HOUR,
          },
          {
            value: 'Envoyer la nouvelle note de cadrage',
            label: null,
            author: 'Awa Keller',
            at: NOW - 26 * HOUR,
          },
        ],
      },
      {
        field: 'stage',
        column: null,
        seen: 's2',
        values: [
          { value: 'convention', label: null, author: 'Fatou Diallo', at: NOW - 5 * HOUR },
          { value: 'concevoir', label: null, author: null, at: NOW - 27 * HOUR },
        ],
      },
    ],
  },
];

export const history: History = {
  items: [
    {
      frame: 'f4',
      at: NOW - HOUR,
      learned: NOW,
      author: 'p2',
      author_name: 'Fatou Diallo',
      device: 'dev2',
      this_desk: false,
      action: 'a9',
      undoes: null,
      reason: 'Le conseil a donné son accord.',
      changes: [
        {
          record: 'd1',
          entity: 'dossier',
          kind: 'changed',
          field: 'stage',
          column: null,
          before: { type: 'code', value: 'concevoir' },
          after: { type: 'code', value: 'convention' },
        },
      ],
    },
    {
      frame: 'f3',
      at: NOW - 30 * HOUR,
      learned: NOW - 30 * HOUR,
      author: 'p1',
      author_name: 'Awa Keller',
      device: 'dev1',
      this_desk: true,
      action: 'a8',
      undoes: null,
      reason: null,
      changes: [
        {
          record: 'd1',
          entity: 'dossier',
          kind: 'changed',
          field: 'stage',
          column: null,
          before: { type: 'code', value: 'definir' },
          after: { type: 'code', value: 'concevoir' },
        },
        {
          record: 'm1',
          entity: 'amount',
          kind: 'changed',
          field: 'value',
          column: null,
          before: { type: 'money', value: { amount: 15000, currency: 'EUR' } },
          after: { type: 'money', value: { amount: 12500, currency: 'EUR' } },
        },
      ],
    },
    {
      frame: 'f1',
      at: NOW - 400 * HOUR,
      learned: NOW - 400 * HOUR,
      author: 'p1',
      author_name: 'Awa Keller',
      device: 'dev1',
      this_desk: true,
      action: 'a1',
      undoes: null,
      reason: null,
      changes: [
        {
          record: 'd1',
          entity: 'dossier',
          kind: 'created',
          field: null,
          column: null,
          before: null,
          after: null,
        },
        {
          record: 'd1',
          entity: 'dossier',
          kind: 'changed',
          field: 'title',
          column: null,
          before: null,
          after: { type: 'text', value: 'Pompes solaires, Ouahigouya' },
        },
        {
          record: 'd1',
          entity: 'dossier',
          kind: 'changed',
          field: 'stage',
          column: null,
          before: null,
          after: { type: 'code', value: 'definir' },
        },
        {
          record: 'd1',
          entity: 'dossier',
          kind: 'added',
          field: 'countries',
          column: null,
          before: null,
          after: { type: 'code', value: 'BF' },
        },
        {
          record: 'd1',
          entity: 'dossier',
          kind: 'added',
          field: 'origin',
          column: null,
          before: null,
          after: { type: 'text', value: 'ligne 4' },
        },
        {
          record: 'v1',
          entity: 'own_value',
          kind: 'changed',
          field: 'value',
          column: 'Priorité',
          before: null,
          after: { type: 'text', value: 'haute' },
        },
      ],
    },
  ],
};

export const members: Member[] = [
  {
    id: 'p1',
    name: 'Awa Keller',
    initials: 'AK',
    email: 'awa@baobab.example',
    role: 'owner',
    left: null,
    me: true,
    dossiers: 31,
    tasks: 12,
  },
  {
    id: 'p2',
    name: 'Fatou Diallo',
    initials: 'FD',
    email: null,
    role: 'editor',
    left: null,
    me: false,
    dossiers: 22,
    tasks: 8,
  },
  {
    id: 'p3',
    name: null,
    initials: 'JPM',
    email: null,
    role: null,
    left: null,
    me: false,
    dossiers: 4,
    tasks: 0,
  },
  {
    id: 'p4',
    name: 'Jean Dupré',
    initials: 'JD',
    email: null,
    role: 'reader',
    left: '2026-06',
    me: false,
    dossiers: 0,
    tasks: 0,
  },
];

/** The computers of those colleagues: this one, a lost one, one nothing came from, one on paper, one taken off. */
export const devices: DeviceView[] = [
  { name: 'Portable du bureau', person: 'p1', mine: true, here: true },
  { name: 'Ordinateur de la maison', person: 'p1', mine: true, heard: NOW - 70 * HOUR },
  { name: 'Feuille rangée au coffre', person: 'p1', mine: true, paper: true },
  { name: 'Portable de terrain, antenne de Ouahigouya', person: 'p2', heard: NOW - 2 * HOUR },
  { name: 'Poste d’accueil', person: 'p2' },
  { name: 'Ancien portable', person: 'p2', removed: true, heard: NOW - 4000 * HOUR },
].map((device, at) => ({
  id: `dev${at + 1}`,
  person_name: members.find(({ id }) => id === device.person)?.name ?? '',
  mine: false,
  here: false,
  paper: false,
  removed: false,
  heard: null,
  ...device,
}));

/** Registers the answers of reading; a test adds those of the writes it expects. */
export function monday(host: FakeHost): FakeHost {
  return host
    .answer('today.get', () => today)
    .answer('desk.status', () => status)
    .answer('sync.status', () => ({ connected: false, unsent: 0, state: { kind: 'saved' } }))
    .answer('actions.unfinished', () => ({ items: [] }))
    .answer('capture.guess', () => ({
      dossier: null,
      organisation: null,
      contact: null,
      date: null,
      kind: null,
      task: null,
    }))
    .answer('search.find', () => ({ items: [] }))
    .answer('drafts.get', () => ({ draft: null }))
    .answer('drafts.save', () => ({}))
    .answer('drafts.delete', () => ({}))
    .answer('conflicts.list', () => ({ items: conflicts }))
    .answer('history.of', () => history)
    .answer('imports.list', () => ({
      items: [
        {
          id: 'i1',
          file_name: 'suivi.xlsx',
          at: NOW,
          author_name: null,
          imported: 60,
          updated: 0,
          flagged: 0,
          rejected: 0,
          action: 'a1',
        },
      ],
    }))
    .answer('members.list', () => ({ items: members }))
    .answer('devices.list', () => ({ items: devices }))
    .answer('history.undo', () => ({ undone: true, records: 1 }));
}
