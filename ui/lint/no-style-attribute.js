/** The content policy refuses style="…": a class, or a style: directive, which goes through the object model. */
/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'no style attribute in templates' },
    schema: [],
    messages: { style: 'The content policy refuses style="…": use a class or a style: directive.' },
  },
  create(context) {
    return {
      SvelteAttribute(node) {
        if (node.key.name === 'style') context.report({ node, messageId: 'style' });
      },
    };
  },
};
