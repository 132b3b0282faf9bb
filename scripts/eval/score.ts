import type { DetectedObject } from '../../lib/analysis.ts';
import { isKindOf } from '../../lib/vision/vocabulary.ts';
import type { DevItem } from './devset.ts';

/** Sums over images, from which the rates follow. Credits may be halves. */
export interface Tally {
  images: number;
  predicted: number;
  wanted: number;
  lenient: number;
  strict: number;
  colorsAsked: number;
  colorsRight: number;
  emptyImages: number;
  falseOnEmpty: number;
  /** What the first answers are worth for the first thing wanted. */
  mainFirst: number;
}

export const EMPTY_TALLY: Tally = {
  images: 0,
  predicted: 0,
  wanted: 0,
  lenient: 0,
  strict: 0,
  colorsAsked: 0,
  colorsRight: 0,
  emptyImages: 0,
  falseOnEmpty: 0,
  mainFirst: 0,
};

/** Precision, recall and F1 of credits. */
export interface Rates {
  precision: number;
  recall: number;
  f1: number;
}

/** What one answer is worth for one wanted noun: too general counts half, finer counts whole. */
export function creditFor(answer: string, wanted: string): number {
  if (isKindOf(answer, wanted)) return 1;
  return isKindOf(wanted, answer) ? 0.5 : 0;
}

/**
 * Scores the objects found in an image against its labels, as sets of nouns. An answer that
 * matches only `alsoRight` counts neither way.
 */
export function scoreImage(item: DevItem, found: readonly DetectedObject[]): Tally {
  const answers = [...new Map(found.map((object) => [object.label, object])).values()];
  const open = new Set(item.objects);
  let lenient = 0;
  let strict = 0;
  let predicted = 0;
  let colorsAsked = 0;
  let colorsRight = 0;
  const byCredit = answers
    .map((answer) => ({ answer, best: bestCredit(answer.label, open) }))
    .sort((a, b) => b.best - a.best);
  for (const { answer } of byCredit) {
    const [wanted, credit] = bestOpen(answer.label, open);
    if (wanted && credit > 0) {
      open.delete(wanted);
      predicted++;
      lenient += credit;
      strict += credit === 1 ? 1 : 0;
      if (wanted.family) {
        colorsAsked++;
        // The truth of a thing found several times is any of its instances'.
        const families = found
          .filter((o) => o.label === answer.label)
          .map((o) => o.colors[0]?.family);
        if (families.includes(wanted.family)) colorsRight++;
      }
    } else if (!isAlsoRight(item, answer.label)) {
      predicted++;
    }
  }
  const isEmpty = item.objects.length === 0;
  const [first] = found;
  const [main] = item.objects;
  return {
    images: 1,
    predicted,
    wanted: item.objects.length,
    lenient,
    strict,
    colorsAsked,
    colorsRight,
    emptyImages: isEmpty ? 1 : 0,
    falseOnEmpty: isEmpty ? predicted : 0,
    mainFirst: first && main ? creditFor(first.label, main.noun) : 0,
  };
}

export function addTallies(a: Tally, b: Tally): Tally {
  const keys = Object.keys(a) as (keyof Tally)[];
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as unknown as Tally;
}

export function ratesOf({ predicted, wanted }: Tally, credit: number): Rates {
  const precision = predicted === 0 ? 0 : credit / predicted;
  const recall = wanted === 0 ? 0 : credit / wanted;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

type Wanted = DevItem['objects'][number];

function bestOpen(answer: string, open: ReadonlySet<Wanted>): [Wanted | null, number] {
  let best: [Wanted | null, number] = [null, 0];
  for (const wanted of open) {
    const credit = creditFor(answer, wanted.noun);
    if (credit > best[1]) best = [wanted, credit];
  }
  return best;
}

function bestCredit(answer: string, open: ReadonlySet<Wanted>): number {
  return bestOpen(answer, open)[1];
}

/** Also right: a noun of the list, one of its kinds, or a second word for something wanted. */
function isAlsoRight(item: DevItem, answer: string): boolean {
  const right = [...item.alsoRight, ...item.objects.map(({ noun }) => noun)];
  return right.some((noun) => creditFor(answer, noun) > 0);
}
