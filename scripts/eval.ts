/** `npm run eval [-- --save]`: how well the shipped pipeline finds what is in the development set. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '../lib/analysis.ts';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { openEyesInNode } from '../lib/engine/open-eyes-node.ts';
import { analyze, type Eyes } from '../lib/engine/pipeline.ts';
import { type DevItem, photoOf, readDevSet } from './eval/devset.ts';
import { toMarkdown } from './eval/report.ts';
import { addTallies, EMPTY_TALLY, scoreImage, type Tally } from './eval/score.ts';
import { ensureModels } from './models/ensure.ts';
import { ROOT } from './tool.ts';

await ensureModels({ quiet: true });
const eyes = await openEyesInNode(new URL('../public/models/', import.meta.url));

/** Each line of the report: fewer and fewer eyes. */
const BUILDS: readonly [name: string, eyes: Eyes][] = [
  ['all models', eyes],
  ['without the segmenter', { ...eyes, segmenter: null }],
  ['without MobileNet', { ...eyes, classifier: null }],
  ['coco-ssd and MobileNet', { ...eyes, localizer: null, labeler: null, segmenter: null }],
  [
    'coco-ssd alone',
    { ...eyes, localizer: null, labeler: null, segmenter: null, classifier: null },
  ],
];

const tallies = BUILDS.map(() => ({ tune: EMPTY_TALLY, report: EMPTY_TALLY }));
let photos = 0;
let models: Analysis['models'] = {};
for (const item of readDevSet()) {
  const path = await photoOf(item);
  if (!path) continue;
  photos++;
  const image = await decodeImageInNode(await readFile(path));
  for (const [i, [, build]] of BUILDS.entries()) {
    const analysis = await analyze(image, async () => build, { decodeMs: 0 });
    if (i === 0) models = analysis.models;
    add(i, item, scoreImage(item, analysis.objects));
  }
  process.stderr.write('.');
}
process.stderr.write('\n');

const report = toMarkdown({
  photos,
  models,
  rows: BUILDS.map(([name], i) => ({
    name,
    ...(tallies[i] ?? { tune: EMPTY_TALLY, report: EMPTY_TALLY }),
  })),
});
console.log(report);
if (process.argv.includes('--save')) await writeFile(join(ROOT, 'docs/evaluation.md'), report);

function add(i: number, { split }: DevItem, tally: Tally): void {
  const sums = tallies[i];
  if (sums) sums[split] = addTallies(sums[split], tally);
}
