/** Invented names, long where real ones are, and the ids that the records share. */
export const id = (kind: number, index: number) =>
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

export const TITLES = [
  'Eau potable et assainissement dans trois écoles de Kaya',
  'Mécénat de compétences : comptabilité',
  'Programme pluriannuel d’accès à l’énergie solaire pour les centres de santé ruraux du Centre-Nord et de la Boucle du Mouhoun',
  'Bourses d’études 2027',
  'Filière karité équitable',
  'Réhabilitation du périmètre maraîcher de Bérégadougou',
];
export const ORGANISATIONS: [string, string, string, string][] = [
  ['Association Baobab', 'ngo', 'BF', 'Ouagadougou'],
  ['Société anonyme des établissements Garcin-Delacroix et Fils', 'company', 'FR', 'Annemasse'],
  ['Fondation Lémanique pour la Solidarité', 'foundation', 'CH', 'Genève'],
  ['Conseil départemental de la Haute-Savoie', 'public_funder', 'FR', 'Annecy'],
  ['Fédération des groupements villageois de producteurs du Centre-Nord', 'community', 'BF', 'Kaya'],
  ['Hydro-Alpes SAS', 'company', 'FR', 'Grenoble'],
];
