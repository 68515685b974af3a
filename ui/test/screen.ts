/** What every test of a screen needs: a fake host in place, and axe. */
import axe from 'axe-core';
import { setHost } from '$host';
import { FakeHost } from '$host/fake';

/** A new fake host, put in place of the real one. */
export function fakeHost(): FakeHost {
  const host = new FakeHost();
  setHost(host);
  return host;
}

/**
 * No finding of axe in this part of the page. Colours are left out: a page that is not drawn has none
 * (tokens.test.ts computes them, and the real window is checked with them). Landmarks belong to the shell.
 */
export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  if (found.length > 0) throw new Error(found.join('\n'));
}
