import { EMBEDDING_SIZE } from './embedding.ts';
import { type Calibration, calibrate, probabilityOf, type Scored } from './platt.ts';
import { type Linear, ridgeRegression } from './ridge.ts';

/** A board is learned from this many pins on. */
export const FEWEST_PINS = 12;

/** What a board is told from; fewer would say more of themselves than of the board. */
const FEWEST_OTHERS = 12;

/** Pins of other boards that have a part, and general pictures; more would only take time. */
const MOST_OTHERS = 300;

/** What a model of a board knows. */
export interface BoardModel {
  /** Between the board and all else: what embeddings are seen from. */
  center: Float32Array;
  /** From there the direction of the board, at unit length. */
  direction: Float32Array;
  calibration: Calibration;
  figures: ModelFigures;
}

/** How good a model is, by pictures that it had not seen: each fold judged by the others. */
export interface ModelFigures {
  pins: number;
  others: number;
  /** How often of a pin and another picture the pin has the higher score, in [0, 1]; .5 is chance. */
  auc: number;
  /** The share that is told right, both classes weighing the same, in [0, 1]; .5 is chance. */
  accuracy: number;
}

/** A picture to learn from, in normalised embeddings. */
export interface Described {
  whole: Float32Array;
  /** The mean of the things in it; null where none are known. */
  things: Float32Array | null;
}

/** How far a model is to be trusted, in a word. */
export type Sureness = 'hardly' | 'fairly' | 'very';

/** Folds of the cross-validation. */
const FOLDS = 5;

// Chosen by `npm run eval:boards`.

/** What holds the direction back from details of so few pins. */
const RIDGE = 0.01;

/** The say of other boards grows with their pins: so many weigh as much as all general pictures. */
const EVEN_OTHERS = 2;

/**
 * The share of a class that its things have beside its whole pictures. More helps to find single
 * things and harms in telling scenes.
 */
const THINGS_SHARE = 0.1;

/**
 * Learns a board from few pins: Fisher's discriminant between its pins and other pictures, with a
 * regularised covariance, and a sigmoid that makes of its score a probability, fitted to scores of
 * pictures that had no part in it (five folds), which also give the figures. Pins and all else
 * weigh the same however many there are of each.
 *
 * @param pins of the board
 * @param others pins of other boards
 * @param background general pictures, as normalised embeddings
 * @returns null where there are too few of either
 */
export function learnBoard(
  pins: readonly Described[],
  others: readonly Described[],
  background: readonly Float32Array[],
): BoardModel | null {
  const lesson = lessonOf(
    pins,
    evenly(others, MOST_OTHERS),
    evenly(background, MOST_OTHERS).map((whole) => ({ whole, things: null })),
  );
  const negatives = lesson.samples.length - pins.length;
  if (pins.length < FEWEST_PINS || negatives < FEWEST_OTHERS) return null;
  const { center, direction } = directionOf(lesson, () => true);
  const held = heldOutScores(lesson, direction);
  const calibration = calibrate(held);
  return {
    center,
    direction: unit(direction),
    calibration,
    figures: {
      pins: pins.length,
      others: negatives,
      auc: aucOf(held),
      accuracy: accuracyOf(held, calibration),
    },
  };
}

/** How well a picture fits the board of a model: a probability, .5 being as likely as not. */
export function fitOf(model: BoardModel, embedding: Float32Array): number {
  return probabilityOf(model.calibration, scoreOf(model, embedding));
}

/** How far a model is to be trusted: by how well it tells pins apart, and how many it has seen. */
export function surenessOf({ auc, pins }: ModelFigures): Sureness {
  if (auc >= 0.95 && pins >= 30) return 'very';
  return auc >= 0.85 ? 'fairly' : 'hardly';
}

type Group = 'board' | 'others' | 'background';

interface Sample extends Described {
  group: Group;
  fold: number;
}

/** What is learned from: samples, and each row of their embeddings with the sample that it is of. */
interface Lesson {
  samples: readonly Sample[];
  rows: { values: Float32Array; width: number };
  of: readonly { sample: Sample; isThing: boolean }[];
}

function lessonOf(
  pins: readonly Described[],
  others: readonly Described[],
  background: readonly Described[],
): Lesson {
  const inGroup = (group: Group) => (each: Described, i: number) => ({
    ...each,
    group,
    fold: i % FOLDS,
  });
  const samples: Sample[] = [
    ...pins.map(inGroup('board')),
    ...others.map(inGroup('others')),
    ...background.map(inGroup('background')),
  ];
  const parts = samples.flatMap((sample) => [
    { sample, isThing: false, values: sample.whole },
    ...(sample.things ? [{ sample, isThing: true, values: sample.things }] : []),
  ]);
  const values = new Float32Array(parts.length * EMBEDDING_SIZE);
  for (const [i, part] of parts.entries()) values.set(part.values, i * EMBEDDING_SIZE);
  return { samples, rows: { values, width: EMBEDDING_SIZE }, of: parts };
}

/** The direction by the samples that have a part; `from` is a good guess. */
function directionOf(
  { rows, of }: Lesson,
  hasPart: (sample: Sample) => boolean,
  from?: Float32Array,
): Linear {
  const keyOf = ({ sample, isThing }: Lesson['of'][number]) => `${sample.group} ${isThing}`;
  const counts = new Map<string, number>();
  for (const row of of) {
    if (hasPart(row.sample)) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  }
  const count = (group: Group, isThing = false) => counts.get(`${group} ${isThing}`) ?? 0;
  const say = count('background') === 0 ? 1 : count('others') / (count('others') + EVEN_OTHERS);
  const shares: Record<Group, number> = {
    board: 0.5,
    others: 0.5 * say,
    background: 0.5 * (1 - say),
  };
  const weights = Float32Array.from(of, (row) => {
    const { group } = row.sample;
    if (!hasPart(row.sample)) return 0;
    const things = count(group, true) > 0 ? THINGS_SHARE : 0;
    const share = shares[group] * (row.isThing ? things : 1 - things);
    return share / count(group, row.isThing);
  });
  const targets = Float32Array.from(of, ({ sample }) => (sample.group === 'board' ? 1 : -1));
  return ridgeRegression(rows, weights, targets, RIDGE, from);
}

/** Scores of all samples, each by a direction that it had no part in. */
function heldOutScores(lesson: Lesson, from: Float32Array): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const { center, direction } = directionOf(lesson, (sample) => sample.fold !== fold, from);
    const learned = { center, direction: unit(direction) };
    return lesson.samples
      .filter((sample) => sample.fold === fold)
      .map(({ whole, group }) => ({
        score: scoreOf(learned, whole),
        positive: group === 'board',
      }));
  }).flat();
}

/** The cosine between a picture and the board, both seen from the center; in [-1, 1]. */
function scoreOf({ center, direction }: Linear, embedding: Float32Array): number {
  let product = 0;
  let square = 0;
  for (let i = 0; i < EMBEDDING_SIZE; i++) {
    const value = (embedding[i] ?? 0) - (center[i] ?? 0);
    product += value * (direction[i] ?? 0);
    square += value * value;
  }
  return square === 0 ? 0 : product / Math.sqrt(square);
}

/** At most so many of all, from all over them. */
function evenly<Item>(all: readonly Item[], most: number): readonly Item[] {
  const step = all.length / most;
  return step <= 1
    ? all
    : all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values);
  return length === 0 ? values : values.map((value) => value / length);
}

/** The area under the ROC curve; ties count half. */
export function aucOf(scores: readonly Scored[]): number {
  const positives = scores.filter(({ positive }) => positive);
  const negatives = scores.filter(({ positive }) => !positive);
  if (positives.length === 0 || negatives.length === 0) return 0.5;
  let won = 0;
  for (const { score } of positives) {
    for (const other of negatives) {
      won += score > other.score ? 1 : score === other.score ? 0.5 : 0;
    }
  }
  return won / (positives.length * negatives.length);
}

function accuracyOf(scores: readonly Scored[], calibration: Calibration): number {
  const rightOf = (positive: boolean) => {
    const own = scores.filter((each) => each.positive === positive);
    const right = own.filter(({ score }) => probabilityOf(calibration, score) >= 0.5 === positive);
    return right.length / own.length;
  };
  return (rightOf(true) + rightOf(false)) / 2;
}
