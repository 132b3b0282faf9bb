/**
 * `npm run board-background`: makes public/board-embeddings.json, the general pictures that boards
 * are told from, in numbers, of the photos of the development set.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackgroundSet } from '../lib/board/model/background-set.ts';
import { encodeEmbedding } from '../lib/board/model/embedding.ts';
import { type DevItem, photoOf, readDevSet } from './eval/devset.ts';
import { openPictureEmbedder } from './eval/embeddings.ts';
import { ROOT } from './tool.ts';

const SOURCE =
  'Numbers that MobileNetV2 derives from photos of the development set (scripts/eval/devset.json); ' +
  'no picture can be made of them. Photos: pinned npm packages (MIT, Apache-2.0), the furniture ' +
  'detection set of pritahamidanti (CC BY 4.0), COCO train2017 (annotations CC BY 4.0, photos ' +
  'under the licences of their Flickr authors), and clothing-dataset-small of alexeygrigorev ' +
  '(free for any purpose).';

const embedder = await openPictureEmbedder();
const embeddings: string[] = [];
for (const item of readDevSet().filter(isGeneral)) {
  const path = await photoOf(item);
  if (!path) throw new Error(`The photo ${item.source} ${item.name} is not on this machine.`);
  embeddings.push(encodeEmbedding(await embedder.embed(path)));
}
const set: BackgroundSet = { source: SOURCE, embedder: embedder.name, embeddings };
const json = `${JSON.stringify(set, null, 2)}\n`;
await writeFile(join(ROOT, 'public/board-embeddings.json'), json);
console.log(
  `${embeddings.length} pictures, ${Math.round(json.length / 1_000)} kB, by ${embedder.name}.`,
);

/** Photos, of single garments only every other: they are eighty, and much alike. */
function isGeneral({ source, name }: DevItem): boolean {
  return source === 'clothing' ? Number(name.at(-1)) % 2 === 0 : source !== 'drawn';
}
