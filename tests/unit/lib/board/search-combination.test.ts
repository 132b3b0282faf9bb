import { describe, expect, it } from 'vitest';
import { combinationsOf } from '../../../../lib/board/insights/combinations.ts';
import { searchForCombination } from '../../../../lib/board/search-combination.ts';
import { writingLexiconOf } from '../../../../lib/query/lexicons.ts';
import { factsOf } from '../../../../lib/query/noun-facts.ts';
import { PLAIN_SWITCHES } from '../../../../lib/query/search-query.ts';
import { learn, type QueryLanguage } from '../../../../lib/query/translate.ts';
import type { ReadyShop } from '../../../../lib/shops/shops.ts';
import type { TermRole } from '../../../../lib/text/term.ts';
import { entriesOf } from '../../support/boards.ts';

learn('de', writingLexiconOf('de'));

function shop(language: QueryLanguage, style: boolean): ReadyShop {
  return {
    id: `${language} ${style}`,
    name: 'Shop',
    sells: 'both',
    by: 'words',
    language,
    switches: { ...PLAIN_SWITCHES, style },
    href: (words) => `https://shop.example/?q=${words}`,
  };
}

/** What is searched for at a shop for the strongest combination of pins that say so. */
function searched(said: [TermRole, string][], at: ReadyShop, hex = '#b4552d'): string | null {
  const entries = entriesOf([
    ...[1, 2, 3].map(() => ({ things: [{ noun: 'cushion', hex, said }] })),
    ...[1, 2, 3].map(() => ({ things: [{ noun: 'rug', hex: '#f2efe9' }] })),
  ]);
  const combination = combinationsOf(entries, 9).find(({ noun }) => noun === 'cushion');
  if (!combination) throw new Error('no combination');
  const [search] = searchForCombination(combination, factsOf('cushion'), [at], null);
  return search?.text ?? null;
}

describe('the search for what a board comes back to', () => {
  it('has the words of the combination, and no other of the find', () => {
    expect(
      searched(
        [
          ['color', 'terracotta'],
          ['brand', 'Acme'],
        ],
        shop('en', false),
      ),
    ).toBe('terracotta cushion');
  });

  it('is in the language of the shop', () => {
    expect(searched([['color', 'terracotta']], shop('de', false))).toMatch(
      /^terrakotta\S* kissen$/i,
    );
  });

  it('says a style where the shop understands it', () => {
    const said: [TermRole, string][] = [['style', 'boho']];
    expect(searched(said, shop('en', true))).toContain('boho');
    expect(searched(said, shop('en', false))).not.toContain('boho');
  });
});
