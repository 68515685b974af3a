/** Dossiers: as many rows as asked for, and one with all that a dossier can have. */
import type { Dossier, DossierRow } from '$host';
import { WORDS } from '$host';
import { contactRow } from './carnet';
import { id, MEMBERS, ORGANISATIONS, TITLES } from './names';

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

/** Every way in which people know the dates of an agreement. */
function agreementOf(index: number): Pick<DossierRow, 'start' | 'end' | 'signed'> {
  const ways: [string | null, string | null, string | null][] = [
    ['2026-03-01', null, null],
    ['2026-03-01', '2027-12', '2026-02-14'],
    ['2024', '2027-Q1', '2023-11-30'],
    [null, '2028', null],
    ['2027-S1', '2029-06-30', null],
    [null, null, null],
    ['2021-09-01', '2023-08-31', '2021-07-05'],
  ];
  const [start, end, signed] = ways[index % ways.length]!;
  return { start, end, signed };
}

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
    ...agreementOf(index),
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
