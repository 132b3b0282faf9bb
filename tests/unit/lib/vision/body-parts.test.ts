import { describe, expect, it } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import { areaOf, coverage } from '../../../../lib/geometry.ts';
import { type BodyPartName, bodyPartsOf, isWornOn } from '../../../../lib/vision/body-parts.ts';
import type { Detection } from '../../../../lib/vision/detector.ts';
import { SHOP_NOUNS } from '../../../../lib/vision/vocabulary.ts';

const PARTS: readonly BodyPartName[] = ['head', 'upper body', 'lower body', 'feet'];

const TALL: BoundingBox = { x: 0.2, y: 0.1, width: 0.3, height: 0.8 };

const person = (box: BoundingBox, label = 'person'): Detection => ({ label, score: 0.9, box });

describe('bodyPartsOf', () => {
  it('divides a person from head to feet', () => {
    const parts = bodyPartsOf([person(TALL)]);
    expect(parts.map(({ name }) => name)).toEqual(PARTS);
    const tops = parts.map(({ box }) => box.y);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(tops[0]).toBe(TALL.y);
    const feet = parts.at(-1)?.box;
    expect((feet?.y ?? 0) + (feet?.height ?? 0)).toBeCloseTo(TALL.y + TALL.height, 10);
  });

  it('gives each part the width of the person and keeps it inside', () => {
    for (const { box } of bodyPartsOf([person(TALL)])) {
      expect(box).toMatchObject({ x: TALL.x, width: TALL.width });
      expect(areaOf(box)).toBeLessThan(areaOf(TALL));
      expect(coverage(box, TALL)).toBeCloseTo(1, 10);
    }
  });

  it('leaves no gap that a garment could fall into', () => {
    const boxes = bodyPartsOf([person(TALL)]).map(({ box }) => box);
    for (const [i, { y }] of boxes.slice(1).entries()) {
      expect(y).toBeLessThan((boxes[i]?.y ?? 0) + (boxes[i]?.height ?? 0));
    }
  });

  it('looks at people only', () => {
    expect(bodyPartsOf([person(TALL, 'dog'), person(TALL, 'chair')])).toEqual([]);
    expect(bodyPartsOf([])).toEqual([]);
  });

  it('passes over who is too small to tell anything', () => {
    expect(bodyPartsOf([person({ ...TALL, height: 0.29 })])).toEqual([]);
    expect(bodyPartsOf([person({ ...TALL, height: 0.3 })])).toHaveLength(PARTS.length);
  });

  it('looks at the first two of a crowd, small ones not counted', () => {
    const xs = [0, 0.2, 0.4, 0.6];
    const crowd = xs.map((x, i) => person({ x, y: 0, width: 0.2, height: i === 0 ? 0.1 : 0.9 }));
    const seen = new Set(bodyPartsOf(crowd).map(({ box }) => box.x));
    expect([...seen]).toEqual([0.2, 0.4]);
  });
});

describe('isWornOn', () => {
  it.each<[string, readonly BodyPartName[]]>([
    ['straw hat', ['head']],
    ['sunglasses', ['head']],
    ['earrings', ['head']],
    ['silk scarf', ['head', 'upper body']],
    ['necklace', ['head', 'upper body']],
    ['t-shirt', ['upper body']],
    ['tie', ['upper body']],
    ['dress', ['upper body', 'lower body']],
    ['trench coat', ['upper body', 'lower body']],
    ['tote bag', ['upper body', 'lower body']],
    ['watch', ['upper body', 'lower body']],
    ['jeans', ['lower body']],
    ['skirt', ['lower body']],
    ['denim shorts', ['lower body']],
    ['belt', ['lower body']],
    ['tights', ['lower body', 'feet']],
    ['loafers', ['feet']],
    ['boots', ['feet']],
    ['armchair', []],
    ['clothing', []],
    ['no such noun', []],
  ])('finds a %s on: %j', (noun, parts) => {
    expect(PARTS.filter((part) => isWornOn(part, noun))).toEqual(parts);
  });

  it('has something for every part', () => {
    for (const part of PARTS) {
      expect(
        [...SHOP_NOUNS].some((noun) => isWornOn(part, noun)),
        part,
      ).toBe(true);
    }
  });
});
