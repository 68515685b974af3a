import { readFileSync } from 'node:fs';
import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { expectAccessible, fakeHost } from '../../../test/screen';
import Community from './Community.svelte';
import { blocksOf, runsOf } from './markdown';
import WhoSeesWhat from './WhoSeesWhat.svelte';

const words = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('the charter', () => {
  it('stands word for word, in French', async () => {
    fakeHost();
    const { container } = render(Community);
    await screen.findByRole('heading', { name: 'CHARTRE' });
    const article = container.querySelector('article')!;
    expect(article.lang).toBe('fr');
    // The source without its marks: front matter, heading signs, list numbers and stars.
    const source = readFileSync('../content/charter/charte.fr.md', 'utf8')
      .replace(/^---[\s\S]*?\n---\n/, '')
      .replace(/^(#+|-|\d+\.) /gm, '')
      .replaceAll('**', '');
    const blocks = [...article.querySelectorAll('h1, h2, h3, h4, h5, h6, p, li')].map(
      (block) => block.textContent ?? '',
    );
    expect(words(blocks.join(' '))).toBe(words(source));
    expect(article.querySelectorAll('strong').length).toBeGreaterThan(5);
    await expectAccessible(container);
  });
});

describe('Qui voit quoi', () => {
  it('says what the incubator can read', async () => {
    fakeHost();
    const { container } = render(WhoSeesWhat);
    expect(screen.getByRole('heading', { level: 1, name: 'Qui voit quoi' })).toBeTruthy();
    expect(screen.getByRole('region', { name: 'L’incubateur' }).textContent).toContain(
      'ne peuvent pas lire votre travail',
    );
    expect(screen.getAllByRole('region')).toHaveLength(6);
    await expectAccessible(container);
  });
});

describe('our Markdown', () => {
  it('knows headings, paragraphs, lists and bold, and nothing that acts', () => {
    expect(blocksOf('---\nid: x\n---\n\n# A\n\nun\ndeux\n\n- b\n- c **d**\n\n1. e\n')).toEqual([
      { is: 'heading', level: 1, runs: [{ text: 'A', bold: false }] },
      { is: 'paragraph', runs: [{ text: 'un deux', bold: false }] },
      {
        is: 'list',
        ordered: false,
        items: [
          [{ text: 'b', bold: false }],
          [
            { text: 'c ', bold: false },
            { text: 'd', bold: true },
          ],
        ],
      },
      { is: 'list', ordered: true, items: [[{ text: 'e', bold: false }]] },
    ]);
    expect(blocksOf('<script>alert(1)</script>')).toEqual([
      { is: 'paragraph', runs: [{ text: '<script>alert(1)</script>', bold: false }] },
    ]);
  });

  it('leaves a lonely pair of stars as it is', () => {
    expect(runsOf('a ** b')).toEqual([{ text: 'a ** b', bold: false }]);
  });
});
