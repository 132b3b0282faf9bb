import { describe, expect, it } from 'vitest';
import {
  AGREES,
  type Candidate,
  candidatesFrom,
  FEATURES,
} from '../../../../lib/vision/candidates.ts';
import { EVIDENCE_SOURCES, type Evidence } from '../../../../lib/vision/evidence.ts';
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

  it('takes what is said of the whole only where no place is known', () => {
    const whole = says('labeler-whole', 'chair', 0.9);
    const known = says('labeler', 'chair', 0.3);
    expect(candidatesFrom([whole, known]).map(({ box }) => box)).toEqual([LEFT]);
    const lamp = says('labeler', 'lamp', 0.3);
    expect(candidatesFrom([whole, lamp]).map(({ noun, box }) => [noun, box])).toEqual([
      ['lamp', LEFT],
      ['chair', whole.box],
    ]);
  });

  it('takes what two say of the whole once', () => {
    const both = [says('labeler-whole', 'chair', 0.4), says('mobilenet-whole', 'chair', 0.6)];
    expect(nounsIn(both)).toEqual(['chair']);
  });

  it('needs some evidence of a probability that counts', () => {
    expect(nounsIn([says('labeler', 'chair', 0.11)])).toEqual([]);
    expect(nounsIn([says('labeler', 'chair', 0.12)])).toEqual(['chair']);
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
    const finer = says('labeler', 'armchair', 0.6);
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
    const other = says('labeler-person', 'lamp', 0.9);
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

  it('hold the strongest word for another kind of the same, which is neither own nor broader', () => {
    const evidence = [
      says('labeler', 'sandals', 0.5),
      says('labeler-person', 'loafers', 0.4),
      says('labeler-person', 'handbag', 0.9),
    ];
    expect(feature('labeler-person, of a related word', 'sandals', evidence)).toBe(0.4);
    expect(feature('labeler-person, of a broader word', 'sandals', evidence)).toBe(0);
    expect(feature('labeler-person', 'sandals', evidence)).toBe(0);
    expect(feature('labeler, of a related word', 'loafers', evidence)).toBe(0.5);
  });

  it('hold log odds: nothing of nothing, more for more, and no more than about one', () => {
    const odds = [0.13, 0.5, 0.9, 1].map((probability) =>
      feature('labeler, log odds', 'chair', [says('labeler', 'chair', probability)]),
    );
    const [faint = 0, even = 0, sure = 0, certain = 0] = odds;
    expect(feature('deeplab, log odds', 'chair', [says('labeler', 'chair', 0.5)])).toBe(0);
    expect(faint).toBeGreaterThan(0);
    expect(even).toBeCloseTo(0.5, 10);
    expect(sure).toBeGreaterThan(even);
    expect(certain).toBeGreaterThan(sure);
    expect(certain).toBeLessThan(1.5);
  });

  it('count the further sources that agree', () => {
    const name = 'further sources that agree';
    const first = says('coco-ssd', 'chair', 0.5);
    const second = says('labeler', 'chair', 0.5);
    const faint = says('labeler-person', 'chair', AGREES);
    const third = says('labeler-whole', 'armchair', AGREES + 0.01);
    expect(feature(name, 'chair', [first])).toBe(0);
    expect(feature(name, 'chair', [first, second, faint])).toBe(1);
    expect(feature(name, 'chair', [first, second, third])).toBe(2);
  });

  it('hold the size of its box and how far down it is', () => {
    const box = { x: 0, y: 0.2, width: 0.9, height: 0.4 };
    const evidence = [says('coco-ssd', 'chair', 0.5, box)];
    expect(feature('side of its box', 'chair', evidence)).toBeCloseTo(0.6);
    expect(feature('area of its box', 'chair', evidence)).toBeCloseTo(0.36);
    expect(feature('height of its centre', 'chair', evidence)).toBeCloseTo(0.4);
  });

  it('hold the strongest word for another thing that fills the same place', () => {
    const name = 'another thing in its place';
    const chair = says('labeler', 'chair', 0.5);
    const lamp = (box = LEFT) => says('coco-ssd', 'lamp', 0.7, box);
    expect(feature(name, 'chair', [chair])).toBe(0);
    expect(feature(name, 'chair', [chair, lamp(), says('deeplab', 'rug', 0.4)])).toBe(0.7);
    expect(feature(name, 'chair', [chair, lamp(RIGHT)])).toBe(0);
    // A cushion on a chair is no rival, nor is another word for the chair.
    expect(feature(name, 'chair', [chair, lamp({ ...LEFT, width: 0.1, height: 0.1 })])).toBe(0);
    expect(feature(name, 'chair', [chair, says('coco-ssd', 'armchair', 0.9)])).toBe(0);
    expect(feature(name, 'chair', [chair, says('coco-ssd', 'furniture', 0.9)])).toBe(0);
    const sandals = says('labeler', 'sandals', 0.5);
    expect(feature(name, 'sandals', [sandals, says('coco-ssd', 'loafers', 0.9)])).toBe(0);
    // Nor is a word too broad to be any thing.
    expect(feature(name, 'chair', [chair, says('coco-ssd', 'clothing', 0.9)])).toBe(0);
  });

  it('take no word for the whole for a rival', () => {
    const large = { x: 0, y: 0, width: 1, height: 0.9 };
    const evidence = [says('labeler', 'chair', 0.5, large), says('labeler-whole', 'lamp', 0.9)];
    expect(feature('another thing in its place', 'chair', evidence)).toBe(0);
  });

  it('count the regions that say so, up to enough', () => {
    const regions = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        says('labeler', 'chair', 0.3, { ...LEFT, x: i * 0.01 }),
      );
    const name = 'regions that say so';
    const faint = says('labeler', 'chair', AGREES);
    expect(feature(name, 'chair', [says('coco-ssd', 'chair', 0.9), faint])).toBe(0);
    expect(feature(name, 'chair', [...regions(2), faint])).toBe(0.5);
    expect(feature(name, 'chair', regions(4))).toBe(1);
    expect(feature(name, 'chair', regions(9))).toBe(1);
  });

  it.each(['deeplab', 'labeler'] as const)('mark what only %s sees', (source) => {
    const name = `${source} alone` as const;
    const other = source === 'deeplab' ? 'labeler' : 'deeplab';
    const alone = says(source, 'lamp', 0.5);
    expect(feature(name, 'lamp', [alone])).toBe(1);
    expect(feature(name, 'lamp', [alone, says(other, 'lamp', AGREES)])).toBe(1);
    expect(feature(name, 'lamp', [alone, says(other, 'lamp', 0.3)])).toBe(0);
    expect(feature(name, 'lamp', [says(other, 'lamp', 0.5)])).toBe(0);
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

  it('say how much the picture is one of furniture, by the kind of thing', () => {
    const evidence = [
      says('labeler-whole', 'furniture', 0.6),
      says('labeler', 'chair', 0.5),
      says('labeler', 'dress', 0.5, RIGHT),
    ];
    expect(feature('home, in a picture of furniture', 'chair', evidence)).toBe(0.6);
    expect(feature('not home, in a picture of furniture', 'chair', evidence)).toBe(0);
    expect(feature('home, in a picture of furniture', 'dress', evidence)).toBe(0);
    expect(feature('not home, in a picture of furniture', 'dress', evidence)).toBe(0.6);
  });

  it('tell fashion, the home and all else apart', () => {
    const kinds = ['dress', 'chair', 'tv'].map((noun) => {
      const evidence = [says('labeler', noun, 0.5)];
      return [
        feature('fashion', noun, evidence),
        feature('neither home nor fashion', noun, evidence),
      ];
    });
    expect(kinds).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
  });

  it('take no region for the whole picture', () => {
    const evidence = [says('labeler', 'clothing', 0.9), says('labeler', 'dress', 0.5)];
    expect(feature('fashion, in a picture of clothes', 'dress', evidence)).toBe(0);
  });

  it('are numbers of a modest size, however sure and many the sources', () => {
    const evidence = EVIDENCE_SOURCES.flatMap((source) => [
      says(source, 'armchair', 1),
      says(source, 'furniture', 1),
      says(source, 'lamp', 1),
    ]);
    for (const { features } of candidatesFrom(evidence)) {
      for (const [i, value] of features.entries()) {
        expect(value, FEATURES[i]).toBeGreaterThanOrEqual(0);
        expect(value, FEATURES[i]).toBeLessThanOrEqual(EVIDENCE_SOURCES.length);
      }
    }
  });
});

describe('the traits of a candidate', () => {
  it('are what it is, what that is a kind of, and who says so', () => {
    const evidence = [
      says('coco-ssd', 'armchair', 0.8),
      says('labeler-whole', 'wingback chair', 0.5),
      says('labeler', 'armchair', AGREES),
      says('deeplab', 'chair', 0.9),
      says('labeler', 'lamp', 0.9),
    ];
    expect(candidateOf('armchair', evidence).traits).toEqual([
      'is armchair',
      'kind of chair',
      'kind of seating',
      'kind of furniture',
      'coco-ssd says armchair',
      'labeler-whole says armchair',
    ]);
  });
});
