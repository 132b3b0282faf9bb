import { describe, expect, it } from 'vitest';
import { type Candidate, candidatesFrom, FEATURES } from '../../../../lib/vision/candidates.ts';
import type { Evidence } from '../../../../lib/vision/evidence.ts';
import { LEFT, RIGHT, says } from '../../support/evidence.ts';

/** The candidate of a noun; throws where there is none. */
function candidateOf(noun: string, evidence: readonly Evidence[]): Candidate {
  const candidate = candidatesFrom(evidence).find((one) => one.noun === noun);
  if (!candidate) throw new Error(`no candidate ${noun}`);
  return candidate;
}

function feature(
  name: (typeof FEATURES)[number],
  noun: string,
  evidence: readonly Evidence[],
): number | undefined {
  return candidateOf(noun, evidence).features[FEATURES.indexOf(name)];
}

const nounsIn = (evidence: readonly Evidence[]) => candidatesFrom(evidence).map(({ noun }) => noun);

describe('candidatesFrom', () => {
  it('has none without evidence', () => {
    expect(candidatesFrom([])).toEqual([]);
  });

  it('takes each noun once in each place, where it is surest', () => {
    const nearLeft = { ...LEFT, x: 0.02 };
    const candidates = candidatesFrom([
      says('labeler', 'chair', 0.3, LEFT),
      says('coco-ssd', 'chair', 0.8, nearLeft),
      says('coco-ssd', 'chair', 0.6, RIGHT),
      says('labeler', 'lamp', 0.5, LEFT),
    ]);
    expect(candidates.map(({ noun, box }) => [noun, box])).toEqual([
      ['chair', nearLeft],
      ['chair', RIGHT],
      ['lamp', LEFT],
    ]);
  });

  it('needs some evidence of a probability that counts', () => {
    expect(nounsIn([says('labeler', 'chair', 0.14)])).toEqual([]);
    expect(nounsIn([says('labeler', 'chair', 0.15)])).toEqual(['chair']);
  });

  it('proposes no word that is too broad to search for, but counts it for finer ones', () => {
    const evidence = [says('labeler', 'furniture', 0.9), says('coco-ssd', 'chair', 0.5)];
    expect(nounsIn(evidence)).toEqual(['chair']);
    expect(candidateOf('chair', evidence)).toMatchObject({
      support: [evidence[1]],
      broader: [evidence[0]],
    });
  });

  it('counts a finer word for a broader one as its own', () => {
    const finer = says('mobilenet', 'armchair', 0.6);
    const own = says('coco-ssd', 'chair', 0.5);
    expect(candidateOf('chair', [own, finer]).support).toEqual([own, finer]);
    expect(candidateOf('armchair', [own, finer])).toMatchObject({
      support: [finer],
      broader: [own],
    });
  });

  it('counts what is in the same place or said of the whole, nothing else', () => {
    const here = says('coco-ssd', 'chair', 0.5, LEFT);
    const part = says('labeler', 'chair', 0.4, { ...LEFT, width: 0.1 });
    const mostlyHere = says('labeler', 'chair', 0.2, { ...LEFT, x: 0.16 });
    const hardlyHere = says('labeler', 'chair', 0.2, { ...LEFT, x: 0.24 });
    const elsewhere = says('deeplab', 'chair', 0.4, RIGHT);
    const whole = says('labeler-whole', 'chair', 0.3);
    const other = says('mobilenet', 'lamp', 0.9);
    const all = [here, part, mostlyHere, hardlyHere, elsewhere, whole, other];
    expect(candidateOf('chair', all).support).toEqual([here, part, mostlyHere, whole]);
  });
});

describe('the features of a candidate', () => {
  it('are one for each name', () => {
    const { features } = candidateOf('chair', [says('coco-ssd', 'chair', 0.5)]);
    expect(features).toHaveLength(FEATURES.length);
    expect(new Set(FEATURES).size).toBe(FEATURES.length);
    expect(features[FEATURES.indexOf('bias')]).toBe(1);
  });

  it('hold the strongest word of each source, and apart from it that of a broader word', () => {
    const evidence = [
      says('coco-ssd', 'chair', 0.8),
      says('labeler', 'armchair', 0.4),
      says('labeler', 'armchair', 0.3),
      says('labeler', 'furniture', 0.7),
      says('mobilenet-whole', 'armchair', 0.2),
    ];
    expect(feature('coco-ssd', 'armchair', evidence)).toBe(0);
    expect(feature('coco-ssd, of a broader word', 'armchair', evidence)).toBe(0.8);
    expect(feature('labeler', 'armchair', evidence)).toBe(0.4);
    expect(feature('labeler, of a broader word', 'armchair', evidence)).toBe(0.7);
    expect(feature('mobilenet-whole', 'armchair', evidence)).toBe(0.2);
    expect(feature('deeplab', 'armchair', evidence)).toBe(0);
  });

  it('count the further sources that agree', () => {
    const name = 'further sources that agree';
    const first = says('coco-ssd', 'chair', 0.5);
    const second = says('labeler', 'chair', 0.5);
    const faint = says('mobilenet', 'chair', 0.15);
    const third = says('labeler-whole', 'armchair', 0.16);
    expect(feature(name, 'chair', [first])).toBe(0);
    expect(feature(name, 'chair', [first, second, faint])).toBe(1);
    expect(feature(name, 'chair', [first, second, third])).toBe(2);
  });

  it('hold the side of a square as large as its box', () => {
    const box = { x: 0, y: 0, width: 0.9, height: 0.4 };
    const evidence = [says('coco-ssd', 'chair', 0.5, box)];
    expect(feature('side of its box', 'chair', evidence)).toBeCloseTo(0.6);
  });

  it('say how much the picture is one of clothes, by the kind of thing', () => {
    const evidence = [
      says('labeler-whole', 'clothing', 0.7),
      says('labeler', 'dress', 0.5),
      says('deeplab', 'lamp', 0.5, RIGHT),
    ];
    expect(feature('fashion, in a picture of clothes', 'dress', evidence)).toBe(0.7);
    expect(feature('not fashion, in a picture of clothes', 'dress', evidence)).toBe(0);
    expect(feature('fashion, in a picture of clothes', 'lamp', evidence)).toBe(0);
    expect(feature('not fashion, in a picture of clothes', 'lamp', evidence)).toBe(0.7);
  });

  it('mark what only the segmenter sees in a picture of clothes', () => {
    const name = 'deeplab alone, in a picture of clothes';
    const clothes = says('labeler-whole', 'clothing', 0.7);
    const lamp = says('deeplab', 'lamp', 0.5);
    expect(feature(name, 'lamp', [lamp])).toBe(0);
    expect(feature(name, 'lamp', [lamp, clothes])).toBe(0.7);
    expect(feature(name, 'lamp', [lamp, clothes, says('labeler', 'lamp', 0.3)])).toBe(0);
  });

  it('say how much the picture is one of furniture, for things of the home', () => {
    const name = 'home, in a picture of furniture';
    const evidence = [
      says('labeler-whole', 'furniture', 0.6),
      says('labeler', 'chair', 0.5),
      says('labeler', 'dress', 0.5, RIGHT),
    ];
    expect(feature(name, 'chair', evidence)).toBe(0.6);
    expect(feature(name, 'dress', evidence)).toBe(0);
  });

  it('take no region for the whole picture', () => {
    const evidence = [says('labeler', 'clothing', 0.9), says('labeler', 'dress', 0.5)];
    expect(feature('fashion, in a picture of clothes', 'dress', evidence)).toBe(0);
  });
});
