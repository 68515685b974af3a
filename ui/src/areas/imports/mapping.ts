/**
 * Changing, on screen, how a file is understood. The mapping is the contract's; each change is a copy, so that it is a
 * new question to the core, which alone reads the file.
 */
import { type Field, type Mapping, type PreviewColumn, type SheetMapping, type SheetRole } from '$host';

export const ROLES: readonly SheetRole[] = [
  'dossiers',
  'organisations',
  'contacts',
  'tasks',
  'legend',
  'notes',
  'summary',
  'template',
  'empty',
];

/** Sheets whose rows become records. */
export const READ_ROLES: ReadonlySet<string> = new Set<SheetRole>([
  'dossiers',
  'organisations',
  'contacts',
  'tasks',
]);

/** What a column can hold, in the groups of the list on screen. */
export const FIELD_GROUPS = {
  dossier: [
    'title',
    'status',
    'type',
    'responsible',
    'next_action',
    'due',
    'done',
    'first_contact',
    'last_contact',
    'signed',
    'period',
    'start',
    'end',
    'agreement_ref',
    'number',
    'report_due',
    'notes',
  ],
  money: ['amount', 'amount_requested', 'amount_granted', 'amount_paid', 'contributions', 'currency'],
  organisation: [
    'organisation',
    'full_name',
    'acronym',
    'organisation_code',
    'kind',
    'identifier',
    'country',
    'city',
    'postcode',
    'address',
    'website',
  ],
  person: ['contact', 'last_name', 'first_name', 'function', 'channel', 'email', 'phone'],
  other: ['own', 'ignore'],
} as const satisfies Record<string, readonly Field[]>;

export type FieldGroup = keyof typeof FIELD_GROUPS;

/** Words whose meaning is a code. */
export type WordMap = 'statuses' | 'types' | 'kinds' | 'places';

const changeSheet = (
  mapping: Mapping,
  sheet: string,
  change: (before: SheetMapping) => SheetMapping,
): Mapping => ({
  ...mapping,
  sheets: mapping.sheets.some((one) => one.sheet === sheet)
    ? mapping.sheets.map((one) => (one.sheet === sheet ? change(one) : one))
    : [
        ...mapping.sheets,
        change({ sheet, role: null, header_row: null, header_rows: null, columns: [], confidence: 0 }),
      ],
});

export const withRole = (mapping: Mapping, sheet: string, role: SheetRole): Mapping =>
  changeSheet(mapping, sheet, (before) => ({ ...before, role, confidence: 1 }));

/** Gives a column its field. What a person says is certain. */
export function withField(
  mapping: Mapping,
  sheet: string,
  { index, header }: Pick<PreviewColumn, 'index' | 'header'>,
  field: Field,
): Mapping {
  return changeSheet(mapping, sheet, (before) => ({
    ...before,
    columns: before.columns.some((column) => column.index === index)
      ? before.columns.map((column) =>
          column.index === index ? { ...column, field, confidence: 1 } : column,
        )
      : [...before.columns, { index, header, field, confidence: 1, currency: null }],
  }));
}

export const withWord = (mapping: Mapping, map: WordMap, word: string, code: string | null): Mapping => ({
  ...mapping,
  [map]: { ...mapping[map], [word]: { code, guessed: false } },
});

export const withColour = (mapping: Mapping, colour: string, stage: string | null): Mapping => ({
  ...mapping,
  colours: {
    ...mapping.colours,
    [colour]: { text: mapping.colours[colour]?.text ?? '', stage, guessed: false },
  },
});

export const withColleague = (mapping: Mapping, initials: string, name: string): Mapping => ({
  ...mapping,
  colleagues: { ...mapping.colleagues, [initials]: name },
});

/** How many meanings are still guesses. */
export function guesses(mapping: Mapping): number {
  const maps = [mapping.statuses, mapping.types, mapping.kinds, mapping.places, mapping.colours];
  return maps.reduce((sum, map) => sum + Object.values(map).filter(({ guessed }) => guessed).length, 0);
}

/** Two rows that look alike are two dossiers (`apart`), or are left to the rules again. */
export const withApart = (mapping: Mapping, key: string, apart: boolean): Mapping => ({
  ...mapping,
  keep_apart: [...mapping.keep_apart.filter((one) => one !== key), ...(apart ? [key] : [])],
});
