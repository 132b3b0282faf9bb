import { describe, expect, it } from 'vitest';
import materials from '../../../../assets/lexicon/materials.json' with { type: 'json' };
import patterns from '../../../../assets/lexicon/patterns.json' with { type: 'json' };
import rooms from '../../../../assets/lexicon/rooms.json' with { type: 'json' };
import styles from '../../../../assets/lexicon/styles.json' with { type: 'json' };
import shopColors from '../../../../assets/shop-colors.json' with { type: 'json' };
import { COLOR_FAMILIES } from '../../../../lib/analysis.ts';
import { LEXICON_LANGUAGES } from '../../../../lib/query/lexicon.ts';
import { lexiconOf, writingLexiconOf } from '../../../../lib/query/lexicons.ts';
import { domainOf, SHOP_NOUNS } from '../../../../lib/vision/vocabulary.ts';

describe.each(LEXICON_LANGUAGES)('the lexicon of %s', (language) => {
  const lexicon = lexiconOf(language);

  it('has words for what is shopped most', () => {
    const nouns = Object.keys(lexicon.nouns);
    expect(nouns.length).toBeGreaterThanOrEqual(220);
    expect(nouns.filter((noun) => domainOf(noun) === 'home').length).toBeGreaterThan(90);
    expect(nouns.filter((noun) => domainOf(noun) === 'fashion').length).toBeGreaterThan(100);
    expect(Object.keys(lexicon.materials).length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(lexicon.styles).length).toBeGreaterThanOrEqual(40);
  });

  it('has a word for every colour that eyes can name', () => {
    const names = [...shopColors.map(({ name }) => name), ...COLOR_FAMILIES];
    expect(names.filter((name) => !(name in lexicon.colors))).toEqual([]);
  });

  it('translates values that there are', () => {
    const unknown = (words: object, known: object) =>
      Object.keys(words).filter((word) => !(word in known));
    expect(Object.keys(lexicon.nouns).filter((noun) => !SHOP_NOUNS.has(noun))).toEqual([]);
    expect(unknown(lexicon.materials, materials)).toEqual([]);
    expect(unknown(lexicon.patterns, patterns)).toEqual([]);
    expect(unknown(lexicon.styles, styles)).toEqual([]);
    expect(unknown(lexicon.rooms, rooms)).toEqual([]);
  });

  it('gives each noun a gender, if the language has any, and no two nouns one word', () => {
    const nouns = Object.values(lexicon.nouns);
    expect(nouns.filter(({ gender }) => (gender === undefined) !== (language === 'ja'))).toEqual(
      [],
    );
    const words = nouns.map(({ word }) => word);
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
  });

  it('writes every noun that has a kind worth a search', () => {
    expect(Object.keys(writingLexiconOf(language).nouns).length).toBeGreaterThan(400);
  });
});
