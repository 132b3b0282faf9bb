/** Rows of numbers, one after another, each of `width`. */
export interface Rows {
  values: Float32Array;
  width: number;
}

/** A straight function of a row: the product of `direction` and the row seen from `center`. */
export interface Linear {
  center: Float32Array;
  direction: Float32Array;
}

const MOST_STEPS = 60;

/** The residual, as a share of the first, at which a direction is good enough. */
const NEAR = 1e-3;

/**
 * Weighted ridge regression: the direction `d` with the least
 * Σ weight · (target − d · (row − center))² + ridge · |d|², targets seen from their mean, too.
 * On two classes this is Fisher's discriminant with a regularised covariance. Solved by conjugate
 * gradients (Hestenes and Stiefel 1952), which never makes the matrix.
 *
 * @param weights one a row, together 1; rows of weight 0 have no part
 * @param from where to begin: the direction for nearly the same rows
 */
export function ridgeRegression(
  rows: Rows,
  weights: Float32Array,
  targets: Float32Array,
  ridge: number,
  from?: Float32Array,
): Linear {
  const { width } = rows;
  const center = transposed(rows, weights);
  const mean = dot(weights, targets);
  /** The left side: each row's weighted say, centred, back in the rows' own numbers. */
  const curved = (direction: Float32Array): Float32Array => {
    const offset = dot(center, direction);
    const said = times(rows, direction, weights);
    for (const [i, weight] of weights.entries()) said[i] = weight * ((said[i] ?? 0) - offset);
    const result = centred(said);
    for (let j = 0; j < width; j++) result[j] = (result[j] ?? 0) + ridge * (direction[j] ?? 0);
    return result;
  };
  const centred = (said: Float32Array): Float32Array => {
    const sum = said.reduce((total, value) => total + value, 0);
    const result = transposed(rows, said);
    for (let j = 0; j < width; j++) result[j] = (result[j] ?? 0) - sum * (center[j] ?? 0);
    return result;
  };

  const right = centred(weights.map((weight, i) => weight * ((targets[i] ?? 0) - mean)));
  const enough = dot(right, right) * NEAR ** 2;
  const direction = from?.slice() ?? new Float32Array(width);
  const residual = right;
  if (from) addTo(residual, curved(direction), -1);
  const search = residual.slice();
  let error = dot(residual, residual);
  for (let step = 0; step < MOST_STEPS && error > enough; step++) {
    const along = curved(search);
    const size = error / dot(search, along);
    addTo(direction, search, size);
    addTo(residual, along, -size);
    const next = dot(residual, residual);
    for (let j = 0; j < width; j++) {
      search[j] = (residual[j] ?? 0) + (next / error) * (search[j] ?? 0);
    }
    error = next;
  }
  return { center, direction };
}

/** The product of each row that has weight with a vector. */
function times({ values, width }: Rows, vector: Float32Array, weights: Float32Array) {
  const result = new Float32Array(weights.length);
  for (let i = 0; i < result.length; i++) {
    if (weights[i] === 0) continue;
    let sum = 0;
    for (let j = 0, at = i * width; j < width; j++, at++) {
      sum += (values[at] ?? 0) * (vector[j] ?? 0);
    }
    result[i] = sum;
  }
  return result;
}

/** The sum of all rows, each times its factor. */
function transposed({ values, width }: Rows, factors: Float32Array): Float32Array {
  const sum = new Float32Array(width);
  for (const [i, factor] of factors.entries()) {
    if (factor === 0) continue;
    for (let j = 0, at = i * width; j < width; j++, at++) {
      sum[j] = (sum[j] ?? 0) + factor * (values[at] ?? 0);
    }
  }
  return sum;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addTo(sum: Float32Array, part: Float32Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + factor * (part[i] ?? 0);
}
