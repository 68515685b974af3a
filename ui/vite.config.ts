import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [
    svelte({
      // lucide is shipped as Svelte sources that use runes or not, file by file.
      dynamicCompileOptions: ({ filename }) =>
        filename.includes('node_modules') ? { runes: undefined } : undefined,
    }),
    ...(mode === 'test' ? [svelteTesting()] : []),
  ],
  resolve: {
    alias: {
      $host: at('./src/host'),
      $i18n: at('./src/i18n/index.svelte.ts'),
      $kit: at('./src/kit'),
      $shell: at('./src/shell'),
    },
  },
  server: { port: 5173, strictPort: true, fs: { allow: [at('.'), at('../locales'), at('../content')] } },
  build: {
    target: ['es2023', 'safari17'],
    manifest: true,
    // The page's policy refuses inline data in styles and scripts; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['./test/setup.ts'],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'lint/**/*.test.ts'],
    restoreMocks: true,
    // axe reads whole pages, and the machine may be shared.
    testTimeout: 30_000,
  },
}));
