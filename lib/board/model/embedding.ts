import { fromBase64, toBase64 } from '../../base64.ts';

/** Numbers by which MobileNetV2 (alpha 1) describes a picture: its last layer before the classes. */
export const EMBEDDING_SIZE = 1_280;

/** What a quantised number is of the largest. */
const STEPS = 127;

/** An embedding as models of boards use it: at unit length, for only its direction says something. */
export function normalizedEmbedding(values: ArrayLike<number>): Float32Array {
  const numbers = Float32Array.from(values);
  const length = Math.hypot(...numbers);
  return length === 0 ? numbers : numbers.map((value) => value / length);
}

/** An embedding in 1.7 kB of text: a byte a number, the largest of them at the end of the scale. */
export function encodeEmbedding(values: Float32Array): string {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const bytes = Int8Array.from(values, (value) =>
    largest === 0 ? 0 : Math.round((value / largest) * STEPS),
  );
  return toBase64(new Uint8Array(bytes.buffer));
}

/**
 * What {@link encodeEmbedding} wrote, at unit length: the scale is lost, as it is in
 * {@link normalizedEmbedding}. Null where the text is none.
 */
export function decodeEmbedding(text: string): Float32Array | null {
  const bytes = fromBase64(text);
  if (bytes === null || bytes.length !== EMBEDDING_SIZE) return null;
  const values = Float32Array.from(new Int8Array(bytes.buffer));
  const length = Math.hypot(...values);
  return length === 0 ? null : values.map((value) => value / length);
}

/** Numbers as text, each in four bytes, little-endian. */
export function encodeNumbers(values: Float32Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [i, value] of values.entries()) view.setFloat32(i * 4, value, true);
  return toBase64(new Uint8Array(view.buffer));
}

/** What {@link encodeNumbers} wrote; null where the text is not `count` finite numbers. */
export function decodeNumbers(text: string, count: number): Float32Array | null {
  const bytes = fromBase64(text);
  if (bytes === null || bytes.length !== count * 4) return null;
  const view = new DataView(bytes.buffer);
  const values = Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * 4, true));
  return values.every(Number.isFinite) ? values : null;
}
