/** What an area declares about its screens (src/areas/table.ts); the router and the layout read it. */
import type { Component } from 'svelte';
import type { PlainId } from '$i18n';
import type { Icon } from '$kit/icon';

// A screen declares its own properties; the router hands it `params` and `query`.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Load = () => Promise<{ default: Component<any> }>;

export interface ScreenOptions {
  /** Uses the whole width, for grids and boards. */
  wide?: boolean;
  /** Is as high as the window, and scrolls inside: for long lists. */
  full?: boolean;
  /** Without sidebar and footer, for the first steps. */
  bare?: boolean;
}

export interface Screen<Path extends string = string> extends ScreenOptions {
  /** "/dossiers/:id"; the part after the colon becomes `params.id`. */
  path: Path;
  /** The entry of the sidebar that is marked while this screen is shown. */
  area: string | null;
  load: Load;
}

export function screen<const Path extends string>(
  path: Path,
  area: string | null,
  load: Load,
  options: ScreenOptions = {},
): Screen<Path> {
  return { path, area, load, ...options };
}

/** An entry of the sidebar. */
export interface Area<Name extends string = string> {
  id: string;
  label: PlainId;
  icon: Icon;
  /** The screen it opens. */
  home: Name;
}

/** A record the palette found. */
export interface Found {
  id: string;
  label: string;
  /** A second, quieter word: "dossier", "organisation"… */
  detail?: string;
  href: string;
}

export type Search = (text: string) => Promise<Found[]>;
