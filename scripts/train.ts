/** `npm run train [-- --all]`: fits fusion and scenes to the development set; writes assets/{fusion,scenes}.json. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { openEyesInNode } from '../lib/engine/open-eyes-node.ts';
import { candidatesFrom } from '../lib/vision/candidates.ts';
import { observe } from '../lib/vision/look-closer.ts';
import { photoOf, readDevSet } from './eval/devset.ts';
import { fitFusion, type Lesson } from './eval/fit.ts';
import { fitScenes, type SceneLesson, sceneAccuracy } from './eval/fit-scenes.ts';
import { ensureModels } from './models/ensure.ts';
import { ROOT } from './tool.ts';

await ensureModels({ quiet: true });
const eyes = await openEyesInNode(new URL('../public/models/', import.meta.url));
const { localizer, labeler } = eyes;
if (!localizer || !labeler) throw new Error('Training needs the localizer and the labeler.');

const lessons: (Lesson & SceneLesson)[] = [];
for (const item of readDevSet()) {
  const path = await photoOf(item);
  if (!path) continue;
  const image = await decodeImageInNode(await readFile(path));
  const detections = await eyes.detector.detect(image);
  const { evidence, sceneCues } = await observe(image, detections, { ...eyes, localizer, labeler });
  lessons.push({
    item,
    candidates: candidatesFrom(evidence),
    scene: item.scene,
    cues: sceneCues,
  });
  process.stderr.write('.');
}
process.stderr.write('\n');

const all = process.argv.includes('--all');
const taught = all ? lessons : lessons.filter(({ item }) => item.split === 'tune');
const unseen = lessons.filter((lesson) => !taught.includes(lesson));
const fusion = fitFusion(taught);
const scenes = fitScenes(taught);
await writeJson('assets/fusion.json', fusion);
await writeJson('assets/scenes.json', scenes);
console.log(`Fitted to ${taught.length} photos; threshold ${fusion.threshold}.`);
console.log(`Scenes told: ${percent(taught)} of these, ${percent(unseen)} of the others.`);

function percent(of: readonly SceneLesson[]): string {
  return `${Math.round(100 * sceneAccuracy(of, scenes))} %`;
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(join(ROOT, path), `${JSON.stringify(value, null, 2)}\n`);
}
