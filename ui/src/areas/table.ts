/**
 * The one table of what the window offers. A new area is one line in `areas`, a new screen one in `screens`.
 * Screens are loaded when they are first opened.
 */
import BookUser from '@lucide/svelte/icons/book-user';
import Handshake from '@lucide/svelte/icons/handshake';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import Users from '@lucide/svelte/icons/users';
import { screen, type Area, type Load, type Search } from '$shell/screen';

export const screens = {
  today: screen('/', 'today', () => import('./today/Today.svelte')),
  partnerships: screen('/dossiers', 'partnerships', () => import('./partnerships/Partnerships.svelte'), {
    wide: true,
    full: true,
  }),
  dossier: screen('/dossiers/:id', 'partnerships', () => import('./partnerships/Dossier.svelte')),
  directory: screen('/directory', 'directory', () => import('./carnet/Directory.svelte'), { full: true }),
  organisation: screen('/organisations/:id', 'directory', () => import('./carnet/Organisation.svelte')),
  contact: screen('/contacts/:id', 'directory', () => import('./carnet/Contact.svelte')),
  imports: screen('/imports', 'partnerships', () => import('./imports/Imports.svelte')),
  import: screen('/imports/new', 'partnerships', () => import('./imports/Import.svelte')),
  imported: screen('/imports/:id', 'partnerships', () => import('./imports/Imported.svelte')),
  tasks: screen('/tasks', 'today', () => import('./tasks/Tasks.svelte')),
  conflicts: screen('/conflicts', null, () => import('./conflicts/Conflicts.svelte')),
  community: screen('/community', 'community', () => import('./community/Community.svelte')),
  who_sees_what: screen(
    '/community/who-sees-what',
    'community',
    () => import('./community/WhoSeesWhat.svelte'),
  ),
  settings: screen('/settings', 'settings', () => import('./settings/Settings.svelte')),
  welcome: screen('/welcome', null, () => import('./onboarding/Onboarding.svelte'), { bare: true }),
};

export const areas: readonly Area<keyof typeof screens>[] = [
  { id: 'today', label: 'shell-area-today', icon: Sun, home: 'today' },
  { id: 'partnerships', label: 'shell-area-partnerships', icon: Handshake, home: 'partnerships' },
  { id: 'directory', label: 'shell-area-directory', icon: BookUser, home: 'directory' },
  { id: 'community', label: 'shell-area-community', icon: Users, home: 'community' },
  { id: 'settings', label: 'shell-area-settings', icon: Settings, home: 'settings' },
];

/** The quick capture (Ctrl+Shift+N): a component with a `close` property, shown in a dialog. */
export const capture: Load | null = () => import('./capture/Capture.svelte');

/** Finds records for the palette. */
export const search: Search | null = async (text) => (await import('$shell/find')).findRecords(text);
