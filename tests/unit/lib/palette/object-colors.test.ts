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

const room = await photoImage('home-decor-3');
describe.skipIf(!room)('the colours of a thing in a real room', () => {
  it('finds the armchair yellow', () => {
    if (!room) return;
    const [main] = objectColors(room, { x: 0.35, y: 0.5, width: 0.3, height: 0.49 }, null);
    expect(main?.family).toBe('yellow');
  });
});
