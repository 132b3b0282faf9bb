import { describe, expect, it } from 'vitest';
import type { ColorFamily } from '../../../../lib/analysis.ts';
import type { Find } from '../../../../lib/find.ts';
import type { DevItem } from '../../../../scripts/eval/devset.ts';
import { readDevSet } from '../../../../scripts/eval/devset.ts';
import { reportLanguages } from '../../../../scripts/eval/languages.ts';
import { readPinTexts, textsKeyOf } from '../../../../scripts/eval/pin-texts.ts';
import {
  addQueryTallies,
  EMPTY_QUERY_TALLY,
  scoreQueries,
} from '../../../../scripts/eval/queries.ts';
import { queriesToMarkdown } from '../../../../scripts/eval/queries-report.ts';

const item = (...objects: DevItem['objects']): DevItem => ({
  source: 'npm',
  name: 'a',
  split: 'tune',
  scene: 'living room',
  objects,
  alsoRight: ['rug'],
});
const find = (noun: string, family?: ColorFamily, said?: string): Find => ({
  noun,
  object: {
    label: noun,
    score: 0.9,
    box: { x: 0, y: 0, width: 1, height: 1 },
    colors: family ? [{ hex: '#000000', name: family, family, share: 1 }] : [],
    material: null,
    sources: [],
  },
  terms: said ? [{ role: 'color', value: said, field: 'title', quote: said }] : [],
});

describe('scoreQueries', () => {
  it('counts right nouns whole, general ones half, and colours by their family', () => {
    const tally = scoreQueries(item({ noun: 'armchair', family: 'yellow' }, { noun: 'mirror' }), [
      find('chair', 'yellow'),
      find('full-length mirror'),
      find('rug'),
      find('tv'),
    ]);
    expect(tally).toEqual({
      objects: 2,
      noun: 1,
      lenientNoun: 1.5,
      colored: 1,
      color: 1,
      both: 0,
      queries: 4,
      wrong: 1,
    });
  });

  it('takes the colour that the text says before the one that the eyes see', () => {
    const wanted = item({ noun: 'armchair', family: 'yellow' });
    expect(scoreQueries(wanted, [find('armchair', 'brown', 'mustard')]).both).toBe(1);
    expect(scoreQueries(wanted, [find('armchair', 'yellow', 'brown')]).both).toBe(0);
  });

  it('lets one query stand for one labelled thing', () => {
    const tally = scoreQueries(item({ noun: 'vase' }, { noun: 'vase' }), [find('vase')]);
    expect(tally.noun).toBe(1);
  });

  it('adds up', () => {
    const one = { ...EMPTY_QUERY_TALLY, objects: 2, noun: 1 };
    expect(addQueryTallies(one, one)).toMatchObject({ objects: 4, noun: 2 });
  });
});

describe('the texts of the development set', () => {
  it('are there for forty photos and more, each a photo of the set', () => {
    const photos = new Set(readDevSet().map(textsKeyOf));
    const texts = readPinTexts();
    expect(texts.size).toBeGreaterThanOrEqual(40);
    expect([...texts.keys()].filter((key) => !photos.has(key))).toEqual([]);
  });
});

describe('the report', () => {
  const languages = reportLanguages();

  it('says what each lexicon covers and reads again', () => {
    expect(languages.map(({ language }) => language)).toEqual([
      'de',
      'fr',
      'es',
      'it',
      'pt',
      'nl',
      'ja',
    ]);
    for (const { nounsRead, colors, colorsRead } of languages) {
      expect(nounsRead).toBeGreaterThanOrEqual(0.97);
      expect(colors).toBe(1);
      expect(colorsRead).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('is a page with its date, shares and models', () => {
    const half = {
      without: EMPTY_QUERY_TALLY,
      with: { ...EMPTY_QUERY_TALLY, objects: 4, noun: 3 },
    };
    const page = queriesToMarkdown({
      photos: 2,
      models: { labeler: 'v1' },
      tallies: { tune: half, report: half },
      languages,
    });
    expect(page).toContain(`on ${new Date().toISOString().slice(0, 10)}, on 2 labelled photos`);
    expect(page).toContain("| eyes and the pin's words | 75 % |");
    expect(page).toContain('| eyes alone | – |');
    expect(page).toContain('- labeler v1');
  });
});
