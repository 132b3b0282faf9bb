/** `npm run eval [-- --save]`: how well the shipped pipeline finds what is in the development set. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '../lib/analysis.ts';
import { analyze, type Eyes } from '../lib/engine/pipeline.ts';
import { candidatesFrom } from '../lib/vision/candidates.ts';
import { EVIDENCE_SOURCES, type Evidence } from '../lib/vision/evidence.ts';
import { findsAmong } from '../lib/vision/finds.ts';
import type { NamedObject } from '../lib/vision/fusion.ts';
import { judge, rank } from '../lib/vision/judge.ts';
import type { Weights } from '../lib/vision/look-closer.ts';
import { sceneOf } from '../lib/vision/scene.ts';
import { boxesOf } from './eval/average-precision.ts';
import { fitFusion } from './eval/fit.ts';
import { fitScenes } from './eval/fit-scenes.ts';
import { type PhotoLesson, readLessons, readPhoto } from './eval/lessons.ts';
import { openEvaluationEyes } from './eval/open-eyes.ts';
import { type Row, toMarkdown } from './eval/report.ts';
import { scoreImage } from './eval/score.ts';
import { ROOT } from './tool.ts';

const eyes = await openEvaluationEyes();
const lessons = await readLessons(eyes);

const halves = {
  tune: lessons.filter(({ item }) => item.split === 'tune'),
  report: lessons.filter(({ item }) => item.split === 'report'),
};
const fittedTo = (half: readonly PhotoLesson[]): Weights => ({
  fusion: fitFusion(half),
  scenes: fitScenes(half),
});
/** The weights for the photos of each half: those that were fitted to the other. */
const weightsFor = { tune: fittedTo(halves.report), report: fittedTo(halves.tune) };

/** Builds with fewer and fewer eyes, through the whole pipeline. */
const BUILDS: readonly [name: string, eyes: Eyes][] = [
  ['Magpie', eyes],
  ['coco-ssd and MobileNet', { ...eyes, localizer: null, labeler: null, segmenter: null }],
  [
    'coco-ssd as it comes',
    { ...eyes, localizer: null, labeler: null, segmenter: null, classifier: null, embedder: null },
  ],
];

type Look = (lesson: PhotoLesson, weights: Weights) => NamedObject[];

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
  [
    'without the rules of kinds',
    ({ candidates }, { fusion }) => judge(rank(candidates, fusion), fusion.threshold),
  ],
];

const rows: Row[] = [...BUILDS, ...ABLATIONS].map(([name]) => ({ name, photos: [] }));
let models: Analysis['models'] = {};
for (const lesson of lessons) {
  const { item, path, cues } = lesson;
  const weights = weightsFor[item.split];
  const things = boxesOf(path);
  const image = await readPhoto(path);
  for (const [i, [, build]] of BUILDS.entries()) {
    const { objects, scene, ...rest } = await analyze(image, async () => build, {
      decodeMs: 0,
      weights,
    });
    if (i === 0) models = rest.models;
    rows[i]?.photos.push({
      split: item.split,
      tally: scoreImage(item, objects),
      boxed: things && { things, finds: objects },
      isSceneRight: scene === item.scene,
    });
  }
  for (const [i, [, look]] of ABLATIONS.entries()) {
    const finds = look(lesson, weights);
    rows[BUILDS.length + i]?.photos.push({
      split: item.split,
      tally: scoreImage(
        item,
        finds.map((object) => ({ ...object, colors: [], material: null })),
      ),
      boxed: things && { things, finds },
      isSceneRight: sceneOf(cues, weights.scenes) === item.scene,
    });
  }
  process.stderr.write('.');
}
process.stderr.write('\n');

const report = toMarkdown({ models, rows });
console.log(report);
if (process.argv.includes('--save')) await writeFile(join(ROOT, 'docs/evaluation.md'), report);

function lookAt(isHeard: (piece: Evidence) => boolean): Look {
  return ({ observation, cues }, { fusion, scenes }) => {
    const ranked = rank(candidatesFrom(observation.evidence.filter(isHeard)), fusion);
    return findsAmong(ranked, sceneOf(cues, scenes), fusion.threshold);
  };
}
