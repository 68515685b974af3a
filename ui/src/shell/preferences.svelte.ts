/** How a person wishes to read: kept by the host, applied to the page. */
import { host, type Request, type Settings } from '$host';
import { setLocale, type Locale } from '$i18n';

/** The sizes offered, as factors on 16 px. */
export const TEXT_SIZES = [0.875, 1, 1.125, 1.25, 1.5, 2] as const;

/** A test language for this window only, set by whoever tests it; no setting leads there. */
const TRIAL = 'coexist-locale';

let current = $state.raw<Settings>({
  language: 'fr',
  theme: 'system',
  contrast: 'system',
  text_size: 1,
  quiet_weeks: 4,
  renewal_months: 6,
});

export const preferences = {
  get now(): Settings {
    return current;
  },
};

async function apply(next: Settings): Promise<void> {
  const page = document.documentElement;
  page.dataset.theme = next.theme;
  page.dataset.contrast = next.contrast;
  page.style.setProperty('--text-scale', String(next.text_size));
  current = next;
  const trial = sessionStorage.getItem(TRIAL);
  await setLocale(trial === 'qps-ploc' || trial === 'qps-plocm' ? (trial as Locale) : next.language);
}

/** Reads what the host keeps and applies it; French in the usual size when the host has no answer yet. */
export async function loadPreferences(): Promise<void> {
  try {
    await apply(await host.call('settings.get', {}));
  } catch {
    // The desk may be locked or failing; its own screen says so, in French.
    await apply(current);
  }
}

/** Applies at once, then keeps. Rejects with ApiError when it could not be kept. */
export async function prefer(change: Request<'settings.set'>): Promise<void> {
  await apply({ ...current, ...change });
  await apply(await host.call('settings.set', change));
}
