import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import colors from '../../../../assets/lexicon/colors.json' with { type: 'json' };
import materials from '../../../../assets/lexicon/materials.json' with { type: 'json' };
import patterns from '../../../../assets/lexicon/patterns.json' with { type: 'json' };
import styles from '../../../../assets/lexicon/styles.json' with { type: 'json' };
import shopColors from '../../../../assets/shop-colors.json' with { type: 'json' };
import { isIgnored, LONGEST_PHRASE, meaningsOf } from '../../../../lib/text/lexicon.ts';
import { keyOf } from '../../../../lib/text/normalize.ts';
import { homeOfStyle } from '../../../../lib/text/styles.ts';
import { SHOP_NOUNS } from '../../../../lib/vision/vocabulary.ts';

interface Word {
  also?: string[];
  besideNoun?: string[];
  materialOf?: string[];
}

const LEXICONS: [string, Record<string, Word>][] = [
  ['styles', styles],
  ['colors', colors],
  ['materials', materials],
  ['patterns', patterns],
];

describe('the English lexicons', () => {
  it('are as large as promised', () => {
    expect(Object.keys(styles).length).toBeGreaterThanOrEqual(120);
    expect(Object.keys(materials).length).toBeGreaterThanOrEqual(100);
    expect(Object.keys(patterns).length).toBeGreaterThanOrEqual(40);
  });

  it('name every colour that a shop is told of', () => {
    for (const { name } of shopColors) expect(colors).toHaveProperty([name]);
  });

  it.each(LEXICONS)('%s: each word has one meaning, in lower case', (_, words) => {
    const keys = Object.entries(words).flatMap(([value, { also = [] }]) => [
      ...new Set([value, ...also].map(keyOf)),
    ]);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    expect(Object.keys(words).filter((word) => word !== word.toLowerCase())).toEqual([]);
  });

  it.each(LEXICONS)('%s: what needs a noun beside it is one of the words', (_, words) => {
    for (const [value, { also = [], besideNoun = [] }] of Object.entries(words)) {
      expect([value, ...also]).toEqual(expect.arrayContaining(besideNoun));
    }
  });

  it('say of shop nouns what they are the material of', () => {
    for (const { materialOf = [] } of Object.values<Word>(materials)) {
      for (const noun of materialOf) expect(SHOP_NOUNS).toContain(noun);
    }
  });

  it.each(['Scandi', 'Nordic', 'scandinavian'])('know %s by any of its names', (word) => {
    expect(meaningsOf(keyOf(word))).toMatchObject([{ role: 'style', value: 'scandinavian' }]);
  });

  it('know phrases that only look like products', () => {
    expect(isIgnored(keyOf('Black-Friday'))).toBe(true);
    expect(isIgnored(keyOf('Crate & Barrel'))).toBe(true);
    expect(isIgnored(keyOf('velvet sofa'))).toBe(false);
    expect(LONGEST_PHRASE).toBeGreaterThanOrEqual(5);
  });

  it('say where a style is at home', () => {
    expect(['japandi', 'streetwear', 'boho', 'sofa'].map(homeOfStyle)).toEqual([
      'home',
      'fashion',
      'both',
      null,
    ]);
  });

  it('are all read: nothing lies in the folder for nobody', () => {
    const known = ['colors', 'eras', 'ignored', 'materials', 'patterns', 'rooms', 'styles'];
    const languages = ['de', 'es', 'fr', 'it', 'ja', 'nl', 'pt'];
    const files = readdirSync(new URL('../../../../assets/lexicon/', import.meta.url)).sort();
    expect(files).toEqual([...known, ...languages].map((name) => `${name}.json`).sort());
  });
});
