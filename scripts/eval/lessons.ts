import { readFile } from 'node:fs/promises';
import { decodeImageInNode } from '../../lib/engine/decode-node.ts';
import type { Eyes } from '../../lib/engine/pipeline.ts';
import { candidatesFrom } from '../../lib/vision/candidates.ts';
import type { RgbaImage } from '../../lib/vision/detector.ts';
import { type CloserEyes, type Observation, observe } from '../../lib/vision/look-closer.ts';
import { photoOf, readDevSet } from './devset.ts';
import type { Lesson } from './fit.ts';
import type { SceneLesson } from './fit-scenes.ts';

/** A labelled photo with all that the models say of it. */
export interface PhotoLesson extends Lesson, SceneLesson {
  /** Local path of the photo. */
  path: string;
  observation: Observation;
}

/** Every photo of the development set that is on this machine; a dot on stderr for each. */
export async function readLessons(eyes: Eyes & CloserEyes): Promise<PhotoLesson[]> {
  const lessons: PhotoLesson[] = [];
  for (const item of readDevSet()) {
    const path = await photoOf(item);
    if (!path) continue;
    const image = await readPhoto(path);
    const observation = await observe(image, await eyes.detector.detect(image), eyes);
    lessons.push({
      item,
      path,
      observation,
      candidates: candidatesFrom(observation.evidence),
      scene: item.scene,
      cues: observation.sceneCues,
    });
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  return lessons;
}

/** The pixels of a photo. */
export async function readPhoto(path: string): Promise<RgbaImage> {
  return decodeImageInNode(await readFile(path));
}
