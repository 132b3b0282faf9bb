import type { BoundingBox } from '../analysis.ts';
import { areaOf, coverage } from '../geometry.ts';
import { EVIDENCE_SOURCES, type Evidence } from './evidence.ts';
import { domainOf, isGeneric, isKindOf } from './vocabulary.ts';

/** A thing that may be in the picture, before it is judged. */
export interface Candidate {
  noun: string;
  box: BoundingBox;
  /** The evidence that speaks for it, under its noun or a finer one. */
  support: readonly Evidence[];
  /** Evidence under a broader word: "chair" for an armchair. */
  broader: readonly Evidence[];
  /** What the judge weighs, in the order of FEATURES. */
  features: readonly number[];
}

/** A candidate needs evidence of at least this probability. */
const MIN_PROBABILITY = 0.15;

/** Two boxes of which one covers this share of the other are of one thing. */
const SAME_PLACE = 0.6;

/** Evidence speaks for a candidate when one's box covers this share of the other's. */
const NEAR = 0.5;

/** Evidence below this does not count as a source that agrees. */
export const AGREES = 0.15;

/** Names of the features of a candidate. */
export const FEATURES = [
  'bias',
  ...EVIDENCE_SOURCES.flatMap((source) => [source, `${source}, of a broader word`]),
  'further sources that agree',
  'side of its box',
  'deeplab alone, in a picture of clothes',
  'fashion, in a picture of clothes',
  'not fashion, in a picture of clothes',
  'home, in a picture of furniture',
] as const;

/**
 * Every thing that some evidence speaks for, each noun once in each place. Words too broad to
 * search for are no candidates, but they support finer ones.
 */
export function candidatesFrom(evidence: readonly Evidence[]): Candidate[] {
  const clothes = shownAsWhole(evidence, 'clothing');
  const furniture = shownAsWhole(evidence, 'furniture');
  const seeds: Evidence[] = [];
  for (const piece of [...evidence].sort((a, b) => b.probability - a.probability)) {
    if (piece.probability < MIN_PROBABILITY || isGeneric(piece.noun)) continue;
    const isKnown = seeds.some(
      (seed) => seed.noun === piece.noun && coverage(seed.box, piece.box) > SAME_PLACE,
    );
    if (!isKnown) seeds.push(piece);
  }
  return seeds.map(({ noun, box, source }) => {
    const near = evidence.filter(
      (piece) => piece.source.endsWith('-whole') || coverage(piece.box, box) > NEAR,
    );
    const own = near.filter((piece) => isKindOf(piece.noun, noun));
    const broader = near.filter((piece) => !own.includes(piece) && isKindOf(noun, piece.noun));
    const strongest = EVIDENCE_SOURCES.map((of) => [maxOf(own, of), maxOf(broader, of)] as const);
    const agreeing = strongest.filter(([probability]) => probability > AGREES).length;
    const domain = domainOf(noun);
    return {
      noun,
      box,
      support: own,
      broader,
      features: [
        1,
        ...strongest.flat(),
        Math.max(0, agreeing - 1),
        Math.sqrt(areaOf(box)),
        source === 'deeplab' && agreeing === 1 ? clothes : 0,
        domain === 'fashion' ? clothes : 0,
        domain === 'fashion' ? 0 : clothes,
        domain === 'home' ? furniture : 0,
      ],
    };
  });
}

function shownAsWhole(evidence: readonly Evidence[], noun: string): number {
  return maxOf(
    evidence.filter((piece) => piece.noun === noun),
    'labeler-whole',
  );
}

function maxOf(evidence: readonly Evidence[], source: Evidence['source']): number {
  return Math.max(
    0,
    ...evidence.filter((piece) => piece.source === source).map(({ probability }) => probability),
  );
}
