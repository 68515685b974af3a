/**
 * A hash router, typed by the table of screens: go('dossier', { id }) does not compile without its id.
 * The hash is the only state, so back, forward and a reload bring the same page.
 */
import type { screens } from '../areas/table';
import type { Screen } from './screen';

type Screens = typeof screens;
export type ScreenName = keyof Screens;
type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;
export type Params<N extends ScreenName> = Record<ParamNames<Screens[N]['path']>, string>;
type Query = Record<string, string | undefined>;
/** Params may be left out only where the path has none. */
type Where<N extends ScreenName> = [ParamNames<Screens[N]['path']>] extends [never]
  ? [params?: Record<string, never>, query?: Query]
  : [params: Params<N>, query?: Query];

export interface Place {
  /** Null when no screen has this path. */
  name: ScreenName | null;
  params: Record<string, string>;
  query: Record<string, string>;
}

let table: Record<string, Screen> = {};
let place = $state.raw<Place>({ name: null, params: {}, query: {} });

/** Which screen a hash names. */
export function read(hash: string, among: Record<string, Screen> = table): Place {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const parts = path.split('/').filter(Boolean);
  const query = Object.fromEntries(new URLSearchParams(search));
  for (const [name, { path: pattern }] of Object.entries(among)) {
    const wanted = pattern.split('/').filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const given = parts[index] ?? '';
      if (!part.startsWith(':')) return part === given;
      try {
        params[part.slice(1)] = decodeURIComponent(given);
        return true;
      } catch {
        return false;
      }
    });
    if (fits) return { name: name as ScreenName, params, query };
  }
  return { name: null, params: {}, query };
}

/** The address of a screen, for links. */
export function href<N extends ScreenName>(name: N, ...[params, query]: Where<N>): string {
  const path = (table[name]?.path ?? '/').replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent((params as Record<string, string> | undefined)?.[key] ?? ''),
  );
  const search = new URLSearchParams(
    Object.entries(query ?? {}).filter((entry): entry is [string, string] => !!entry[1]),
  ).toString();
  return `#${path}${search ? `?${search}` : ''}`;
}

/** Opens a screen. */
export function go<N extends ScreenName>(name: N, ...where: Where<N>): void {
  location.hash = href(name, ...where);
}

/** Changes the query of the present screen without a new step in the history: filters, chosen tab. */
export function setQuery(query: Query): void {
  const search = new URLSearchParams(
    Object.entries({ ...place.query, ...query }).filter((entry): entry is [string, string] => !!entry[1]),
  ).toString();
  const [path = ''] = location.hash.split('?', 1);
  history.replaceState(null, '', `${path || '#/'}${search ? `?${search}` : ''}`);
  place = read(location.hash);
}

export const here = {
  get place(): Place {
    return place;
  },
};

/** Begins to follow the hash; the answer stops. */
export function startRouter(among: Record<string, Screen>): () => void {
  table = among;
  const follow = () => (place = read(location.hash));
  follow();
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}
