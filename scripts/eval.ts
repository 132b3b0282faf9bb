/** `npm run eval [-- --save]`: how well the shipped pipeline finds what is in the development set. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '../lib/analysis.ts';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { openEyesInNode } from '../lib/engine/open-eyes-node.ts';
import { analyze, type Eyes } from '../lib/engine/pipeline.ts';
import { candidatesFrom } from '../lib/vision/candidates.ts';
import type { RgbaImage } from '../lib/vision/detector.ts';
import { EVIDENCE_SOURCES, type Evidence } from '../lib/vision/evidence.ts';
import { eachOnce, type NamedObject } from '../lib/vision/fusion.ts';
import { judge, rank } from '../lib/vision/judge.ts';
import { refineKinds } from '../lib/vision/kinds.ts';
import { observe } from '../lib/vision/look-closer.ts';
import { type Scene, sceneOf } from '../lib/vision/scene.ts';
import { boxesOf } from './eval/average-precision.ts';
import { photoOf, readDevSet } from './eval/devset.ts';
import { type Row, toMarkdown } from './eval/report.ts';
import { scoreImage } from './eval/score.ts';
import { ensureModels } from './models/ensure.ts';
import { ROOT } from './tool.ts';

await ensureModels({ quiet: true });
const eyes = await openEyesInNode(new URL('../public/models/', import.meta.url));
const { localizer, labeler } = eyes;
if (!localizer || !labeler) throw new Error('The evaluation needs the localizer and the labeler.');

/** Builds with fewer and fewer eyes, through the whole pipeline. */
const BUILDS: readonly [name: string, eyes: Eyes][] = [
  ['Magpie', eyes],
  ['coco-ssd and MobileNet', { ...eyes, localizer: null, labeler: null, segmenter: null }],
  [
    'coco-ssd alone',
    { ...eyes, localizer: null, labeler: null, segmenter: null, classifier: null },
  ],
];

type Look = (evidence: readonly Evidence[], scene: Scene | null) => NamedObject[];

/** The closer look with something left out. */
const ABLATIONS: readonly [name: string, look: Look][] = [
  ...EVIDENCE_SOURCES.map((source): [string, Look] => [
    `without ${source}`,
    lookAt((piece) => piece.source !== source),
  ]),
  ...EVIDENCE_SOURCES.map((source): [string, Look] => [
    `${source} alone`,
    lookAt((piece) => piece.source === source),
  ]),
  ['without the rules of kinds', (evidence) => judge(rank(candidatesFrom(evidence)))],
];

const rows: Row[] = [...BUILDS, ...ABLATIONS].map(([name]) => ({ name, photos: [] }));
let models: Analysis['models'] = {};
for (const item of readDevSet()) {
  const path = await photoOf(item);
  if (!path) continue;
  const image = await decodeImageInNode(await readFile(path));
  const things = boxesOf(path);
  const record = (
    i: number,
    tally: ReturnType<typeof scoreImage>,
    objects: readonly NamedObject[],
    scene: string | null,
  ) =>
    rows[i]?.photos.push({
      split: item.split,
      tally,
      boxed: things && { things, finds: objects },
      isSceneRight: scene === item.scene,
    });
  for (const [i, [, build]] of BUILDS.entries()) {
    const analysis = await analyze(image, async () => build, { decodeMs: 0 });
    if (i === 0) models = analysis.models;
    record(i, scoreImage(item, analysis.objects), analysis.objects, analysis.scene);
  }
  const { evidence, scene } = await seen(image);
  for (const [i, [, look]] of ABLATIONS.entries()) {
    const objects = look(evidence, scene);
    const colorless = objects.map((object) => ({ ...object, colors: [], material: null }));
    record(BUILDS.length + i, scoreImage(item, colorless), objects, scene);
  }
  process.stderr.write('.');
}
process.stderr.write('\n');

const report = toMarkdown({ models, rows });
console.log(report);
if (process.argv.includes('--save')) await writeFile(join(ROOT, 'docs/evaluation.md'), report);

async function seen(image: RgbaImage): Promise<{ evidence: Evidence[]; scene: Scene | null }> {
  if (!localizer || !labeler) return { evidence: [], scene: null };
  const detections = await eyes.detector.detect(image);
  const { evidence, sceneCues } = await observe(image, detections, { ...eyes, localizer, labeler });
  return { evidence, scene: sceneOf(sceneCues) };
}

function lookAt(isHeard: (piece: Evidence) => boolean): Look {
  return (evidence, scene) => {
    const ranked = rank(candidatesFrom(evidence.filter(isHeard)));
    return eachOnce(refineKinds(judge(ranked), ranked, scene));
  };
}
