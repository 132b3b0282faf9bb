import type { Analysis } from '../../analysis.ts';
import type { Described } from './board-model.ts';
import { decodeEmbedding, normalizedEmbedding } from './embedding.ts';

/** A picture as boards are learned from it; null where it was never described in numbers. */
export function describedOf({
  embedding,
  findEmbeddings = [],
}: Pick<Analysis, 'embedding' | 'findEmbeddings'>): Described | null {
  const whole = embedding === null ? null : decodeEmbedding(embedding);
  if (!whole) return null;
  const things = findEmbeddings.flatMap((find) => decodeEmbedding(find.embedding) ?? []);
  return { whole, things: things.length === 0 ? null : meanOf(things) };
}

function meanOf(all: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(0)] = all;
  return normalizedEmbedding(
    first.map((_, i) => all.reduce((sum, each) => sum + (each[i] ?? 0), 0)),
  );
}
