/** `npm run train [-- --all]`: fits the weights of the fusion to the development set; writes assets/fusion.json. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { openEyesInNode } from '../lib/engine/open-eyes-node.ts';
import { candidatesFrom } from '../lib/vision/candidates.ts';
import { gatherEvidence } from '../lib/vision/look-closer.ts';
import { photoOf, readDevSet } from './eval/devset.ts';
import { fitFusion, type Lesson } from './eval/fit.ts';
import { ensureModels } from './models/ensure.ts';
import { ROOT } from './tool.ts';

await ensureModels({ quiet: true });
const eyes = await openEyesInNode(new URL('../public/models/', import.meta.url));
const { localizer, labeler } = eyes;
if (!localizer || !labeler) throw new Error('Training needs the localizer and the labeler.');

const lessons: Lesson[] = [];
for (const item of readDevSet()) {
  const path = await photoOf(item);
  if (!path) continue;
  const image = await decodeImageInNode(await readFile(path));
  const detections = await eyes.detector.detect(image);
  const evidence = await gatherEvidence(image, detections, { ...eyes, localizer, labeler });
  lessons.push({ item, candidates: candidatesFrom(evidence) });
  process.stderr.write('.');
}
process.stderr.write('\n');

const taught = process.argv.includes('--all')
  ? lessons
  : lessons.filter(({ item }) => item.split === 'tune');
const fusion = fitFusion(taught);
await writeFile(join(ROOT, 'assets/fusion.json'), `${JSON.stringify(fusion, null, 2)}\n`);
console.log(`Fitted to ${taught.length} photos; threshold ${fusion.threshold}.`);
