import type { Candidate } from '../../lib/vision/candidates.ts';
import { FEATURES } from '../../lib/vision/candidates.ts';
import { EVIDENCE_SOURCES } from '../../lib/vision/evidence.ts';
import { type Fusion, judge } from '../../lib/vision/judge.ts';
import type { DevItem } from './devset.ts';
import { addTallies, creditFor, EMPTY_TALLY, ratesOf, scoreImage } from './score.ts';

/** What a model says for a thing counts for it, until the photos say otherwise. */
const PRIOR_OF_OWN = 1;
const PRIOR_OF_BROADER = 0.4;

/** A labelled photo and what may be in it. */
export interface Lesson {
  item: DevItem;
  candidates: readonly Candidate[];
}

/** Ridge penalty: few photos, many features. */
const PENALTY = 0.02;
const STEPS = 2_500;
const RATE = 1.5;

const THRESHOLDS = Array.from({ length: 25 }, (_, i) => 0.2 + i * 0.025);

/**
 * Fits a logistic regression by gradient descent, then takes the threshold with the best
 * lenient F1 on the same photos. A half-right word counts as half a yes.
 */
export function fitFusion(lessons: readonly Lesson[]): Fusion {
  const rows = lessons.flatMap(({ item, candidates }) =>
    candidates.map(({ noun, features }) => ({ features, truth: truthOf(noun, item) })),
  );
  const weights = new Array<number>(FEATURES.length).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Array<number>(FEATURES.length).fill(0);
    for (const { features, truth } of rows) {
      const sum = features.reduce((total, value, i) => total + value * (weights[i] ?? 0), 0);
      const error = 1 / (1 + Math.exp(-sum)) - truth;
      for (const [i, value] of features.entries()) {
        gradient[i] = (gradient[i] ?? 0) + error * value;
      }
    }
    for (const [i, slope] of gradient.entries()) {
      const weight = weights[i] ?? 0;
      // The first feature is the bias, which is not shrunk.
      weights[i] =
        weight - RATE * (slope / rows.length + (i === 0 ? 0 : PENALTY * (weight - priorOf(i))));
    }
  }
  const named = Object.fromEntries(
    FEATURES.map((name, i) => [name, Number((weights[i] ?? 0).toFixed(3))]),
  );
  const fusions = THRESHOLDS.map((threshold) => ({
    weights: named,
    threshold: Number(threshold.toFixed(3)),
  }));
  return fusions.reduce((best, fusion) =>
    lenientF1(lessons, fusion) > lenientF1(lessons, best) ? fusion : best,
  );
}

function lenientF1(lessons: readonly Lesson[], fusion: Fusion): number {
  const tally = lessons
    .map(({ item, candidates }) => {
      const found = judge(candidates, fusion);
      return scoreImage(
        item,
        found.map((object) => ({ ...object, colors: [], material: null })),
      );
    })
    .reduce(addTallies, EMPTY_TALLY);
  return ratesOf(tally, tally.lenient).f1;
}

function truthOf(noun: string, { objects, alsoRight }: DevItem): number {
  const right = [...objects.map((object) => object.noun), ...alsoRight];
  return Math.max(0, ...right.map((wanted) => creditFor(noun, wanted)));
}

/** Where a weight is pulled to: towards believing the models. */
function priorOf(feature: number): number {
  const name = FEATURES[feature] ?? '';
  if (EVIDENCE_SOURCES.some((source) => source === name)) return PRIOR_OF_OWN;
  return name.endsWith('of a broader word') ? PRIOR_OF_BROADER : 0;
}
