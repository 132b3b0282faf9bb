import { describe, expect, it } from 'vitest';
import { compareBoards } from '../../../../../lib/board/insights/compare.ts';
import { insightsOf } from '../../../../../lib/board/insights/insights.ts';
import { keywordsOf, weighed } from '../../../../../lib/board/insights/keywords.ts';
import { pinWordsOf } from '../../../../../lib/board/pin-words.ts';
import { type EntrySketch, entriesOf } from '../../../support/boards.ts';

const words = (texts: Partial<Parameters<typeof pinWordsOf>[0]>) =>
  pinWordsOf({ title: null, altText: null, description: null, interests: [], ...texts });

/** A board on rattan and boho, in the words that Pinterest is full of. */
const BOHO: EntrySketch[] = Array.from({ length: 30 }, (_, n) => ({
  title:
    n % 3 === 0
      ? `Boho living room ideas with a rattan pendant lamp ${n}`
      : `Cozy home decor inspo for your living room, idea ${n}`,
  altText: n % 2 === 0 ? 'a living room with a rattan pendant lamp' : 'a room with a jute rug',
  interests: ['Home Decor', 'Boho Room Ideas', ...(n === 4 ? ['Purple Walls'] : [])],
}));

const SCANDI: EntrySketch[] = Array.from({ length: 20 }, (_, n) => ({
  title: `Scandi home decor ideas with an oak sideboard ${n}`,
  altText: 'a living room with a wooden sideboard',
  interests: ['Home Decor', 'Nordic Living Room'],
}));

describe('the words of a pin', () => {
  it('are under one form, with known expressions whole, and no function words', () => {
    const { words: said } = words({
      title: 'The BEST mid-century modern couches for your living room!',
      altText: 'two armchairs next to a floor lamp',
      interests: ['Brass Legs'],
    });
    expect([...said]).toEqual(
      expect.arrayContaining([
        'mid-century modern',
        'sofa',
        'living room',
        'armchair',
        'floor lamp',
      ]),
    );
    expect([...said]).toEqual(expect.arrayContaining(['best', 'brass', 'leg']));
    for (const word of ['the', 'for', 'your', 'two', 'a', 'to']) expect(said.has(word)).toBe(false);
  });

  it('make phrases only within a statement, with nothing between', () => {
    const { phrases } = words({ title: 'Rattan lantern, woven basket and jute braid' });
    expect(phrases.has('rattan lantern')).toBe(true);
    expect(phrases.has('lantern woven')).toBe(false);
    expect([...phrases].some((phrase) => phrase.startsWith('basket jute'))).toBe(false);
  });

  it('are read in the language of the text', () => {
    const { words: said } = words({ title: 'Der schöne Teppich für das Wohnzimmer und die Küche' });
    expect(said.has('teppich')).toBe(true);
    for (const word of ['der', 'für', 'das', 'und', 'die']) expect(said.has(word)).toBe(false);
  });

  it('take no addresses, numbers and tags for words', () => {
    const { words: said } = words({
      description: 'See https://example.com/x?utm=1 #BohoDecor 50% off 2024 @somebody',
    });
    expect([...said].sort()).toEqual(['boho', 'home decor']);
  });
});

describe('the keywords of a board', () => {
  const keywords = keywordsOf(entriesOf(BOHO), 40);
  const values = keywords.map(({ value }) => value);

  it('are what sets it apart, with the pins behind each', () => {
    expect(values.slice(0, 8).join()).toMatch(/rattan/);
    expect(values.some((value) => value.includes('bohemian') || value.includes('boho'))).toBe(true);
    const rattan = keywords.find(({ value }) => value.includes('rattan'));
    expect(rattan?.pinIds.length).toBe(20);
    expect(rattan?.odds).toBeGreaterThan(10);
  });

  it('let the words sink that Pinterest is full of', () => {
    const rankOf = (word: string) => {
      const at = values.indexOf(word);
      return at === -1 ? values.length : at;
    };
    const rattan = values.findIndex((value) => value.includes('rattan'));
    for (const word of ['home', 'idea', 'home decor', 'room', 'inspo', 'cozy']) {
      expect(rankOf(word), word).toBeGreaterThan(rattan);
    }
    // In a third of the pins and of pins in general alike.
    expect(values).not.toContain('home');
  });

  it('hold nothing that one pin alone says', () => {
    expect(values.some((value) => value.includes('purple'))).toBe(false);
  });

  it('say a phrase, not its words once more', () => {
    const lamp = values.filter((value) => value === 'rattan' || value.startsWith('rattan '));
    expect(lamp).toHaveLength(1);
  });

  it('are no more than asked for, the surest first', () => {
    const three = keywordsOf(entriesOf(BOHO), 3);
    expect(three).toEqual(keywords.slice(0, 3));
    const scores = keywords.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('are none of a board without pins or words', () => {
    expect(keywordsOf([], 10)).toEqual([]);
    expect(keywordsOf(entriesOf([{}, {}, {}]), 10)).toEqual([]);
  });
});

describe('the weight of a word', () => {
  const shared = (count: number) => ({
    value: 'x',
    pinIds: Array.from({ length: count }, (_, n) => `${n}`),
  });

  it('is that of the log-odds with an informative prior', () => {
    // 10 of 40 pins against 10 % of all, the background as heavy as 50: by hand.
    const { odds, score } = weighed(shared(10), 40, 0.1);
    expect(odds).toBeCloseTo(15 / 75 / (0.1 / 0.9), 6);
    expect(score).toBeCloseTo(Math.log(1.8) / Math.sqrt(1 / 15 + 1 / 75), 6);
  });

  it('is none where a board says a word as often as all do, and less than none below', () => {
    expect(weighed(shared(4), 40, 0.1).score).toBeCloseTo(0, 6);
    expect(weighed(shared(1), 40, 0.1).score).toBeLessThan(0);
  });

  it('grows with the number of pins at the same share', () => {
    expect(weighed(shared(50), 100, 0.1).score).toBeGreaterThan(weighed(shared(5), 10, 0.1).score);
  });
});

describe('two boards', () => {
  const board = (sketches: EntrySketch[]) => {
    const entries = entriesOf(sketches);
    return { entries, insights: insightsOf(entries) };
  };

  it('are set apart by their own words, not by those of both', () => {
    const { onlyFirst, onlySecond } = compareBoards(board(BOHO), board(SCANDI));
    const [first, second] = [onlyFirst, onlySecond].map((all) => all.map(({ value }) => value));
    expect(first?.join()).toMatch(/rattan/);
    expect(second?.join()).toMatch(/sideboard/);
    expect(first).not.toContain('home decor');
    expect(second).not.toContain('home decor');
    expect(second?.join()).not.toMatch(/rattan/);
  });

  it('have things, styles and colours in different measure', () => {
    const first = board([
      { things: [{ noun: 'sofa' }], palette: [['#203040', 1]], styles: ['industrial'] },
      { things: [{ noun: 'sofa' }], palette: [['#203040', 1]] },
    ]);
    const second = board([
      { things: [{ noun: 'rug' }, { noun: 'sofa' }], palette: [['#213141', 1]] },
      { things: [{ noun: 'rug' }], palette: [['#e8a33d', 1]] },
    ]);
    const compared = compareBoards(first, second);
    expect(compared.objects).toEqual([
      { value: 'rug', first: 0, second: 1 },
      { value: 'sofa', first: 1, second: 0.5 },
    ]);
    expect(compared.styles).toEqual([{ value: 'industrial', first: 0.5, second: 0 }]);
    expect(compared.sharedPalette).toBeCloseTo(0.75, 2);
  });

  it('that are one board have nothing to tell apart', () => {
    const same = compareBoards(board(BOHO), board(BOHO));
    expect(same.onlyFirst).toEqual([]);
    expect(compareBoards(board([]), board([])).sharedPalette).toBe(0);
  });
});
