import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { BoundingBox, DetectedObject } from '../../../lib/analysis.ts';
import {
  applyChange,
  type Change,
  type Corrections,
  CorrectionsSchema,
  corrected,
  correctedRun,
  correctionsKey,
  isEmpty,
  NO_CORRECTIONS,
  naming,
  puttingBack,
  removing,
  unnaming,
} from '../../../lib/corrections.ts';
import { analysisOf } from '../support/analyses.ts';

const HERE: BoundingBox = { x: 0.1, y: 0.1, width: 0.4, height: 0.4 };
const NEARLY: BoundingBox = { x: 0.12, y: 0.1, width: 0.4, height: 0.42 };
const THERE: BoundingBox = { x: 0.6, y: 0.6, width: 0.3, height: 0.3 };

function find(label: string, box = HERE, changes: Partial<DetectedObject> = {}): DetectedObject {
  return { label, score: 0.6, box, colors: [], material: null, sources: ['labeler'], ...changes };
}
const own = (label: string, box = THERE) =>
  find(label, box, { byUser: { drawn: true, was: null } });
const made = (...changes: Change[]) => changes.reduce(applyChange, NO_CORRECTIONS);
const labels = (objects: readonly DetectedObject[]) => objects.map(({ label }) => label);
const present = (objects: DetectedObject[], ...changes: Change[]) =>
  corrected(objects, made(...changes));

describe('a find that the user names', () => {
  const chair = find('armchair');

  it('has their noun, for sure, and knows its former one', () => {
    expect(present([chair, find('vase', THERE)], naming(chair, 'pouf'))).toEqual([
      { ...chair, label: 'pouf', score: 1, byUser: { drawn: false, was: 'armchair' } },
      find('vase', THERE),
    ]);
  });

  it('keeps it though models see it a little elsewhere, under another name', () => {
    expect(labels(present([find('chair', NEARLY)], naming(chair, 'pouf')))).toEqual(['pouf']);
    expect(labels(present([find('chair', THERE)], naming(chair, 'pouf')))).toEqual(['chair']);
  });

  it('is the one of its name where two lie in one place', () => {
    const both = [find('rug', NEARLY), chair];
    expect(labels(present(both, naming(chair, 'pouf')))).toEqual(['rug', 'pouf']);
  });

  it('can be named again, and has its first noun back in one step', () => {
    const [pouf] = present([chair], naming(chair, 'pouf'));
    if (!pouf) throw new Error('no find');
    const twice = [naming(chair, 'pouf'), naming(pouf, 'bean bag')];
    expect(labels(present([chair], ...twice))).toEqual(['bean bag']);
    expect(made(...twice).finds).toHaveLength(1);
    expect(present([chair], ...twice, unnaming(pouf))).toEqual([chair]);
  });

  it('can be removed and put back as it was', () => {
    const [pouf] = present([chair], naming(chair, 'pouf'));
    if (!pouf) throw new Error('no find');
    const changes = [naming(chair, 'pouf'), removing(pouf)];
    expect(present([chair], ...changes)).toEqual([]);
    expect(present([chair], ...changes, puttingBack(pouf))).toEqual([pouf]);
    expect(present([chair], removing(chair), puttingBack(chair))).toEqual([chair]);
  });
});

describe('a find in an area that the user drew', () => {
  it('comes first, and stands for what was seen in the same place', () => {
    expect(
      labels(present([find('chair', NEARLY), find('vase', THERE)], draw(own('sofa', HERE)))),
    ).toEqual(['sofa', 'vase']);
  });

  it('takes the place of an earlier one there', () => {
    expect(labels(present([], draw(own('sofa')), draw(own('bed'))))).toEqual(['bed']);
  });

  it('can be named, unnamed, removed and put back', () => {
    const sofa = own('sofa');
    const named = [draw(sofa), naming(sofa, 'daybed')];
    const [daybed] = present([], ...named);
    if (!daybed) throw new Error('no find');
    expect(daybed).toMatchObject({ label: 'daybed', byUser: { drawn: true, was: 'sofa' } });
    expect(present([], ...named, unnaming(daybed))).toEqual([sofa]);
    expect(present([], ...named, removing(daybed))).toEqual([]);
    expect(present([], ...named, removing(daybed), puttingBack(daybed))).toEqual([daybed]);
  });
});

describe('corrections', () => {
  it('are gone after a reset', () => {
    const changes = [naming(find('chair'), 'pouf'), draw(own('bed'))];
    expect(isEmpty(made(...changes))).toBe(false);
    expect(made(...changes, { kind: 'reset' })).toEqual(NO_CORRECTIONS);
  });

  it('leave a run without objects alone', () => {
    const run = { status: 'running', stage: 'decode', analysis: null } as const;
    expect(correctedRun(run, made(draw(own('bed'))))).toBe(run);
    const done = { status: 'done', analysis: analysisOf() } as const;
    expect(correctedRun(done, NO_CORRECTIONS)).toBe(done);
    const { analysis } = correctedRun(done, made(draw(own('bed', { ...HERE, width: 0.1 }))));
    expect(labels(analysis?.objects ?? [])).toEqual(['bed', 'armchair']);
    expect(labels(done.analysis.objects)).toEqual(['armchair']);
  });

  it('stay within their schema, whatever the user does', () => {
    const box = fc
      .record({
        x: fc.double({ min: 0, max: 0.5, noNaN: true }),
        y: fc.double({ min: 0, max: 0.5, noNaN: true }),
      })
      .map(({ x, y }) => ({ x, y, width: 0.05, height: 0.05 }));
    const noun = fc.constantFrom('sofa', 'bed', 'rug', 'lamp');
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.record({
        kind: fc.constant('name' as const),
        box,
        was: noun,
        noun: fc.option(noun),
      }),
      fc.record({ kind: fc.constant('restore' as const), box, was: noun }),
      fc.tuple(noun, box).map(([label, at]) => draw(own(label, at))),
      fc.record({ kind: fc.constant('erase' as const), box }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 90 }), (changes) => {
        const corrections: Corrections = made(...changes);
        expect(v.is(CorrectionsSchema, corrections)).toBe(true);
      }),
      { numRuns: 50 },
    );
    const many = Array.from({ length: 60 }, (_, i) => ({
      ...HERE,
      x: (i % 10) / 11,
      y: Math.floor(i / 10) / 11,
      width: 0.05,
      height: 0.05,
    }));
    const named = made(...many.map((at, i) => naming(find(`noun ${i}`, at), 'sofa')));
    expect(named.finds).toHaveLength(50);
    expect(named.finds[0]?.was).toBe('noun 10');
    expect(made(...many.map((at) => draw(own('sofa', at)))).drawn).toHaveLength(20);
  });

  it('have one key for all sizes of a picture, and another for each pin', () => {
    const url = (size: string) =>
      `https://i.pinimg.com/${size}/97/72/3a/97723a21b3af21cec1c11e11ed3b2dc2.jpg`;
    expect(correctionsKey('1', url('736x'))).toBe(correctionsKey('1', url('originals')));
    expect(correctionsKey('1', url('736x'))).not.toBe(correctionsKey('2', url('736x')));
    expect(correctionsKey(null, url('736x'))).not.toBe(correctionsKey('1', url('736x')));
    expect(correctionsKey(null, 'https://i.pinimg.com/a.jpg')).toContain('a.jpg');
  });
});

function draw(object: DetectedObject): Change {
  return { kind: 'draw', object };
}
