import { EMBEDDING_SIZE } from './embedding.ts';
import { type Calibration, calibrate, probabilityOf, type Scored } from './platt.ts';

/** A board is learned from this many pins on. */
export const FEWEST_PINS = 12;

/** What a board is told from; fewer would say more of themselves than of the board. */
const FEWEST_OTHERS = 12;

/** What a model of a board knows. */
export interface BoardModel {
  /** The middle between the board and all else, which embeddings are seen from. */
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

/** How far a model is to be trusted, in a word. */
export type Sureness = 'hardly' | 'fairly' | 'very';

/** Folds of the cross-validation. */
const FOLDS = 5;

/**
 * Learns a board: nearest class mean over embeddings, of which few pins are enough (Mensink et al.,
 * "Distance-based image classification", 2013), and a sigmoid that makes of its score a
 * probability, fitted to scores of pictures that the mean was made without.
 *
 * @param pins normalised embeddings of the board's pins
 * @param others the same of other pictures
 * @returns null where there are too few of either
 */
export function learnBoard(
  pins: readonly Float32Array[],
  others: readonly Float32Array[],
): BoardModel | null {
  if (pins.length < FEWEST_PINS || others.length < FEWEST_OTHERS) return null;
  const held = heldOutScores(pins, others);
  const calibration = calibrate(held);
  return {
    ...directionOf(pins, others),
    calibration,
    figures: {
      pins: pins.length,
      others: others.length,
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

type Direction = Pick<BoardModel, 'center' | 'direction'>;

/** Scores of all pictures, each by means that it had no part in. */
function heldOutScores(pins: readonly Float32Array[], others: readonly Float32Array[]): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isIn = (_each: Float32Array, i: number) => i % FOLDS === fold;
    const isOut = (each: Float32Array, i: number) => !isIn(each, i);
    const learned = directionOf(pins.filter(isOut), others.filter(isOut));
    const scored = (positive: boolean) => (each: Float32Array) => ({
      score: scoreOf(learned, each),
      positive,
    });
    return [...pins.filter(isIn).map(scored(true)), ...others.filter(isIn).map(scored(false))];
  }).flat();
}

function directionOf(pins: readonly Float32Array[], others: readonly Float32Array[]): Direction {
  const [own, other] = [meanOf(pins), meanOf(others)];
  const center = own.map((value, i) => (value + (other[i] ?? 0)) / 2);
  return { center, direction: unit(own.map((value, i) => value - (other[i] ?? 0))) };
}

/** The cosine between a picture and the board, both seen from the center; in [-1, 1]. */
function scoreOf({ center, direction }: Direction, embedding: Float32Array): number {
  let product = 0;
  let square = 0;
  for (let i = 0; i < EMBEDDING_SIZE; i++) {
    const value = (embedding[i] ?? 0) - (center[i] ?? 0);
    product += value * (direction[i] ?? 0);
    square += value * value;
  }
  return square === 0 ? 0 : product / Math.sqrt(square);
}

function meanOf(all: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(EMBEDDING_SIZE);
  for (const each of all)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (each[i] ?? 0);
  return sum.map((value) => value / all.length);
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
