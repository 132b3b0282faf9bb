import {
  EMBEDDING_SIZE,
  encodeEmbedding,
  normalizedEmbedding,
} from '../../../lib/board/model/embedding.ts';

/** Numbers in [0, 1) that are the same every time (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Embeddings of pictures of a kind: the features from `from` on are stronger by `strength`. */
export function pictures(
  count: number,
  from: number,
  strength: number,
  seed: number,
): Float32Array[] {
  const next = random(seed);
  return Array.from({ length: count }, () =>
    normalizedEmbedding(
      Float32Array.from(
        { length: EMBEDDING_SIZE },
        (_, i) => next() ** 3 + (i >= from && i < from + 100 ? strength * next() : 0),
      ),
    ),
  );
}

/** The same as text. */
export function encodedPictures(...args: Parameters<typeof pictures>): string[] {
  return pictures(...args).map(encodeEmbedding);
}
