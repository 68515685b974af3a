import { fireEvent } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { host, setHost } from '.';
import { FakeHost } from './fake';

const said: string[] = [];
const [before, after] = [() => said.push('before'), () => said.push('after')];
afterEach(() => {
  window.removeEventListener('beforeprint', before);
  window.removeEventListener('afterprint', after);
});

function listening(): FakeHost {
  said.length = 0;
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  const fake = new FakeHost();
  setHost(fake);
  return fake;
}

// The dialog of WebKitGTK is still open when the call answers: what is prepared for the paper must stay until then.
it.each(['pointerDown', 'keyDown'] as const)('is over at the next %s, once', async (sign) => {
  listening();
  await host.print();
  expect(said).toEqual(['before']);
  await fireEvent[sign](window);
  await fireEvent[sign](window);
  expect(said).toEqual(['before', 'after']);
});

it('is over when the webview says so, and not a second time', async () => {
  listening();
  await host.print();
  window.dispatchEvent(new Event('afterprint'));
  await fireEvent.keyDown(window);
  expect(said).toEqual(['before', 'after']);
});

it('is over at once when printing did not begin', async () => {
  const fake = listening();
  vi.spyOn(fake, 'print').mockRejectedValue(new Error('print-failed'));
  await expect(host.print()).rejects.toThrow();
  expect(said).toEqual(['before', 'after']);
});
