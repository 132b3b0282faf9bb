import { type Candidate, FEATURES } from '../../lib/vision/candidates.ts';
import { EVIDENCE_SOURCES } from '../../lib/vision/evidence.ts';
import { findsAmong } from '../../lib/vision/finds.ts';
import { type Fusion, type Judged, rank } from '../../lib/vision/judge.ts';
import { areRelated } from '../../lib/vision/vocabulary.ts';
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

/** Ridge penalties: few photos, many features, more traits. */
const FEATURE_PENALTY = 0.003;
const TRAIT_PENALTY = 0.012;

/** Gradient descent by Adam (Kingma & Ba 2015), its rate falling to nothing. */
const STEPS = 400;
const RATE = 0.15;
const MOMENTUM = 0.9;
const DECAY = 0.99;

/** Offsets below this change no find and are left out. */
const MIN_OFFSET = 0.04;

const THRESHOLDS = Array.from({ length: 25 }, (_, i) => Number((0.2 + i * 0.025).toFixed(3)));

/** False finds allowed on a photo with nothing to shop, on average. */
const MAX_FALSE_PER_EMPTY = 0.25;

/** F1s that differ by no more are alike: other folds would put them in another order. */
const HARDLY_WORSE = 0.005;

/** As likely as not. */
const EVEN = 0.5;

/** Parts of the cross-validation. */
const FOLDS = 5;

/**
 * Fits a logistic regression. Its threshold is the one with the best lenient F1 on photos that it
 * was not fitted to, by cross-validation: offsets of single nouns make it too sure of its own. The
 * F1 is the mean of that for the main things and that for all things, since shoppers want both.
 * A half-right word counts as half a yes. Thresholds that see more things than allowed on photos
 * with nothing to shop are passed over, and of those that are about as good the highest is taken:
 * a wrong find costs more trust than a missing one.
 */
export function fitFusion(lessons: readonly Lesson[]): Fusion {
  const judged = Array.from({ length: FOLDS }, (_, fold) => {
    const isHeldOut = (i: number) => i % FOLDS === fold;
    const fusion = regression(lessons.filter((_, i) => !isHeldOut(i)));
    return lessons
      .filter((_, i) => isHeldOut(i))
      .map(({ item, candidates }) => ({ item, ranked: rank(candidates, fusion) }));
  }).flat();
  const scored = THRESHOLDS.map((threshold) => ({ threshold, ...outcomeAt(threshold, judged) }));
  const sober = scored.filter(({ falsePerEmpty }) => falsePerEmpty <= MAX_FALSE_PER_EMPTY);
  const allowed = sober.length > 0 ? sober : scored.slice(-1);
  const best = Math.max(...allowed.map(({ f1 }) => f1));
  const asGood = allowed.filter(({ f1 }) => f1 >= best - HARDLY_WORSE);
  return { ...regression(lessons), threshold: Math.max(...asGood.map((one) => one.threshold)) };
}

function regression(lessons: readonly Lesson[]): Fusion {
  const columns = new Map<string, number>();
  const rows = lessons.flatMap(({ item, candidates }) =>
    candidates.map(({ noun, features, traits }) => {
      for (const trait of traits) {
        if (!columns.has(trait)) columns.set(trait, FEATURES.length + columns.size);
      }
      const set = traits.map((trait) => columns.get(trait) ?? 0);
      return { features, set, truth: truthOf(noun, item) };
    }),
  );
  const count = FEATURES.length + columns.size;
  const priors = Float64Array.from({ length: count }, (_, i) => priorOf(i));
  const weights = Float64Array.from(priors);
  const gradient = new Float64Array(count);
  const mean = new Float64Array(count);
  const square = new Float64Array(count);
  for (let step = 1; step <= STEPS; step++) {
    gradient.fill(0);
    for (const { features, set, truth } of rows) {
      let sum = 0;
      for (let i = 0; i < features.length; i++) sum += (features[i] ?? 0) * (weights[i] ?? 0);
      for (const i of set) sum += weights[i] ?? 0;
      const error = (1 / (1 + Math.exp(-sum)) - truth) / rows.length;
      for (let i = 0; i < features.length; i++) {
        gradient[i] = (gradient[i] ?? 0) + error * (features[i] ?? 0);
      }
      for (const i of set) gradient[i] = (gradient[i] ?? 0) + error;
    }
    const rate = RATE * (1 - step / STEPS);
    for (let i = 0; i < count; i++) {
      // The first feature is the bias, which is not shrunk.
      const penalty = i === 0 ? 0 : i < FEATURES.length ? FEATURE_PENALTY : TRAIT_PENALTY;
      const weight = weights[i] ?? 0;
      const slope = (gradient[i] ?? 0) + penalty * (weight - (priors[i] ?? 0));
      mean[i] = MOMENTUM * (mean[i] ?? 0) + (1 - MOMENTUM) * slope;
      square[i] = DECAY * (square[i] ?? 0) + (1 - DECAY) * slope ** 2;
      const direction = (mean[i] ?? 0) / (1 - MOMENTUM ** step);
      const size = Math.sqrt((square[i] ?? 0) / (1 - DECAY ** step)) + 1e-8;
      weights[i] = weight - (rate * direction) / size;
    }
  }
  const digits = (value: number | undefined) => Number((value ?? 0).toFixed(3));
  return {
    threshold: EVEN,
    weights: Object.fromEntries(FEATURES.map((name, i) => [name, digits(weights[i])])),
    offsets: Object.fromEntries(
      [...columns]
        .map(([trait, i]) => [trait, digits(weights[i])] as const)
        .filter(([, offset]) => Math.abs(offset) >= MIN_OFFSET)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

function outcomeAt(
  threshold: number,
  photos: readonly { item: DevItem; ranked: readonly Judged[] }[],
): { f1: number; falsePerEmpty: number } {
  const tallyOf = (wanted: (item: DevItem) => DevItem) =>
    photos
      .map(({ item, ranked }) => {
        const found = findsAmong(ranked, item.scene, threshold);
        return scoreImage(
          wanted(item),
          found.map((object) => ({ ...object, colors: [], material: null })),
        );
      })
      .reduce(addTallies, EMPTY_TALLY);
  const main = tallyOf((item) => item);
  const all = tallyOf(withMinorThings);
  return {
    f1: (ratesOf(main, main.lenient).f1 + ratesOf(all, all.lenient).f1) / 2,
    falsePerEmpty: main.falseOnEmpty / Math.max(1, main.emptyImages),
  };
}

/** A photo of which the minor things are wanted too, but not other words for the main ones. */
function withMinorThings(item: DevItem): DevItem {
  const objects = [...item.objects];
  for (const noun of item.alsoRight) {
    if (!objects.some((known) => areRelated(known.noun, noun))) objects.push({ noun });
  }
  return { ...item, objects };
}

function truthOf(noun: string, { objects, alsoRight }: DevItem): number {
  const right = [...objects.map((object) => object.noun), ...alsoRight];
  return Math.max(0, ...right.map((wanted) => creditFor(noun, wanted)));
}

/** Where a weight is pulled to: towards believing the models. */
function priorOf(column: number): number {
  const name = FEATURES[column] ?? '';
  if (EVIDENCE_SOURCES.some((source) => source === name)) return PRIOR_OF_OWN;
  return name.endsWith('of a broader word') ? PRIOR_OF_BROADER : 0;
}
