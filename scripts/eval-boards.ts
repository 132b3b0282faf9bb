/**
 * `npm run eval:boards`: how well boards learned from few pins are told apart, on the labelled
 * photos of the development set: a board for each scene that has enough of them.
 */
import { readFile } from 'node:fs/promises';
import { FEWEST_PINS } from '../lib/board/model/board-model.ts';
import { normalizedEmbedding } from '../lib/board/model/embedding.ts';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { parseModelManifest } from '../lib/engine/model-manifest.ts';
import { loadTfNode } from '../lib/engine/tf-node.ts';
import { WHOLE_IMAGE } from '../lib/geometry.ts';
import { loadMobileNet } from '../lib/vision/mobilenet.ts';
import { type BoardPicture, judgeBoards } from './eval/boards.ts';
import { photoOf, readDevSet } from './eval/devset.ts';
import { ensureModels } from './models/ensure.ts';

const DRAWS = 20;
const PIN_COUNTS = [FEWEST_PINS, 20];

await ensureModels({ quiet: true });
await loadTfNode();
const { setBackend } = await import('@tensorflow/tfjs-core');
await setBackend('wasm');
const models = new URL('../public/models/', import.meta.url);
const manifest = parseModelManifest(
  JSON.parse(await readFile(new URL('manifest.json', models), 'utf8')),
);
const entry = manifest.models.find(({ id }) => id === 'mobilenet');
if (!entry) throw new Error('This build has no MobileNet.');
const network = await loadMobileNet(models.href + entry.path, entry.version);

const pictures: BoardPicture[] = [];
for (const item of readDevSet()) {
  const path = await photoOf(item);
  if (!path) continue;
  const image = await decodeImageInNode(await readFile(path));
  const [values] = await network.embed(image, [WHOLE_IMAGE]);
  if (!values) continue;
  const embedding = normalizedEmbedding(values);
  pictures.push({ board: item.scene, split: item.split, embedding });
}

console.log(`${pictures.length} photos, ${entry.id} ${entry.version}, ${DRAWS} draws\n`);
for (const pins of PIN_COUNTS) {
  const boards = boardsWith(pins);
  const figures = judgeBoards(pictures, boards, pins, DRAWS);
  if (!figures) continue;
  const { macroF1, chance, auc } = figures;
  console.log(`${pins} pins a board (${boards.join(', ')})`);
  console.log(`  macro-F1 ${macroF1.toFixed(3)} (chance ${chance.toFixed(2)})`);
  for (const [board, area] of auc) console.log(`  AUC ${area.toFixed(3)}  ${board}`);
}

function boardsWith(pins: number): string[] {
  const all = [...new Set(pictures.map(({ board }) => board))];
  return all.filter(
    (board) =>
      pictures.filter((each) => each.board === board && each.split === 'tune').length >= pins,
  );
}
