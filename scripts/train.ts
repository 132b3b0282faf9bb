/** `npm run train`: fits fusion and scenes to the whole development set; writes assets/{fusion,scenes}.json. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fitFusion } from './eval/fit.ts';
import { fitScenes } from './eval/fit-scenes.ts';
import { readLessons } from './eval/lessons.ts';
import { openEvaluationEyes } from './eval/open-eyes.ts';
import { ROOT } from './tool.ts';

const lessons = await readLessons(await openEvaluationEyes());
const fusion = fitFusion(lessons);
await writeJson('assets/fusion.json', fusion);
await writeJson('assets/scenes.json', fitScenes(lessons));
console.log(`Fitted to ${lessons.length} photos; threshold ${fusion.threshold}.`);

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(join(ROOT, path), `${JSON.stringify(value, null, 2)}\n`);
}
