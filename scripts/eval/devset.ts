import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { COLOR_FAMILIES } from '../../lib/analysis.ts';
import { SCENES } from '../../lib/vision/scene.ts';
import { pinnedPhoto } from '../photos.ts';
import { ROOT } from '../tool.ts';
import { drawing } from './drawings.ts';

const ItemSchema = v.object({
  /** Where the photo is: an npm package, a folder of the shared photos, or drawn by drawings.ts. */
  source: v.picklist(['npm', 'coco', 'furniture', 'clothing', 'drawn']),
  name: v.string(),
  /** Rules and thresholds were tuned on one half; the other half is reported. */
  split: v.picklist(['tune', 'report']),
  scene: v.picklist(SCENES),
  /** What has to be found, the main thing first, and the colour family of each where it has one. */
  objects: v.array(v.object({ noun: v.string(), family: v.optional(v.picklist(COLOR_FAMILIES)) })),
  /** What is there as well, or another word for it: right when found, no loss when not. */
  alsoRight: v.array(v.string()),
});

/** One labelled photo of the development set, labelled by looking at it. */
export type DevItem = v.InferOutput<typeof ItemSchema>;

/** The development set. */
export function readDevSet(): DevItem[] {
  const json: unknown = JSON.parse(readFileSync(new URL('devset.json', import.meta.url), 'utf8'));
  return v.parse(v.array(ItemSchema), json);
}

/** Local path of an item's photo, null where it is not on this machine. */
export async function photoOf({
  source,
  name,
}: Pick<DevItem, 'source' | 'name'>): Promise<string | null> {
  if (source === 'npm') return pinnedPhoto(name);
  if (source === 'drawn') return drawing(name);
  const folder = join(ROOT, '../shared/photos', FOLDERS[source]);
  if (!existsSync(folder)) return null;
  const file = readdirSync(folder).find(isPhotoOf[source](name));
  return file ? join(folder, file) : null;
}

const FOLDERS = { coco: 'coco_home', furniture: 'furniture_ccby', clothing: 'clothing' };

const isPhotoOf = {
  coco: (name: string) => (file: string) => file === `${name.padStart(12, '0')}.jpg`,
  furniture: (name: string) => (file: string) => file.startsWith(`furniture-${name}-_`),
  clothing: (name: string) => (file: string) => file === `${name}.jpg`,
};
