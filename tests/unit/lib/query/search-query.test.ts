import { describe, expect, it } from 'vitest';
import shopColors from '../../../../assets/shop-colors.json' with { type: 'json' };
import type { DetectedObject, Swatch } from '../../../../lib/analysis.ts';
import { nameColor } from '../../../../lib/palette/color-names.ts';
import { queryFor } from '../../../../lib/query/search-query.ts';

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

describe('queryFor', () => {
  it('puts the main colour before the noun, and falls back on the noun alone', () => {
    const query = queryFor(object('armchair', swatch('mustard', 'yellow'), swatch('navy', 'blue')));
    expect(query).toEqual({
      color: 'mustard yellow',
      noun: 'armchair',
      ladder: ['mustard yellow armchair', 'armchair'],
    });
  });

  it.each([
    [swatch('grey', 'grey'), 'grey sofa'],
    [swatch('pale grey', 'grey'), 'pale grey sofa'],
    [swatch('charcoal', 'grey'), 'charcoal grey sofa'],
    [swatch('off-white', 'white'), 'off white sofa'],
    [swatch('Royal Blue', 'blue'), 'royal blue sofa'],
  ])('says the family once: %o', (color, text) => {
    expect(queryFor(object('sofa', color)).ladder[0]).toBe(text);
  });

  it('leaves out a colour that is many', () => {
    const query = queryFor(object('rug', swatch('patterned', 'multicolour')));
    expect(query).toEqual({ color: null, noun: 'rug', ladder: ['rug'] });
  });

  it('does without a colour', () => {
    expect(queryFor(object('rug'))).toEqual({ color: null, noun: 'rug', ladder: ['rug'] });
  });

  it('never says a word twice for any colour we can name', () => {
    for (const hex of shopColors.flatMap(({ anchors }) => anchors)) {
      const { name, family } = nameColor(hex);
      const words = queryFor(object('vase', swatch(name, family))).ladder[0].split(' ');
      expect(new Set(words).size).toBe(words.length);
      expect(words).toContain(family);
    }
  });
});
