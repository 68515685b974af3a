import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { ApiError } from '$host';
import type { FakeHost } from '$host/fake';
import { monday, status } from '../test/monday';
import { fakeHost } from '../test/screen';
import App from './App.svelte';

const SLOW = { timeout: 5000 };
let host: FakeHost;

beforeEach(async () => {
  location.hash = '#/';
  host = monday(fakeHost())
    .answer('activity.list', () => ({ items: [] }))
    .answer('sync.status', () => ({ connected: true, unsent: 3, state: { kind: 'to_share', count: 3 } }));
  const { forgetDesk } = await import('$shell/desk.svelte');
  forgetDesk();
});

it('goes through the first steps once, then to Aujourd’hui', async () => {
  host.answer('desk.status', () => ({ ...status, onboarded: false }));
  render(App);
  expect(await screen.findByRole('heading', { level: 1, name: 'Bienvenue' }, SLOW)).toBeTruthy();
  expect(screen.queryByRole('navigation')).toBeNull();
  // No other screen was drawn on the way.
  expect(host.requests('today.get')).toEqual([]);
  host.answer('desk.status', () => status);
  host.emit('changed', { kinds: [] });
  expect(await screen.findByRole('heading', { level: 1, name: 'Aujourd’hui' }, SLOW)).toBeTruthy();
});

it('says on every screen that the sample is one', async () => {
  host.answer('desk.status', () => ({ ...status, sample: true }));
  render(App);
  expect(await screen.findByRole('complementary', { name: 'Espace d’exemple.' }, SLOW)).toBeTruthy();
});

it('says why a desk does not open, and shows it when it does', async () => {
  host.fail('desk.status', new ApiError('keys-keyring-locked', {}, true, 'k'));
  render(App);
  await screen.findByRole('heading', { name: 'Vos données ne sont pas encore ouvertes' }, SLOW);
  host
    .answer('desk.status', () => status)
    .answer('settings.get', () => ({
      language: 'fr',
      theme: 'system',
      contrast: 'system',
      text_size: 1,
      quiet_weeks: 6,
      renewal_months: 6,
    }));
  await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Aujourd’hui' }, SLOW)).toBeTruthy();
});

it('asks what becomes of an import that was cut', async () => {
  host
    .answer('desk.status', () => ({ ...status, unfinished: [{ action: 'a1', kind: 'import', started: 1 }] }))
    .answer('actions.unfinished', () => ({
      items: [{ action: 'a1', kind: 'import', file_name: 'suivi.xlsx', started: 1 }],
    }));
  render(App);
  expect(await screen.findByText('suivi.xlsx', {}, SLOW)).toBeTruthy();
});

it('begins with what the host says of sharing, and leads to what the sync line speaks of', async () => {
  host.answer('conflicts.list', () => ({ items: [] }));
  render(App);
  await userEvent.click(await screen.findByRole('button', { name: '3 éléments à partager' }, SLOW));
  expect(location.hash).toBe('#/settings?tab=sharing');
  host.emit('sync', { kind: 'to_decide', count: 1 });
  await userEvent.click(await screen.findByRole('button', { name: 'Deux versions à départager' }, SLOW));
  expect(location.hash).toBe('#/conflicts');
});

it('takes the last action back with Ctrl+Z', async () => {
  render(App);
  await screen.findByRole('heading', { level: 1, name: 'Aujourd’hui' }, SLOW);
  await userEvent.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(host.requests('history.undo')).toHaveLength(1));
});
