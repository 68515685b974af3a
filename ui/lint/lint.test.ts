import { RuleTester } from 'eslint';
import parser from 'svelte-eslint-parser';
import { afterAll, describe, it } from 'vitest';
import noRawText from './no-raw-text.js';
import noStyleAttribute from './no-style-attribute.js';

Object.assign(RuleTester, { afterAll, describe, it, itOnly: it.only });
const tester = new RuleTester({ languageOptions: { parser } });
const file = (code: string) => ({ code, filename: 'Screen.svelte' });

tester.run('no-raw-text', noRawText, {
  valid: [
    file(`<p>{t('shell-skip')}</p>`),
    file('<p>· 12 %</p>'),
    file(`<button aria-label={t('kit-close')} class="close"></button>`),
    file('<style>.close { color: red }</style>'),
  ],
  invalid: [
    { ...file('<p>Bonjour</p>'), errors: [{ messageId: 'raw' }] },
    { ...file('<input placeholder="Chercher" />'), errors: [{ messageId: 'raw' }] },
    { ...file('<button aria-label="Fermer {name}"></button>'), errors: [{ messageId: 'raw' }] },
  ],
});

tester.run('no-style-attribute', noStyleAttribute, {
  valid: [file('<p style:inline-size="{width}px" class="wide"></p>')],
  invalid: [{ ...file('<p style="color: red"></p>'), errors: [{ messageId: 'style' }] }],
});
