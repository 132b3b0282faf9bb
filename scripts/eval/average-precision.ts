import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { type BoundingBox, BoundingBoxSchema } from '../../lib/analysis.ts';
import { intersectionOverUnion } from '../../lib/geometry.ts';
import { isKindOf, nounFor, nounForText } from '../../lib/vision/vocabulary.ts';

/** A thing in a labelled box. */
export interface BoxedThing {
  noun: string;
  box: BoundingBox;
}

/** A find with its confidence. */
export interface BoxedFind {
  label: string;
  score: number;
  box: BoundingBox;
}

/** What was found in one photo whose things are boxed. */
export interface BoxedPhoto {
  things: readonly BoxedThing[];
  finds: readonly BoxedFind[];
}

const BoxesSchema = v.record(
  v.string(),
  v.array(v.object({ label: v.string(), box: BoundingBoxSchema })),
);

/** Overlap from which a box counts as found. */
const FOUND_IOU = 0.5;

/** The boxed things of a photo, from the `boxes.json` beside it; null where there are none. */
export function boxesOf(photo: string): BoxedThing[] | null {
  const file = join(dirname(photo), 'boxes.json');
  if (!existsSync(file)) return null;
  const boxes = v.parse(BoxesSchema, JSON.parse(readFileSync(file, 'utf8')))[basename(photo)];
  const things = (boxes ?? []).flatMap(({ label, box }) => {
    const noun = nounFor('coco-ssd', label) ?? nounForText(label.replace(/^flower /, ''));
    return noun === null ? [] : [{ noun, box }];
  });
  return things.length > 0 ? things : null;
}

/**
 * Average precision at an overlap of one half, over all photos and nouns at once: the area under
 * the curve of precision, made monotonous, over recall (Everingham et al. 2010, all points). Only
 * some nouns of a photo are boxed: finds of other nouns count neither way.
 */
export function averagePrecision50(photos: readonly BoxedPhoto[]): number {
  const wanted = photos.reduce((sum, { things }) => sum + things.length, 0);
  const judged = photos.flatMap(verdicts).sort((a, b) => b.score - a.score);
  let right = 0;
  const curve = judged.map(({ isRight }, i) => {
    right += isRight ? 1 : 0;
    return { precision: right / (i + 1), recall: wanted === 0 ? 0 : right / wanted };
  });
  let area = 0;
  let best = 0;
  for (const [i, { precision, recall }] of [...curve.entries()].reverse()) {
    best = Math.max(best, precision);
    area += best * (recall - (curve[i - 1]?.recall ?? 0));
  }
  return area;
}

/** For each find of a boxed noun whether it is the first to hit its thing. */
function verdicts({ things, finds }: BoxedPhoto): { score: number; isRight: boolean }[] {
  const open = new Set(things);
  return finds
    .toSorted((a, b) => b.score - a.score)
    .flatMap(({ label, score, box }) => {
      const isMeant = ({ noun }: BoxedThing) => isKindOf(label, noun) || isKindOf(noun, label);
      if (!things.some(isMeant)) return [];
      const hit = [...open].find(
        (thing) => isMeant(thing) && intersectionOverUnion(thing.box, box) >= FOUND_IOU,
      );
      if (hit) open.delete(hit);
      return [{ score, isRight: hit !== undefined }];
    });
}
