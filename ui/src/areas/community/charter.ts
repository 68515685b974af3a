/** The charter, word for word, bundled from content/ as a chunk of its own: it is read without a network. */
import source from '../../../../content/charter/charte.fr.md?raw';

export default source;
