import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Warnings of the compiler (accessibility among them) fail `npm run check`. */
export default { preprocess: vitePreprocess(), compilerOptions: { runes: true } };
