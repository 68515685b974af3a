/**
 * Sentences live in locales/, never in a template: text that a person sees must come from t().
 * Flags text nodes that hold letters, and literal values of attributes that are read aloud or shown.
 */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'title',
  'placeholder',
  'label',
  'help',
  'heading',
]);
const LETTERS = /\p{L}{2,}/u;

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'visible text comes from t()' },
    schema: [],
    messages: { raw: 'Visible text “{{text}}” must come from t() and stand in locales/.' },
  },
  create(context) {
    const flag = (node, text) =>
      context.report({ node, messageId: 'raw', data: { text: text.trim().slice(0, 40) } });
    return {
      SvelteText(node) {
        const parent = node.parent;
        if (parent?.type === 'SvelteStyleElement' || parent?.type === 'SvelteScriptElement') return;
        if (LETTERS.test(node.value)) flag(node, node.value);
      },
      SvelteAttribute(node) {
        if (!SPOKEN.has(node.key.name)) return;
        for (const part of node.value) {
          if (part.type === 'SvelteLiteral' && LETTERS.test(part.value)) flag(part, part.value);
        }
      },
    };
  },
};
