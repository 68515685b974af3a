import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import noRawText from './lint/no-raw-text.js';
import noStyleAttribute from './lint/no-style-attribute.js';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist', 'dist-look', 'src/**/*.gen.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    plugins: { coexist: { rules: { 'no-raw-text': noRawText, 'no-style-attribute': noStyleAttribute } } },
    rules: {
      'no-console': 'error',
      // Types are checked by svelte-check, which knows the globals of TypeScript better than this rule.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@tauri-apps/*'],
              message: 'Only src/host/tauri.ts speaks to Tauri: use the Host interface.',
            },
            {
              group: ['**/host/fake', '**/host/fake.ts'],
              message: 'The fake host is for tests and for src/host/dev.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] } },
    rules: {
      'coexist/no-raw-text': 'error',
      'coexist/no-style-attribute': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // A hash router owns its links: href() builds them.
      'svelte/no-navigation-without-resolve': 'off',
      // Plain Maps and Sets are chosen where reactivity must not follow every cell.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/host/tauri.ts', 'src/host/dev.ts', 'test/**', '**/*.test.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
);
