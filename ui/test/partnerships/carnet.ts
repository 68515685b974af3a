/** Organisations and the people there. */
import type { Contact, Organisation, OrganisationRow } from '$host';
import { id, ORGANISATIONS, TITLES } from './names';

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
