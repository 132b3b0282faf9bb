/** Turns a score into a probability: 1 / (1 + exp(-(slope · score + offset))). */
export interface Calibration {
  slope: number;
  offset: number;
}

/** A score with the class that it is of. */
export interface Scored {
  score: number;
  positive: boolean;
}

const MOST_STEPS = 100;

/** The gradient below which nothing more is to be gained. */
const FLAT = 1e-7;

/** Added to the Hessian, so that scores that are all the same do no harm. */
const RIDGE = 1e-10;

/**
 * Platt's sigmoid for scores, both classes weighing the same however many there are of each. Fitted
 * by Newton's method with backtracking, on targets that are short of 0 and 1 by what so few scores
 * cannot tell (Platt 1999; Lin, Lin and Weng, "A note on Platt's probabilistic outputs", 2007).
 * Both classes must be there, else everything is as likely as not.
 */
export function calibrate(scores: readonly Scored[]): Calibration {
  const positives = scores.filter(({ positive }) => positive).length;
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0) return { slope: 0, offset: 0 };
  const points = scores.map(({ score, positive }) => ({
    score,
    target: positive ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
    weight: 0.5 / (positive ? positives : negatives),
  }));
  let fit: Calibration = { slope: 0, offset: 0 };
  let loss = lossOf(points, fit);
  for (let step = 0; step < MOST_STEPS; step++) {
    let [gradientSlope, gradientOffset] = [0, 0];
    let [slopeSlope, slopeOffset, offsetOffset] = [RIDGE, 0, RIDGE];
    for (const { score, target, weight } of points) {
      const probability = probabilityOf(fit, score);
      const error = weight * (probability - target);
      gradientSlope += error * score;
      gradientOffset += error;
      const curve = weight * probability * (1 - probability);
      slopeSlope += curve * score * score;
      slopeOffset += curve * score;
      offsetOffset += curve;
    }
    if (Math.max(Math.abs(gradientSlope), Math.abs(gradientOffset)) < FLAT) break;
    const determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
    const bySlope = -(offsetOffset * gradientSlope - slopeOffset * gradientOffset) / determinant;
    const byOffset = -(slopeSlope * gradientOffset - slopeOffset * gradientSlope) / determinant;
    let better: { fit: Calibration; loss: number } | null = null;
    for (let size = 1; size > 1e-10 && !better; size /= 2) {
      const tried = { slope: fit.slope + size * bySlope, offset: fit.offset + size * byOffset };
      const triedLoss = lossOf(points, tried);
      if (triedLoss < loss) better = { fit: tried, loss: triedLoss };
    }
    if (!better) break;
    ({ fit, loss } = better);
  }
  return fit;
}

/** The probability that a score means, in [0, 1]. */
export function probabilityOf({ slope, offset }: Calibration, score: number): number {
  return 1 / (1 + Math.exp(-(slope * score + offset)));
}

/** Cross-entropy, in a form that does not overflow. */
function lossOf(
  points: readonly { score: number; target: number; weight: number }[],
  { slope, offset }: Calibration,
): number {
  return points.reduce((sum, { score, target, weight }) => {
    const x = slope * score + offset;
    return sum + weight * (Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x))));
  }, 0);
}
