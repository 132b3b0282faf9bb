import { describe, expect, it } from 'vitest';
import type { ColorFamily, DetectedObject } from '../../../../lib/analysis.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import type { DevItem } from '../../../../scripts/eval/devset.ts';
import {
  addTallies,
  creditFor,
  EMPTY_TALLY,
  ratesOf,
  scoreImage,
} from '../../../../scripts/eval/score.ts';

const photo = (objects: DevItem['objects'], alsoRight: string[] = []): DevItem => ({
  source: 'npm',
  name: 'a photo',
  split: 'tune',
  scene: 'living room',
  objects,
  alsoRight,
});
const wanted = (...nouns: string[]) => nouns.map((noun) => ({ noun }));

const found = (label: string, family?: ColorFamily): DetectedObject => ({
  label,
  score: 0.8,
  box: WHOLE_IMAGE,
  colors: family ? [{ hex: '#808080', name: 'any', family, share: 1 }] : [],
  material: null,
  sources: [],
});
const all = (...labels: string[]) => labels.map((label) => found(label));

describe('creditFor', () => {
  it.each([
    ['the very word', 'chair', 'chair', 1],
    ['a finer word', 'armchair', 'chair', 1],
    ['a word that is too general', 'chair', 'armchair', 0.5],
    ['a sister word', 'bar stool', 'armchair', 0],
    ['another thing', 'lamp', 'chair', 0],
  ])('of %s', (_, answer, noun, credit) => {
    expect(creditFor(answer, noun)).toBe(credit);
  });
});

describe('scoreImage', () => {
  it('counts what is right, what is wrong and what is missing', () => {
    const tally = scoreImage(photo(wanted('sofa', 'rug', 'lamp')), all('sofa', 'rug', 'bicycle'));
    expect(tally).toEqual({
      ...EMPTY_TALLY,
      images: 1,
      predicted: 3,
      wanted: 3,
      lenient: 2,
      strict: 2,
      mainFirst: 1,
    });
  });

  it.each([
    ['finer', 'armchair', 'chair', 1, 1],
    ['too general', 'chair', 'armchair', 0.5, 0],
    ['wrong', 'lamp', 'armchair', 0, 0],
  ])('gives a %s answer its credit', (_, answer, noun, lenient, strict) => {
    expect(scoreImage(photo(wanted(noun)), all(answer))).toMatchObject({
      predicted: 1,
      wanted: 1,
      lenient,
      strict,
    });
  });

  it('counts several things of one noun once', () => {
    expect(scoreImage(photo(wanted('chair')), all('chair', 'chair', 'chair'))).toMatchObject({
      predicted: 1,
      lenient: 1,
    });
  });

  it('gives each wanted thing to one answer, to the better', () => {
    const tally = scoreImage(photo(wanted('armchair', 'bar stool')), all('chair', 'armchair'));
    expect(tally).toMatchObject({ wanted: 2, lenient: 1, strict: 1 });
  });

  it('counts what is also right neither way, nor a kind of it', () => {
    const item = photo(wanted('sofa'), ['vase', 'chair']);
    const sofaAlone = scoreImage(item, all('sofa'));
    expect(scoreImage(item, all('sofa', 'vase', 'armchair'))).toEqual(sofaAlone);
    expect(scoreImage(item, all('vase'))).toMatchObject({ predicted: 0, wanted: 1, lenient: 0 });
  });

  it('counts a second word for something wanted neither way', () => {
    const item = photo(wanted('armchair'));
    expect(scoreImage(item, all('armchair', 'chair'))).toEqual(scoreImage(item, all('armchair')));
  });

  it('asks for colours only of what was found and has one', () => {
    const item = photo([
      { noun: 'sofa', family: 'grey' },
      { noun: 'rug', family: 'red' },
      { noun: 'lamp', family: 'black' },
      { noun: 'houseplant' },
    ]);
    const tally = scoreImage(item, [
      found('sofa', 'grey'),
      found('rug', 'blue'),
      found('houseplant', 'green'),
      found('bicycle', 'black'),
    ]);
    expect(tally).toMatchObject({ colorsAsked: 2, colorsRight: 1 });
  });

  it("takes any of several things' colour, the first of each, and none for wrong", () => {
    const item = photo([{ noun: 'chair', family: 'grey' }]);
    expect(scoreImage(item, [found('chair', 'red'), found('chair', 'grey')])).toMatchObject({
      colorsAsked: 1,
      colorsRight: 1,
    });
    expect(scoreImage(item, [found('chair')])).toMatchObject({ colorsAsked: 1, colorsRight: 0 });
  });

  it.each([
    [['sofa', 'vase'], 1],
    [['seating', 'sofa'], 0.5],
    [['vase', 'sofa'], 0],
    [[], 0],
  ])('asks whether the main thing comes first: %j is worth %d', (answers, mainFirst) => {
    const item = photo([{ noun: 'sofa' }, { noun: 'vase' }]);
    expect(scoreImage(item, all(...answers))).toMatchObject({ mainFirst });
  });

  it('counts what is found where nothing is to shop', () => {
    expect(scoreImage(photo([], ['houseplant']), all('lamp', 'rug', 'houseplant'))).toEqual({
      ...EMPTY_TALLY,
      images: 1,
      predicted: 2,
      emptyImages: 1,
      falseOnEmpty: 2,
    });
    expect(scoreImage(photo([]), [])).toEqual({ ...EMPTY_TALLY, images: 1, emptyImages: 1 });
  });
});

describe('addTallies', () => {
  it('adds up every sum', () => {
    const first = scoreImage(photo([{ noun: 'sofa', family: 'grey' }]), [found('sofa', 'grey')]);
    const second = scoreImage(photo([]), all('lamp'));
    expect([first, second].reduce(addTallies, EMPTY_TALLY)).toEqual({
      images: 2,
      predicted: 2,
      wanted: 1,
      lenient: 1,
      strict: 1,
      colorsAsked: 1,
      colorsRight: 1,
      emptyImages: 1,
      falseOnEmpty: 1,
      mainFirst: 1,
    });
  });
});

describe('ratesOf', () => {
  it('takes precision of what was found, recall of what was wanted, and F1 of both', () => {
    const rates = ratesOf({ ...EMPTY_TALLY, predicted: 4, wanted: 6 }, 3);
    expect(rates.precision).toBeCloseTo(0.75);
    expect(rates.recall).toBeCloseTo(0.5);
    expect(rates.f1).toBeCloseTo(0.6);
  });

  it.each([
    ['found', { predicted: 0, wanted: 3 }],
    ['wanted', { predicted: 3, wanted: 0 }],
    ['found nor wanted', { predicted: 0, wanted: 0 }],
  ])('are 0 where nothing was %s', (_, counts) => {
    expect(ratesOf({ ...EMPTY_TALLY, ...counts }, 0)).toEqual({ precision: 0, recall: 0, f1: 0 });
  });
});
