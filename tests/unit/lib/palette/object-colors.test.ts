import { describe, expect, it } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { objectColors } from '../../../../lib/palette/object-colors.ts';
import type { RgbaImage } from '../../../../lib/vision/detector.ts';
import { drawn, plain, rgb } from '../../support/images.ts';
import { photoImage } from '../../support/real-parts.ts';

const MUSTARD = rgb('#d5a129');
const NAVY = rgb('#1b294b');
const WALL = rgb('#e2d3b9');
const FLOOR = rgb('#765138');

const BOX: BoundingBox = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 };

/** How far a point lies from the centre of BOX, where 1 is the middle of a side. */
const distance = (x: number, y: number) => Math.hypot((x - 100) / 40, (y - 100) / 40);

const namesIn = (image: RgbaImage, box = BOX) =>
  objectColors(image, box, null).map(({ name }) => name);

describe('objectColors', () => {
  it("gives an object its own colour and not its background's", () => {
    const image = drawn(200, 200, (x, y) => (distance(x, y) < 0.7 ? MUSTARD : WALL));
    expect(namesIn(image)).toEqual(['mustard']);
  });

  it('sees through a background of two colours', () => {
    const image = drawn(200, 200, (x, y) => {
      if (distance(x, y) < 0.7) return MUSTARD;
      return y < 100 ? WALL : FLOOR;
    });
    expect(namesIn(image)).toEqual(['mustard']);
  });

  it('tells the colours of an object of two, by their shares', () => {
    const image = drawn(200, 200, (x, y) => {
      if (distance(x, y) >= 0.9) return WALL;
      return y < 110 ? NAVY : MUSTARD;
    });
    const colors = objectColors(image, BOX, null);
    expect(colors.map(({ name }) => name)).toEqual(['navy', 'mustard']);
    const [navy, mustard] = colors.map(({ share }) => share);
    expect(navy).toBeGreaterThan(0.5);
    expect((navy ?? 0) + (mustard ?? 0)).toBeGreaterThan(0.85);
  });

  it('gives an object that fills its box its colour', () => {
    const image = drawn(200, 200, (x, y) =>
      x >= 60 && x < 140 && y >= 60 && y < 140 ? NAVY : WALL,
    );
    expect(namesIn(image)).toEqual(['navy']);
  });

  it('gives an object the colour of what is around it when nothing stands out', () => {
    expect(objectColors(plain(200, 200, WALL), BOX, null)).toEqual([
      expect.objectContaining({ name: 'beige', share: 1 }),
    ]);
  });

  it('takes the rim of the picture for the background of a box over all of it', () => {
    const image = drawn(200, 200, (x, y) => (distance(x, y) < 1.8 ? NAVY : WALL));
    expect(namesIn(image, WHOLE_IMAGE)).toEqual(['navy']);
  });

  it("gives a box over a picture of one colour that picture's", () => {
    expect(namesIn(plain(50, 50, NAVY), WHOLE_IMAGE)).toEqual(['navy']);
  });

  it('copes with a box of a single pixel, at any corner', () => {
    for (const [x, y] of [
      [0, 0],
      [0.999, 0],
      [0, 0.999],
      [0.999, 0.999],
    ] as const) {
      const box = { x, y, width: 0.001, height: 0.001 };
      expect(namesIn(plain(40, 40, NAVY), box)).toEqual(['navy']);
    }
  });

  it('has no colours for what is transparent', () => {
    expect(objectColors(plain(50, 50, [9, 9, 9, 0]), BOX, null)).toEqual([]);
  });

  it('leaves out shadows and seams', () => {
    const image = drawn(200, 200, (x, y) => {
      if (distance(x, y) >= 0.9) return WALL;
      return x % 20 === 0 ? [10, 10, 10] : MUSTARD;
    });
    expect(namesIn(image)).toEqual(['mustard']);
  });
});

describe('objectColors with a mask', () => {
  it('believes the mask, on a grid of its own', () => {
    // A thing of the wall's colour beside one that stands out.
    const image = drawn(200, 200, (x) => (x < 100 ? MUSTARD : WALL));
    const pixels = Array.from({ length: 64 }, (_, i) => i).filter((i) => i % 8 >= 4);
    const [main] = objectColors(image, WHOLE_IMAGE, { width: 8, height: 8, pixels });
    expect(main?.name).not.toBe('mustard');
    expect(main?.share).toBeCloseTo(1, 5);
  });

  it('goes by the box where the mask is empty', () => {
    const image = drawn(200, 200, (x, y) => (distance(x, y) < 0.9 ? NAVY : WALL));
    const [main] = objectColors(image, BOX, { width: 8, height: 8, pixels: [] });
    expect(main?.name).toBe('navy');
  });
});

describe('patterned things', () => {
  const onWall = (paint: (x: number, y: number) => ReturnType<typeof rgb>) =>
    drawn(200, 200, (x, y) => (distance(x, y) < 1 ? paint(x, y) : WALL));
  const families = (image: RgbaImage) => objectColors(image, BOX, null).map(({ family }) => family);

  it.each<[string, (x: number, y: number) => boolean]>([
    ['stripes', (_x, y) => y % 12 < 6],
    ['checks', (x, y) => x % 16 < 8 !== y % 16 < 8],
    ['dots', (x, y) => Math.hypot((x % 14) - 7, (y % 14) - 7) < 5],
  ])('are multicolour: %s', (_name, isFirst) => {
    const image = onWall((x, y) => rgb(isFirst(x, y) ? '#1b294b' : '#f9f9f9'));
    expect(new Set(families(image))).toEqual(new Set(['multicolour']));
  });

  it('do not include a sofa with two cushions', () => {
    const image = onWall((x, y) =>
      rgb(
        Math.abs(y - 95) < 8 && (Math.abs(x - 80) < 8 || Math.abs(x - 120) < 8)
          ? '#d5a129'
          : '#1b294b',
      ),
    );
    expect(families(image)[0]).toBe('blue');
  });
});

describe('a garment that somebody wears', () => {
  it("has not its wearer's skin for a colour", () => {
    const image = drawn(200, 200, (x, y) => {
      if (distance(x, y) >= 1) return WALL;
      return rgb(y < 90 ? '#825c43' : '#2266cc');
    });
    const families = objectColors(image, BOX, null, { worn: true }).map(({ family }) => family);
    expect(families).toContain('blue');
    expect(families).not.toContain('brown');
    expect(objectColors(image, BOX, null).map(({ family }) => family)).toContain('brown');
  });
});

const leather = await photoImage('product-11');
const mug = await photoImage('coffee');
describe.skipIf(!leather || !mug)('the colours of real products', () => {
  it('calls the brown chesterfield brown and the white mug white', () => {
    if (!leather || !mug) return;
    const [sofa] = objectColors(leather, { x: 0.065, y: 0.33, width: 0.876, height: 0.61 }, null);
    const [cup] = objectColors(mug, { x: 0.27, y: 0.38, width: 0.54, height: 0.4 }, null);
    expect([sofa?.family, cup?.family]).toEqual(['brown', 'white']);
  });
});

const room = await photoImage('home-decor-3');
describe.skipIf(!room)('the colours of a thing in a real room', () => {
  it('finds the armchair yellow', () => {
    if (!room) return;
    const [main] = objectColors(room, { x: 0.35, y: 0.5, width: 0.3, height: 0.49 }, null);
    expect(main?.family).toBe('yellow');
  });
});
