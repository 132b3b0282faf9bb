import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { PinTexts } from '../../../../lib/pin/pin.ts';
import { readTerms } from '../../../../lib/text/read-terms.ts';
import { TermSchema } from '../../../../lib/text/term.ts';

const texts = (changes: Partial<PinTexts>): PinTexts => ({
  title: null,
  description: null,
  altText: null,
  interests: [],
  board: null,
  ...changes,
});
const read = (changes: Partial<PinTexts>) => readTerms(texts(changes));
const values = (changes: Partial<PinTexts>) => read(changes).map(({ value }) => value);

describe('the words of a pin', () => {
  it('come with the field that they were read in, and each once, the title’s first', () => {
    expect(
      read({
        description: 'Our rattan chair',
        interests: ['Japandi', 'Velvet Sofa'],
        title: 'Velvet sofa',
        altText: 'a sofa in a living room',
        board: 'Boho bedroom',
      }),
    ).toEqual([
      { role: 'material', value: 'velvet', field: 'title', quote: 'Velvet', describes: 'sofa' },
      { role: 'noun', value: 'sofa', field: 'title', quote: 'sofa' },
      { role: 'room', value: 'living room', field: 'altText', quote: 'living room' },
      { role: 'style', value: 'japandi', field: 'interests', quote: 'Japandi' },
      { role: 'style', value: 'boho', field: 'board', quote: 'Boho' },
      { role: 'room', value: 'bedroom', field: 'board', quote: 'bedroom' },
      { role: 'noun', value: 'rattan chair', field: 'description', quote: 'rattan chair' },
    ]);
  });

  it('are none where the pin says nothing', () => {
    expect(read({})).toEqual([]);
    expect(read({ title: '  ', interests: ['', '🌸'] })).toEqual([]);
  });

  it('are read in the language of each field', () => {
    expect(
      read({ title: 'Senfgelber Sessel', altText: 'a yellow chair in a room' }).map(
        ({ value, field }) => `${field} ${value}`,
      ),
    ).toEqual(['title mustard', 'title armchair', 'altText yellow', 'altText chair']);
  });
});

describe('hostile texts', () => {
  it.each([
    ['markup', '<b onclick="x()">velvet</b> <script>sofa</script>'],
    ['addresses and mentions', 'velvet sofa https://shop.example/armchair @rattan_chair'],
    ['hidden characters', 'vel\u200Bvet so\u00ADfa'],
    ['letters of mathematics', '𝓿𝓮𝓵𝓿𝓮𝓽 𝘀𝗼𝗳𝗮'],
    ['full width', 'ｖｅｌｖｅｔ ｓｏｆａ'],
    ['emoji', '✨velvet✨ 🛋️ sofa 👩‍👩‍👧'],
    ['turned directions', '\u202Evelvet\u202C \u2067sofa\u2069'],
    ['hashtags', '#VelvetSofa'],
  ])('are read through %s', (_, title) => {
    expect(values({ title })).toEqual(['velvet', 'sofa']);
  });

  it('are cut: a title at 300 characters, a description at 2,000', () => {
    const filler = 'x'.repeat(2_100);
    expect(values({ title: `${filler} velvet sofa` })).toEqual([]);
    expect(values({ description: `velvet sofa ${filler} rattan chair` })).toEqual([
      'velvet',
      'sofa',
    ]);
  });

  it('yield a bounded number of terms, however long they are', () => {
    const long = 'boho velvet sofa, oak table, pink rug. '.repeat(3_000);
    const all = read({
      title: long,
      description: long,
      altText: long,
      interests: Array(500).fill(long),
    });
    expect(all.length).toBeLessThanOrEqual(80);
    expect(all.length).toBeGreaterThan(5);
  });

  it.each([
    ['Hebrew and Arabic', 'כורסה ירוקה أريكة مخملية'],
    ['Chinese', '天鹅绒沙发'],
    ['only punctuation', '!!! ??? ... <<<>>> (((('],
    ['angle brackets without end', `${'<'.repeat(300)}`],
    ['a lone surrogate', '\uD83D'],
  ])('may say nothing: %s', (_, title) => {
    expect(read({ title, altText: title, interests: [title] })).toEqual([]);
  });

  it('never throw, and always make terms', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc
        .array(
          fc.constantFrom(
            ..."not no without velvet sofa and , . - | mid-century a the rose gold free in of made Light chairs isn't l' <b> #Boho 北欧 ソファ Samtsessel fauteuil 70s & /".split(
              ' ',
            ),
          ),
          { maxLength: 12 },
        )
        .map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 3 }), (title, altText, interests) => {
        expect(v.is(v.array(TermSchema), read({ title, altText, interests }))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
