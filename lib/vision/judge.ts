import * as v from 'valibot';
import fusion from '../../assets/fusion.json' with { type: 'json' };
import type { BoundingBox } from '../analysis.ts';
import { coverage, intersectionOverUnion } from '../geometry.ts';
import { AGREES, type Candidate, FEATURES } from './candidates.ts';
import type { EvidenceSource } from './evidence.ts';
import type { NamedObject } from './fusion.ts';
import { isKindOf } from './vocabulary.ts';

/** A logistic regression over a candidate's features, made by `npm run train`. */
export const FusionSchema = v.object({
  weights: v.record(v.string(), v.number()),
  /** Probability from which a candidate is a find. */
  threshold: v.number(),
});
export type Fusion = v.InferOutput<typeof FusionSchema>;

const SHIPPED: Fusion = v.parse(FusionSchema, fusion);

/** Two finds that overlap more than this are one thing under two names. */
const ONE_THING_IOU = 0.6;

/** A broader word goes when a finer one covers this share of its place. */
const SAME_PLACE = 0.5;

/** A model must be this sure of a finer word before the broader one goes. */
const SPECIFIC_ENOUGH = 0.35;

/** And the finer word as a whole must be this likely, measured by the broader one. */
const LIKELY_ENOUGH = 0.6;

/** Sources in the order in which their boxes fit. */
const BEST_BOXES: readonly EvidenceSource[] = ['coco-ssd', 'labeler', 'deeplab'];

/** The probability that a candidate is in the picture. */
export function probabilityOf({ features }: Candidate, { weights }: Fusion = SHIPPED): number {
  const sum = FEATURES.reduce(
    (total, name, i) => total + (weights[name] ?? 0) * (features[i] ?? 0),
    0,
  );
  return 1 / (1 + Math.exp(-sum));
}

/** The candidates that are finds: one for each thing, under its finest word; surest first. */
export function judge(candidates: readonly Candidate[], model: Fusion = SHIPPED): NamedObject[] {
  const likely = candidates
    .map((candidate) => ({ candidate, score: probabilityOf(candidate, model) }))
    .filter(({ score }) => score >= model.threshold)
    .map(({ candidate, score }) => ({
      label: candidate.noun,
      score,
      box: boxOf(candidate),
      sources: modelsOf(candidate),
      certainty: Math.max(0, ...candidate.support.map(({ probability }) => probability)),
    }))
    .sort((a, b) => b.score - a.score);
  const finest = likely.filter(
    ({ label, box, score }) =>
      !likely.some(
        (other) =>
          other.label !== label &&
          isKindOf(other.label, label) &&
          other.certainty >= SPECIFIC_ENOUGH &&
          other.score >= score * LIKELY_ENOUGH &&
          coverage(other.box, box) > SAME_PLACE,
      ),
  );
  return finest
    .filter(
      ({ box }, i) =>
        !finest.slice(0, i).some((surer) => intersectionOverUnion(surer.box, box) > ONE_THING_IOU),
    )
    .map(({ certainty: _, ...found }) => found);
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
  return [...new Set(agreeing.map(({ source }) => source.replace(/-whole$/, '')))];
}
