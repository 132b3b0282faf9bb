import { beforeAll, describe, expect, it } from 'vitest';
import type { Swatch } from '../../../../lib/analysis.ts';
import { clusterColors } from '../../../../lib/palette/clusters.ts';
import { colorDifference, labOf } from '../../../../lib/palette/color-names.ts';
import { extractPalette, joinSameNames } from '../../../../lib/palette/palette.ts';
import type { RgbaImage } from '../../../../lib/vision/detector.ts';
import { drawn, plain, type Rgba, rgb } from '../../support/images.ts';
import { photoImage } from '../../support/real-parts.ts';

const MUSTARD = '#d5a129';
const NAVY = '#1b294b';
const CREAM = '#f3ead2';
const RED = '#c42b2d';
const TRANSPARENT: Rgba = [0, 255, 0, 0];

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
const sharesOf = (swatches: readonly Swatch[]) =>
  Object.fromEntries(swatches.map(({ name, share }) => [name, share]));

/** Vertical stripes, each of a fraction of the width. */
function stripes(...parts: readonly (readonly [hex: string, share: number])[]): RgbaImage {
  const colors = parts.map(([hex]) => rgb(hex));
  return drawn(300, 100, (x) => {
    let end = 0;
    const at = parts.findIndex(([, share]) => {
      end += share * 300;
      return x < end - 1e-6;
    });
    return colors[at] ?? [0, 0, 0];
  });
}

describe('clusterColors', () => {
  it('counts every pixel once, the largest cluster first', async () => {
    const image = stripes([CREAM, 0.5], [NAVY, 0.3], [MUSTARD, 0.2]);
    const clusters = await clusterColors(image);
    expect(clusters.map(({ pixels }) => pixels)).toEqual([15_000, 9_000, 6_000]);
    for (const [i, hex] of [CREAM, NAVY, MUSTARD].entries()) {
      expect(colorDifference(labOf(clusters[i]?.hex ?? ''), labOf(hex))).toBeLessThan(4);
    }
  });

  it('takes shades that look the same as one', async () => {
    const image = drawn(100, 100, (x) => [200 + (x % 6), 190 + (x % 5), 170]);
    expect(await clusterColors(image)).toHaveLength(1);
  });

  it('passes over fully transparent pixels', async () => {
    const image = drawn(10, 10, (x) => (x < 5 ? TRANSPARENT : rgb(RED)));
    const clusters = await clusterColors(image);
    expect(clusters.map(({ pixels }) => pixels)).toEqual([50]);
  });

  it('finds nothing where all is transparent', async () => {
    expect(await clusterColors(plain(4, 4, TRANSPARENT))).toEqual([]);
  });

  it('leaves the image as it was', async () => {
    const image = stripes([CREAM, 0.5], [NAVY, 0.5]);
    const before = image.data.slice();
    await clusterColors(image);
    expect(image.data).toEqual(before);
  });
});

describe('extractPalette', () => {
  it('tells colours, names and shares', async () => {
    const palette = await extractPalette(stripes([CREAM, 0.6], [NAVY, 0.3], [MUSTARD, 0.1]));
    expect(palette.map(({ name }) => name)).toEqual(['cream', 'navy', 'mustard']);
    expect(palette.map(({ family }) => family)).toEqual(['beige', 'blue', 'yellow']);
    const shares = sharesOf(palette);
    expect(shares.cream).toBeCloseTo(0.6, 1);
    expect(shares.navy).toBeCloseTo(0.3, 1);
    expect(shares.mustard).toBeCloseTo(0.1, 1);
    expect(sumOf(palette.map(({ share }) => share))).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('keeps a small accent that is vivid, and drops a dull one of the same size', async () => {
    const accent = (hex: string) =>
      drawn(200, 200, (x, y) => rgb(x < 20 && y < 20 ? hex : '#eeeeee'));
    const vivid = await extractPalette(accent(RED));
    expect(vivid.map(({ name }) => name)).toEqual(['white', 'red']);
    expect(sharesOf(vivid).red).toBeCloseTo(0.01, 2);
    expect(await extractPalette(accent('#b2b2b2'))).toHaveLength(1);
  });

  it('shows at most seven', async () => {
    const hexes = [
      RED,
      NAVY,
      MUSTARD,
      CREAM,
      '#428f46',
      '#674196',
      '#ef9cb5',
      '#0a0a0a',
      '#30bfbf',
    ];
    const palette = await extractPalette(stripes(...hexes.map((hex) => [hex, 1 / 9] as const)));
    expect(palette).toHaveLength(7);
  });

  it('gives one colour the share of 1', async () => {
    for (const size of [1, 2, 500]) {
      const palette = await extractPalette(plain(size, size, rgb(NAVY)));
      expect(palette).toEqual([
        expect.objectContaining({ name: 'navy', family: 'blue', share: 1 }),
      ]);
    }
  });

  it.each(['#000000', '#ffffff', '#7f7f7f'])('reads an image of nothing but %s', async (hex) => {
    const [swatch, ...others] = await extractPalette(plain(64, 64, rgb(hex)));
    expect(others).toEqual([]);
    expect(swatch?.hex).toMatch(/^#[0-9a-f]{6}$/);
    expect(colorDifference(labOf(swatch?.hex ?? ''), labOf(hex))).toBeLessThan(4);
  });

  it('measures shares by what can be seen', async () => {
    const image = drawn(100, 100, (x, y) => {
      if (y < 50) return TRANSPARENT;
      return rgb(x < 25 ? RED : NAVY);
    });
    const shares = sharesOf(await extractPalette(image));
    expect(Object.keys(shares)).toEqual(['navy', 'red']);
    expect(shares.navy).toBeCloseTo(0.75, 1);
  });

  it('has nothing to say of a fully transparent image', async () => {
    expect(await extractPalette(plain(20, 20, TRANSPARENT))).toEqual([]);
  });

  it('finds something in noise', async () => {
    let state = 1;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state & 255;
    };
    const palette = await extractPalette(drawn(128, 128, () => [random(), random(), random()]));
    expect(palette.length).toBeGreaterThan(0);
    expect(sumOf(palette.map(({ share }) => share))).toBeLessThanOrEqual(1 + 1e-9);
  });
});

const room = await photoImage('home-decor-3');
describe.skipIf(!room)('the palette of a real room', () => {
  let palette: Swatch[];
  beforeAll(async () => {
    palette = room ? await extractPalette(room) : [];
  });

  it('holds the yellow of its armchair', () => {
    expect(palette.map(({ family }) => family)).toContain('yellow');
  });

  it('has each name once, the largest share first', () => {
    expect(new Set(palette.map(({ name }) => name)).size).toBe(palette.length);
    const shares = palette.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(sumOf(shares)).toBeLessThanOrEqual(1 + 1e-9);
    expect(sumOf(shares)).toBeGreaterThan(0.8);
  });
});

describe('joinSameNames', () => {
  const swatch = (name: string, share: number, hex = '#000000'): Swatch => ({
    hex,
    name,
    family: 'black',
    share,
  });

  it('adds up shares under the hex of the largest, and ranks anew', () => {
    const swatches = [swatch('a', 0.4), swatch('b', 0.3, '#111111'), swatch('b', 0.2, '#222222')];
    expect(joinSameNames(swatches)).toEqual([swatch('b', 0.5, '#111111'), swatch('a', 0.4)]);
  });

  it('never exceeds 1', () => {
    expect(joinSameNames([swatch('a', 0.6), swatch('a', 0.4 + 1e-12)])).toEqual([swatch('a', 1)]);
  });
});
