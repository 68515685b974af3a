/**
 * Every widget of the kit, to be looked at: `npm run dev`, then /test/gallery/index.html, with ?part=widgets, grid or
 * frame, &theme=dark, &scale=2, &locale=qps-plocm, &press=Ctrl+K (a key pressed once it stands).
 * What is wider than the window is named in data-wide on the page, so that a script can ask.
 */
import { mount } from 'svelte';
import '../../src/kit/tokens.css';
import '../../src/kit/base.css';
import '../../src/fonts.css';
import { setLocale, type Locale } from '$i18n';
import Frame from './Frame.svelte';
import Gallery from './Gallery.svelte';

const wished = new URLSearchParams(location.search);
const page = document.documentElement;
page.dataset.theme = wished.get('theme') ?? 'system';
page.style.setProperty('--text-scale', wished.get('scale') ?? '1');

function measure(): void {
  const scrollers = '[role="grid"], [role="tablist"], [role="list"]';
  const wide = [...document.querySelectorAll<HTMLElement>('#app *')].filter(
    (element) =>
      element.getBoundingClientRect().right > window.innerWidth + 1 &&
      !element.parentElement?.closest(scrollers) &&
      !element.closest('.heard, [popover]'),
  );
  page.dataset.wide = wide.map((element) => `${element.tagName}.${element.className}`).join(' ') || 'nothing';
  page.dataset.width = String(window.innerWidth);
}

await setLocale((wished.get('locale') ?? 'fr') as Locale);
const part = wished.get('part') ?? 'all';
const target = document.getElementById('app');
if (target && part === 'frame') mount(Frame, { target });
else if (target) mount(Gallery, { target, props: { part } });

const press = wished.get('press')?.split(' ').join('+').split('+');
setTimeout(() => {
  if (press)
    window.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: press.at(-1) ?? '',
        ctrlKey: press.includes('Ctrl'),
        cancelable: true,
      }),
    );
  if (wished.has('menu')) document.querySelector<HTMLElement>('.narrow button')?.click();
}, 600);
setTimeout(measure, 1200);
