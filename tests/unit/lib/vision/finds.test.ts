import { describe, expect, it } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import { findsAmong } from '../../../../lib/vision/finds.ts';
import type { Judged } from '../../../../lib/vision/judge.ts';
import { SCENES } from '../../../../lib/vision/scene.ts';
import { LEFT, RIGHT } from '../../support/evidence.ts';

const likely = (noun: string, score: number, box: BoundingBox = LEFT): Judged => ({
  candidate: { noun, box, support: [], broader: [], features: [], traits: [] },
  score,
});

describe('findsAmong', () => {
  it('finds what reaches the threshold, the surest first', () => {
    const ranked = [likely('vase', 0.9), likely('clock', 0.6, RIGHT), likely('rug', 0.3)];
    expect(findsAmong(ranked, null, 0.5)).toEqual([
      { label: 'vase', score: 0.9, box: LEFT, sources: [] },
      { label: 'clock', score: 0.6, box: RIGHT, sources: [] },
    ]);
    expect(findsAmong([], null, 0.5)).toEqual([]);
  });

  it('finds a thing under its finest word', () => {
    const ranked = [likely('chair', 0.9), likely('recliner', 0.7)];
    expect(findsAmong(ranked, null, 0.5).map(({ label }) => label)).toEqual(['recliner']);
  });

  it('tells kinds by the scene and by what is around, be it no find', () => {
    const chair = [likely('chair', 0.9)];
    expect(findsAmong(chair, 'bedroom', 0.5)).toMatchObject([{ label: 'armchair' }]);
    const atTable = [...chair, likely('dining table', 0.45, RIGHT)];
    expect(findsAmong(atTable, null, 0.5)).toMatchObject([{ label: 'dining chair' }]);
  });

  it('finds once what two words turn out to mean alike', () => {
    const sofa = likely('sofa', 0.9, { x: 0, y: 0.3, width: 1, height: 0.4 });
    const one = { x: 0.2, y: 0.6, width: 0.4, height: 0.3 };
    // Overlaps the other by 0.58: for two words, two things may be there; for one word, one.
    const other = { ...one, x: 0.3063 };
    const ranked = [sofa, likely('coffee table', 0.8, one), likely('desk', 0.7, other)];
    expect(findsAmong(ranked, 'living room', 0.5).map(({ label }) => label)).toEqual([
      'sofa',
      'coffee table',
    ]);
  });

  it('finds nothing in a drawing, however sure', () => {
    const ranked = [likely('vase', 1), likely('dress', 1, RIGHT)];
    for (const scene of [null, ...SCENES]) {
      expect(findsAmong(ranked, scene, 0.5), String(scene)).toHaveLength(
        scene === 'graphic' ? 0 : 2,
      );
    }
  });

  it('must be surer of things for the home under the sky, and of no others', () => {
    const ranked = [
      likely('vase', 0.75),
      likely('rug', 0.74, RIGHT),
      likely('dress', 0.6, { x: 0.4, y: 0, width: 0.1, height: 1 }),
    ];
    const labels = (scene: 'outdoor' | 'living room') =>
      findsAmong(ranked, scene, 0.5).map(({ label }) => label);
    expect(labels('outdoor')).toEqual(['vase', 'dress']);
    expect(labels('living room')).toEqual(['vase', 'rug', 'dress']);
  });
});
