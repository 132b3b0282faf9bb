import type { BoundingBox } from '../analysis.ts';
import { areaOf, coverage, intersectionOverUnion } from '../geometry.ts';
import { EVIDENCE_SOURCES, type Evidence } from './evidence.ts';
import { ancestorsOf, areRelated, domainOf, isGeneric, isKindOf } from './vocabulary.ts';

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
  /** What else is true of it, for which the judge may have learnt an offset. */
  traits: readonly string[];
}

/** A candidate needs evidence of at least this probability. */
const MIN_PROBABILITY = 0.12;

/** Two boxes of which one covers this share of the other are of one thing. */
const SAME_PLACE = 0.6;

/** Evidence speaks for a candidate when one's box covers this share of the other's. */
const NEAR = 0.5;

/** Evidence below this does not count as a source that agrees. */
export const AGREES = 0.12;

/** So many regions that say the same are enough. */
const ENOUGH_REGIONS = 4;

/** Names of the features of a candidate; each value is about in [0, 1]. */
export const FEATURES = [
  'bias',
  ...EVIDENCE_SOURCES.flatMap((source) => [
    source,
    `${source}, log odds`,
    `${source}, of a broader word`,
    `${source}, of a related word`,
  ]),
  'further sources that agree',
  'side of its box',
  'area of its box',
  'height of its centre',
  'another thing in its place',
  'regions that say so',
  'deeplab alone',
  'labeler alone',
  'deeplab alone, in a picture of clothes',
  'fashion',
  'fashion, in a picture of clothes',
  'not fashion, in a picture of clothes',
  'home, in a picture of furniture',
  'not home, in a picture of furniture',
  'neither home nor fashion',
] as const;

/**
 * Every thing that some evidence speaks for, each noun once in each place. Words too broad to
 * search for are no candidates, but they support finer ones. What is only said of the whole
 * image is a candidate where no place is known.
 */
export function candidatesFrom(evidence: readonly Evidence[]): Candidate[] {
  const clothes = shownAsWhole(evidence, 'clothing');
  const furniture = shownAsWhole(evidence, 'furniture');
  return seedsOf(evidence).map((seed) => {
    const { noun, box } = seed;
    const near = evidence.filter((piece) => isOfWhole(piece) || coverage(piece.box, box) > NEAR);
    const own = near.filter((piece) => isKindOf(piece.noun, noun));
    const broader = near.filter((piece) => !own.includes(piece) && isKindOf(noun, piece.noun));
    const others = near.filter(
      (piece) => !own.includes(piece) && !broader.includes(piece) && !isGeneric(piece.noun),
    );
    const related = others.filter((piece) => areRelated(piece.noun, noun));
    const rivals = others.filter(
      (piece) =>
        !related.includes(piece) &&
        !isOfWhole(piece) &&
        intersectionOverUnion(piece.box, box) > NEAR,
    );
    const agreeing = EVIDENCE_SOURCES.filter((source) => maxOf(own, source) > AGREES);
    const only = agreeing.length === 1 ? agreeing[0] : null;
    const regions = own.filter(
      ({ source, probability }) => source === 'labeler' && probability > AGREES,
    ).length;
    const domain = domainOf(noun);
    const when = (condition: boolean, value = 1) => (condition ? value : 0);
    return {
      noun,
      box,
      support: own,
      broader,
      features: [
        1,
        ...EVIDENCE_SOURCES.flatMap((source) => {
          const strongest = maxOf(own, source);
          return [strongest, logOdds(strongest), maxOf(broader, source), maxOf(related, source)];
        }),
        Math.max(0, agreeing.length - 1),
        Math.sqrt(areaOf(box)),
        areaOf(box),
        box.y + box.height / 2,
        Math.max(0, ...rivals.map(({ probability }) => probability)),
        Math.min(1, regions / ENOUGH_REGIONS),
        when(only === 'deeplab'),
        when(only === 'labeler'),
        when(only === 'deeplab', clothes),
        when(domain === 'fashion'),
        when(domain === 'fashion', clothes),
        when(domain !== 'fashion', clothes),
        when(domain === 'home', furniture),
        when(domain !== 'home', furniture),
        when(domain !== 'home' && domain !== 'fashion'),
      ],
      traits: [
        `is ${noun}`,
        ...ancestorsOf(noun).map((kind) => `kind of ${kind}`),
        ...agreeing.map((source) => `${source} says ${noun}`),
      ],
    };
  });
}

/** The surest evidence of each noun in each place. */
function seedsOf(evidence: readonly Evidence[]): Evidence[] {
  const located = evidence.filter((piece) => !isOfWhole(piece)).sort(bySureness);
  const ofWhole = evidence.filter(isOfWhole).sort(bySureness);
  const seeds: Evidence[] = [];
  for (const piece of [...located, ...ofWhole]) {
    if (piece.probability < MIN_PROBABILITY || isGeneric(piece.noun)) continue;
    const isKnown = seeds.some(
      ({ noun, box }) =>
        noun === piece.noun && (isOfWhole(piece) || coverage(box, piece.box) > SAME_PLACE),
    );
    if (!isKnown) seeds.push(piece);
  }
  return seeds;
}

function bySureness(a: Evidence, b: Evidence): number {
  return b.probability - a.probability;
}

function isOfWhole({ source }: Evidence): boolean {
  return source.endsWith('-whole');
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

/** Log odds of a probability, shifted and scaled so that no evidence is 0 and certainty about 1. */
function logOdds(probability: number): number {
  if (probability <= 0) return 0;
  const capped = Math.min(probability, 0.995);
  return (Math.log(capped / (1 - capped)) + 3) / 6;
}
