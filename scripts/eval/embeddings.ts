import { readFile } from 'node:fs/promises';
import { embedderOf } from '../../lib/board/model/embedder.ts';
import { normalizedEmbedding } from '../../lib/board/model/embedding.ts';
import { decodeImageInNode } from '../../lib/engine/decode-node.ts';
import { WHOLE_IMAGE } from '../../lib/geometry.ts';
import { openEvaluationEyes } from './open-eyes.ts';

/** What makes embeddings of whole pictures alone, for which nothing else need be looked for. */
export interface PictureEmbedder {
  /** As models of boards name it. */
  name: string;
  /** The normalised embedding of the picture at `path`. Rejects where there is no picture. */
  embed(path: string): Promise<Float32Array>;
}

/** @throws Error where the build has no MobileNet */
export async function openPictureEmbedder(): Promise<PictureEmbedder> {
  const { embedder } = await openEvaluationEyes();
  const name = embedder && embedderOf({ [embedder.id]: embedder.version });
  if (!embedder || !name) throw new Error('This build has no MobileNet.');
  return {
    name,
    async embed(path) {
      const image = await decodeImageInNode(await readFile(path));
      const [numbers = []] = await embedder.embed(image, [WHOLE_IMAGE]);
      return normalizedEmbedding(numbers);
    },
  };
}
