import type { BoundingBox } from '../analysis.ts';
import type { Detection } from './detector.ts';
import { isKindOf } from './vocabulary.ts';

export type BodyPartName = 'head' | 'upper body' | 'lower body' | 'feet';

/** A part of a person, where things are worn. */
export interface BodyPart {
  name: BodyPartName;
  box: BoundingBox;
}

/** Where each part lies in a standing person's box, from its top (0) to its bottom (1). */
const EXTENTS: Readonly<Record<BodyPartName, readonly [top: number, bottom: number]>> = {
  head: [0, 0.22],
  'upper body': [0.12, 0.55],
  'lower body': [0.45, 0.92],
  feet: [0.82, 1],
};

/** What is worn on each part, with all its kinds. */
const WORN: Readonly<Record<BodyPartName, readonly string[]>> = {
  head: ['hat', 'eyeglasses', 'sunglasses', 'earrings', 'scarf', 'hair accessory', 'necklace'],
  'upper body': [
    'top',
    'dress',
    'outerwear',
    'suit',
    'waistcoat',
    'scarf',
    'tie',
    'necklace',
    'bag',
    'jumpsuit',
    'dungarees',
    'watch',
    'bracelet',
  ],
  'lower body': [
    'trousers',
    'skirt',
    'shorts',
    'dress',
    'bag',
    'belt',
    'hosiery',
    'jumpsuit',
    'outerwear',
    'watch',
    'suit',
  ],
  feet: ['shoes', 'hosiery'],
};

/** A person smaller than this share of the image's height wears nothing that can be told. */
const MIN_HEIGHT = 0.3;

/** The people who are looked at, the surest first. */
const MAX_PEOPLE = 2;

/** The parts of the people in an image, as if each stood upright. */
export function bodyPartsOf(detections: readonly Detection[]): BodyPart[] {
  return detections
    .filter(({ label, box }) => label === 'person' && box.height >= MIN_HEIGHT)
    .slice(0, MAX_PEOPLE)
    .flatMap(({ box }) =>
      (Object.keys(EXTENTS) as BodyPartName[]).map((name) => {
        const [top, bottom] = EXTENTS[name];
        const { x, y, width, height } = box;
        return { name, box: { x, width, y: y + top * height, height: (bottom - top) * height } };
      }),
    );
}

/** Whether a thing is worn on a part of the body. */
export function isWornOn(part: BodyPartName, noun: string): boolean {
  return WORN[part].some((kind) => isKindOf(noun, kind));
}
