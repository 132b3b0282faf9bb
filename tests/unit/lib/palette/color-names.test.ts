import { colornames } from 'color-name-list';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import shopColors from '../../../../assets/shop-colors.json' with { type: 'json' };
import { COLOR_FAMILIES } from '../../../../lib/analysis.ts';
import { colorDifference, labOf, nameColor } from '../../../../lib/palette/color-names.ts';

const ANCHORS = shopColors.flatMap(({ name, family, anchors }) =>
  anchors.map((hex) => ({ name, family, hex })),
);

describe('the shop colours', () => {
  it('stand on entries of color-name-list', () => {
    const known = new Set(colornames.map(({ hex }) => hex));
    expect(ANCHORS.filter(({ hex }) => !known.has(hex))).toEqual([]);
  });

  it('name themselves', () => {
    const misnamed = ANCHORS.filter(({ hex, name }) => nameColor(hex).name !== name);
    expect(misnamed).toEqual([]);
  });

  it('have names and anchors that nothing else has, and a known family', () => {
    expect(new Set(shopColors.map(({ name }) => name)).size).toBe(shopColors.length);
    expect(new Set(ANCHORS.map(({ hex }) => hex)).size).toBe(ANCHORS.length);
    const families: readonly string[] = COLOR_FAMILIES;
    expect(shopColors.filter(({ family }) => !families.includes(family))).toEqual([]);
  });
});

describe('nameColor', () => {
  it.each([
    ['#000000', 'black', 'black'],
    ['#ffffff', 'white', 'white'],
    ['#808080', 'grey', 'grey'],
    ['#36454f', 'charcoal', 'grey'],
    ['#e1ad01', 'mustard', 'yellow'],
    ['#cb6843', 'terracotta', 'orange'],
    ['#9caf88', 'sage', 'green'],
    ['#1f2a44', 'navy', 'blue'],
    ['#fffff0', 'ivory', 'white'],
    ['#e2725b', 'terracotta', 'orange'],
    ['#ff7f50', 'coral', 'orange'],
    ['#000080', 'navy', 'blue'],
    ['#800000', 'burgundy', 'red'],
    ['#6495ed', 'blue', 'blue'],
    ['#f5e8d0', 'cream', 'beige'],
    ['#6b1c2b', 'burgundy', 'red'],
    ['#ff0000', 'red', 'red'],
    ['#008080', 'teal', 'blue'],
    ['#0000ff', 'royal blue', 'blue'],
    ['#00ff00', 'lime green', 'green'],
    ['#ffff00', 'lemon yellow', 'yellow'],
    ['#ff00ff', 'fuchsia', 'pink'],
    ['#800080', 'purple', 'purple'],
    ['#ffa500', 'orange', 'orange'],
    ['#8b4513', 'cognac', 'brown'],
    ['#c19a6b', 'tan', 'brown'],
    ['#ffc0cb', 'pink', 'pink'],
  ])('calls %s %s', (hex, name, family) => {
    expect(nameColor(hex)).toEqual({ name, family });
  });

  it('takes a colour in CIELAB as well', () => {
    expect(nameColor(labOf('#9caf88'))).toEqual(nameColor('#9caf88'));
  });

  it('has a name and a known family for every colour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const { name, family } = nameColor(`#${value.toString(16).padStart(6, '0')}`);
        expect(name).not.toBe('');
        expect(COLOR_FAMILIES).toContain(family);
      }),
    );
  });

  it.each(['', 'mustardish', '#12', '#ggg'])('refuses %j, which is no colour', (text) => {
    expect(() => nameColor(text)).toThrow(RangeError);
  });
});

describe('colorDifference', () => {
  it('is that of the reference data for CIEDE2000', () => {
    // Pairs 1 and 17 of the test data of Sharma, Wu and Dalal (2005).
    const lab = (l: number, a: number, b: number) => ({ mode: 'lab65' as const, l, a, b });
    expect(colorDifference(lab(50, 2.6772, -79.7751), lab(50, 0, -82.7485))).toBeCloseTo(2.0425, 4);
    expect(colorDifference(lab(50, 2.5, 0), lab(73, 25, -18))).toBeCloseTo(27.1492, 4);
  });
});
