import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import shopColors from '../../../../assets/shop-colors.json' with { type: 'json' };
import type { DetectedObject, Swatch } from '../../../../lib/analysis.ts';
import type { Find } from '../../../../lib/find.ts';
import { nameColor } from '../../../../lib/palette/color-names.ts';
import { choicesOf, seenFind } from '../../../../lib/query/choices.ts';
import { factsOf } from '../../../../lib/query/noun-facts.ts';
import {
  broader,
  chosen,
  narrower,
  PLAIN_SWITCHES,
  type QueryEdit,
  queryFor,
  queryText,
  rolesOf,
  switched,
  UNEDITED,
} from '../../../../lib/query/search-query.ts';
import type { Term } from '../../../../lib/text/term.ts';

const swatch = (name: string, family: Swatch['family'], share = 0.6): Swatch => ({
  hex: '#808080',
  name,
  family,
  share,
});

const object = (label: string, ...colors: Swatch[]): DetectedObject => ({
  label,
  score: 0.9,
  box: { x: 0, y: 0, width: 1, height: 1 },
  colors,
  material: null,
  sources: ['coco-ssd'],
});

const term = (role: Term['role'], value: string): Term => ({
  role,
  value,
  field: 'title',
  quote: value,
});

const MUSTARD = swatch('mustard', 'yellow');
const WITH_STYLE = { ...PLAIN_SWITCHES, style: true };
const ARMCHAIR: Find = {
  noun: 'armchair',
  object: object('armchair', MUSTARD, swatch('navy', 'blue', 0.2)),
  terms: [term('style', 'boho'), term('material', 'boucle'), term('pattern', 'striped')],
};
const query = (find: Find, switches = PLAIN_SWITCHES) =>
  queryFor(find, factsOf(find.noun), switches);
const textOf = (find: Find, edit: QueryEdit = UNEDITED, switches = PLAIN_SWITCHES) => {
  const choices = choicesOf(find, factsOf(find.noun));
  return queryText(choices, rolesOf(choices, edit, switches, 'en'), 'en');
};

describe('queryFor', () => {
  it('says colour and noun of what was only seen, and goes down to the kind of thing', () => {
    expect(query(seenFind(object('armchair', MUSTARD)))).toEqual({
      style: null,
      color: 'mustard',
      material: null,
      pattern: null,
      brand: null,
      noun: 'armchair',
      ladder: ['mustard yellow armchair', 'yellow armchair', 'armchair', 'chair'],
    });
  });

  it('gives up style, pattern and material before colour', () => {
    const { ladder, ...roles } = query(ARMCHAIR, WITH_STYLE);
    expect(roles).toEqual({
      brand: null,
      style: null,
      color: 'mustard',
      material: 'boucle',
      pattern: 'striped',
      noun: 'armchair',
    });
    for (const word of ['mustard', 'yellow', 'striped', 'boucle', 'armchair']) {
      expect(ladder[0].split(' ')).toContain(word);
    }
    expect(ladder.slice(-5)).toEqual([
      'mustard yellow boucle armchair',
      'mustard yellow armchair',
      'yellow armchair',
      'armchair',
      'chair',
    ]);
  });

  it('takes style words only where a shop has use for them', () => {
    const find = { ...ARMCHAIR, terms: [term('style', 'boho')] };
    expect(query(find).ladder[0]).toBe('mustard yellow armchair');
    expect(query(find, WITH_STYLE).ladder.slice(0, 2)).toEqual([
      'boho mustard yellow armchair',
      'mustard yellow armchair',
    ]);
  });

  it.each([
    [swatch('grey', 'grey'), 'grey sofa'],
    [swatch('pale grey', 'grey'), 'pale grey sofa'],
    [swatch('charcoal', 'grey'), 'charcoal grey sofa'],
    [swatch('cream', 'beige'), 'cream sofa'],
    [swatch('teal', 'blue'), 'teal sofa'],
    [swatch('off-white', 'white'), 'off white sofa'],
    [swatch('Royal Blue', 'blue'), 'royal blue sofa'],
  ])('names a colour as shoppers do: %o', (color, text) => {
    expect(query(seenFind(object('sofa', color))).ladder[0]).toBe(text);
  });

  it('says a brand only where the shopper wants it, and gives it up first', () => {
    const find = { ...ARMCHAIR, terms: [term('material', 'boucle'), term('brand', 'ikea')] };
    expect(query(find).ladder.join()).not.toContain('ikea');
    const edit = switched(UNEDITED, 'brand', true);
    expect(textOf(find, edit)).toBe('ikea mustard yellow boucle armchair');
    const next = broader(choicesOf(find, factsOf('armchair')), edit, PLAIN_SWITCHES);
    expect(next && textOf(find, next)).toBe('mustard yellow boucle armchair');
  });

  it('leaves out a colour that is many, or that goes without saying', () => {
    const many = [swatch('patterned', 'multicolour'), swatch('red', 'red')];
    expect(query(seenFind(object('rug', ...many))).ladder[0]).toBe('rug');
    expect(query(seenFind(object('monstera', swatch('green', 'green')))).color).toBeNull();
    expect(query(seenFind(object('television', swatch('black', 'black')))).color).toBeNull();
  });

  it('says even a plant’s colour where the pin does', () => {
    const orchid = { ...seenFind(object('orchid')), terms: [term('color', 'white')] };
    expect(query(orchid).ladder[0]).toBe('white orchid');
  });

  it('believes the pin’s words before the eyes', () => {
    const sofa = object('sofa', swatch('grey', 'grey'));
    const find: Find = {
      noun: 'sofa',
      object: { ...sofa, material: 'leather' },
      terms: [term('color', 'sage'), term('material', 'velvet')],
    };
    expect(query(find).ladder[0]).toBe('sage green velvet sofa');
  });

  it('does for a thing that only the words name', () => {
    const find: Find = { noun: 'pendant light', object: null, terms: [term('material', 'rattan')] };
    expect(query(find).ladder.slice(0, 2)).toEqual(['rattan pendant light', 'pendant light']);
    expect(query({ ...find, terms: [] }).ladder[0]).toBe('pendant light');
  });

  it('does not say twice what the noun says', () => {
    const find: Find = {
      noun: 'leather jacket',
      object: null,
      terms: [term('material', 'leather')],
    };
    expect(query(find).ladder[0]).toBe('leather jacket');
  });

  it('never says a word twice for any colour we can name', () => {
    for (const hex of shopColors.flatMap(({ anchors }) => anchors)) {
      const { name, family } = nameColor(hex);
      const words = query(seenFind(object('vase', swatch(name, family)))).ladder[0].split(' ');
      expect(new Set(words).size).toBe(words.length);
      expect(words.length).toBeLessThanOrEqual(4);
    }
  });

  it('is never empty, of at most five clean words, and the same each time, for any words', () => {
    const word = fc.string({ unit: 'binary', maxLength: 40 });
    const anyTerm = fc.record({
      role: fc.constantFrom('style', 'color', 'material', 'pattern', 'noun', 'room', 'era'),
      value: word,
      field: fc.constant('title'),
      quote: word,
    }) as fc.Arbitrary<Term>;
    fc.assert(
      fc.property(word, fc.array(anyTerm, { maxLength: 8 }), (noun, terms) => {
        const find: Find = { noun, object: null, terms };
        const { ladder } = query(find, WITH_STYLE);
        for (const text of ladder) {
          expect(text).toBe(text.trim());
          expect(text).not.toBe('');
          expect(text.split(' ').length).toBeLessThanOrEqual(5);
          expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
        }
        expect(new Set(ladder).size).toBe(ladder.length);
        expect(query(find, WITH_STYLE).ladder).toEqual(ladder);
      }),
    );
  });
});

describe('an edited query', () => {
  it('leaves out and takes in what the shopper switches', () => {
    expect(textOf(ARMCHAIR, switched(UNEDITED, 'material', false))).toBe(
      'mustard yellow striped armchair',
    );
    const styled = switched(switched(UNEDITED, 'pattern', false), 'style', true);
    expect(textOf(ARMCHAIR, styled)).toContain('boho');
  });

  it('gives way to what the shopper asked for where five words are too few', () => {
    const asked = switched(UNEDITED, 'style', true);
    const text = textOf(ARMCHAIR, asked);
    expect(text.split(' ')).toHaveLength(5);
    expect(text).toContain('boho');
  });

  it('takes another word for a role, and switches the role on', () => {
    expect(textOf(ARMCHAIR, chosen(UNEDITED, 'color', 'navy'))).toContain('navy blue');
    const off = switched(UNEDITED, 'color', false);
    expect(textOf(ARMCHAIR, chosen(off, 'color', 'navy'))).toContain('navy blue');
    expect(textOf(ARMCHAIR, chosen(UNEDITED, 'noun', 'chair'))).toMatch(/ chair$/);
  });

  it('walks down the ladder and up again', () => {
    const choices = choicesOf(ARMCHAIR, factsOf('armchair'));
    const walk = (step: typeof broader, from: QueryEdit) => {
      const edits: QueryEdit[] = [from];
      for (let next = step(choices, from, PLAIN_SWITCHES); next; ) {
        edits.push(next);
        next = step(choices, next, PLAIN_SWITCHES);
      }
      return edits;
    };
    const down = walk(broader, UNEDITED);
    expect(textOf(ARMCHAIR, down.at(-1))).toBe('chair');
    const up = walk(narrower, down.at(-1) ?? UNEDITED);
    expect(up.length).toBe(down.length);
    expect(textOf(ARMCHAIR, up.at(-1))).toBe(textOf(ARMCHAIR));
  });

  it('has no steps once something was typed', () => {
    const typed = { ...UNEDITED, text: 'comfy chair' };
    expect(broader(choicesOf(ARMCHAIR, factsOf('armchair')), typed, PLAIN_SWITCHES)).toBeNull();
    expect(narrower(choicesOf(ARMCHAIR, factsOf('armchair')), typed, PLAIN_SWITCHES)).toBeNull();
  });
});

describe('the choices', () => {
  it('offer the colours found, then their families; other nouns; and what the pin says', () => {
    const choices = choicesOf(ARMCHAIR, factsOf('armchair'));
    expect(choices.color.map(({ value }) => value)).toEqual(['mustard', 'navy', 'yellow', 'blue']);
    expect(choices.noun[0].value).toBe('armchair');
    expect(choices.noun.map(({ value }) => value)).toContain('chair');
    expect(choices.style).toEqual([{ value: 'boho', term: term('style', 'boho') }]);
  });
});

describe('the style of a board that a picture fits', () => {
  const BOARD: Term = { ...term('style', 'japandi'), field: 'your-board', quote: 'My attic' };
  const fitting = (...terms: Term[]): Find => ({ ...ARMCHAIR, terms });

  it('waits for the shopper, even where styles are searched for', () => {
    expect(textOf(fitting(BOARD), UNEDITED, WITH_STYLE)).toBe('mustard yellow armchair');
    const on = switched(UNEDITED, 'style', true);
    expect(textOf(fitting(BOARD), on)).toBe('japandi mustard yellow armchair');
    const choices = choicesOf(fitting(BOARD), factsOf('armchair'));
    expect(choices.style).toEqual([{ value: 'japandi', term: BOARD }]);
    expect(narrower(choices, UNEDITED, WITH_STYLE)).toBeNull();
  });

  it('comes after the pin’s own, which it does not switch off', () => {
    const both = fitting(term('style', 'boho'), BOARD);
    expect(textOf(both, UNEDITED, WITH_STYLE)).toBe('boho mustard yellow armchair');
    expect(textOf(both, chosen(UNEDITED, 'style', 'japandi'))).toBe(
      'japandi mustard yellow armchair',
    );
  });
});
