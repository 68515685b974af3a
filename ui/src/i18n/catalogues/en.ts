/** Every text of one language as one chunk: loaded when that language is chosen. */
const files = import.meta.glob<string>('../../../../locales/en/*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});
export default Object.values(files);
