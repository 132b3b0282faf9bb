import * as v from 'valibot';
import { decodeEmbedding } from './embedding.ts';

/** General pictures in numbers, which boards are told from. Made by `npm run board-background`. */
const BackgroundSetSchema = v.object({
  /** What the pictures are, and on what terms. */
  source: v.string(),
  /** Model and version that made the embeddings. */
  embedder: v.string(),
  /** As `encodeEmbedding` writes them. */
  embeddings: v.array(v.string()),
});
export type BackgroundSet = v.InferOutput<typeof BackgroundSetSchema>;

/**
 * The embeddings of a set; none where another embedder made them, for they would mean nothing.
 *
 * @param json the parsed file
 * @throws ValiError where it is no such set
 */
export function readBackgroundSet(json: unknown, embedder: string): Float32Array[] {
  const set = v.parse(BackgroundSetSchema, json);
  if (set.embedder !== embedder) return [];
  return set.embeddings.flatMap((text) => decodeEmbedding(text) ?? []);
}
