import * as v from 'valibot';
import fusion from '../../assets/fusion.json' with { type: 'json' };
import type { BoundingBox } from '../analysis.ts';
import { coverage, intersectionOverUnion } from '../geometry.ts';
import { AGREES, type Candidate, FEATURES } from './candidates.ts';
import type { EvidenceSource } from './evidence.ts';
import type { NamedObject } from './fusion.ts';
import { areRelated, isKindOf } from './vocabulary.ts';

/** A logistic regression over a candidate's features and traits, made by `npm run train`. */
export const FusionSchema = v.object({
  /** By name of the feature. */
  weights: v.record(v.string(), v.number()),
  /** By trait; what is not there counts nothing. */
  offsets: v.record(v.string(), v.number()),
  /** Probability from which a candidate is a find. */
  threshold: v.number(),
});
export type Fusion = v.InferOutput<typeof FusionSchema>;

/** The weights that ship. */
export const SHIPPED_FUSION: Fusion = v.parse(FusionSchema, fusion);

/** A candidate with its probability. */
export interface Judged {
  candidate: Candidate;
  score: number;
}

/** Two finds of related nouns that overlap more than this are one thing under two names. */
const ONE_THING_IOU = 0.6;

/** So are two of unrelated nouns that overlap more than this, when one is clearly surer. */
const ONE_PLACE_IOU = 0.8;
const CLEARLY_SURER = 1.15;

/** Two finds that overlap more than this contest one place; less than the second, they have two. */
const CONTESTED_IOU = 0.7;
const ELSEWHERE_IOU = 0.4;
const NEARLY_AS_SURE = 0.7;

/** A broader word goes when a finer one covers this share of its place. */
const SAME_PLACE = 0.5;

/** The finer word must be this likely, measured by the broader one. */
const LIKELY_ENOUGH = 0.6;

/** Sources in the order in which their boxes fit. */
const BEST_BOXES: readonly EvidenceSource[] = ['coco-ssd', 'labeler', 'deeplab'];

/** The probability that a candidate is in the picture. */
export function probabilityOf(
  { features, traits }: Candidate,
  { weights, offsets }: Fusion = SHIPPED_FUSION,
): number {
  const weighed = FEATURES.reduce(
    (total, name, i) => total + (weights[name] ?? 0) * (features[i] ?? 0),
    0,
  );
  const sum = traits.reduce((total, trait) => total + (offsets[trait] ?? 0), weighed);
  return 1 / (1 + Math.exp(-sum));
}

/** The candidates with their probabilities, the likeliest first. */
export function rank(candidates: readonly Candidate[], model: Fusion = SHIPPED_FUSION): Judged[] {
  return candidates
    .map((candidate) => ({ candidate, score: probabilityOf(candidate, model) }))
    .sort((a, b) => b.score - a.score);
}

/** The likely candidates that are finds: one for each thing, under its finest word; surest first. */
export function judge(
  ranked: readonly Judged[],
  threshold: number = SHIPPED_FUSION.threshold,
): NamedObject[] {
  const likely = ranked
    .filter(({ score }) => score >= threshold)
    .map(({ candidate, score }) => ({
      label: candidate.noun,
      score,
      box: boxOf(candidate),
      sources: modelsOf(candidate),
    }));
  const finest = likely.filter(
    ({ label, box, score }) =>
      !likely.some(
        (other) =>
          other.label !== label &&
          isKindOf(other.label, label) &&
          other.score >= score * LIKELY_ENOUGH &&
          coverage(other.box, box) > SAME_PLACE,
      ),
  );
  const kept: NamedObject[] = [];
  for (const one of finest.filter((find) => !isBetterElsewhere(find, finest))) {
    const isKnown = kept.some((surer) => {
      const overlap = intersectionOverUnion(surer.box, one.box);
      return areRelated(surer.label, one.label)
        ? overlap > ONE_THING_IOU
        : overlap > ONE_PLACE_IOU && surer.score > one.score * CLEARLY_SURER;
    });
    if (!isKnown) kept.push(one);
  }
  return kept;
}

/**
 * Whether a word has strayed: the region of a sofa shows the table before it as well, and is called
 * both. Where the table has a place of its own, the sofa's is left to the sofa.
 */
function isBetterElsewhere(one: NamedObject, finds: readonly NamedObject[]): boolean {
  const hasRival = ({ label, box, score }: NamedObject) =>
    finds.some(
      (other) =>
        !areRelated(other.label, label) &&
        intersectionOverUnion(other.box, box) > CONTESTED_IOU &&
        other.score >= score * NEARLY_AS_SURE,
    );
  const hasTwin = () =>
    finds.some(
      (other) =>
        areRelated(other.label, one.label) &&
        other.score >= one.score * NEARLY_AS_SURE &&
        intersectionOverUnion(other.box, one.box) < ELSEWHERE_IOU &&
        !hasRival(other),
    );
  return hasRival(one) && hasTwin();
}

/** The box of the best localised evidence for a candidate. */
function boxOf({ box, support, broader }: Candidate): BoundingBox {
  for (const source of BEST_BOXES) {
    const [best] = [...support, ...broader]
      .filter((piece) => piece.source === source && coverage(piece.box, box) > SAME_PLACE)
      .sort((a, b) => b.probability - a.probability);
    if (best) return best.box;
  }
  return box;
}

/** The models that agree on a candidate, each once. */
function modelsOf({ support, broader }: Candidate): string[] {
  const agreeing = [...support, ...broader].filter(({ probability }) => probability > AGREES);
  return [...new Set(agreeing.map(({ source }) => source.replace(/-(whole|person)$/, '')))];
}
