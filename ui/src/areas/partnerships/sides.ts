/** On which side of the bridge an organisation stands: decides its marker's shape and colour. */
export type Side = 'ngo' | 'company' | 'other';

const NGO_LIKE = new Set(['ngo', 'network', 'community']);

export function sideOf(kind: string | null): Side {
  if (kind === 'company') return 'company';
  return kind !== null && NGO_LIKE.has(kind) ? 'ngo' : 'other';
}
