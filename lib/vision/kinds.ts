import type { BoundingBox } from '../analysis.ts';
import type { NamedObject } from './fusion.ts';
import type { Judged } from './judge.ts';
import type { Scene } from './scene.ts';
import { isKindOf } from './vocabulary.ts';

/** What a rule may look at beside the thing itself. */
interface Surroundings {
  scene: Scene | null;
  /** Where the likeliest thing of a kind is, null where none reaches `probability`. */
  placeOf(kind: string, probability: number): BoundingBox | null;
  /** Where all things of a kind are that reach `probability`. */
  placesOf(kind: string, probability: number): BoundingBox[];
  /** How many finds are of a kind. */
  count(kind: string): number;
}

/** Tells which kind a thing is by its place and its surroundings; null where they do not say. */
type Rule = (box: BoundingBox, around: Surroundings) => string | null;

/** So many chairs and no table are a row of seats. */
const ROW_OF_CHAIRS = 4;

/** A lamp whose middle is above this share of the image hangs. */
const HANGS_ABOVE = 0.25;

/** What can carry a lamp. */
const CARRIERS = ['table', 'cabinet', 'nightstand', 'desk', 'sideboard'];

/** A table narrower than this share of the image stands beside something. */
const SMALL_TABLE = 0.16;
const BEDSIDE_TABLE = 0.25;

/** A cabinet is tall when it is higher than wide by this and fills this share of the height. */
const TALL = { ratio: 1.3, height: 0.35 };

/** A cabinet narrower than this share of the image is too small to be told. */
const WIDE_CABINET = 0.15;

const isSoftRoom = (scene: Scene | null) => scene === 'living room' || scene === 'bedroom';
const isWhereOneEats = (scene: Scene | null) => scene === 'dining room' || scene === 'kitchen';

/** A chair at a table is a dining chair, at a desk an office chair, by itself an armchair. */
const chair: Rule = (_, { scene, placeOf, count }) => {
  if (scene === 'office') return placeOf('desk', 0.4) ? 'office chair' : null;
  if (scene === 'outdoor') return null;
  if (placeOf('dining table', 0.4) || isWhereOneEats(scene)) return 'dining chair';
  if (count('chair') >= ROW_OF_CHAIRS) return null;
  // Most rooms on Pinterest are to sit in; one that is not clear is taken for such.
  const isToSitIn = scene === null || isSoftRoom(scene);
  return isToSitIn || scene === 'product shot' || scene === 'outfit' ? 'armchair' : null;
};

/** A low table before a sofa is a coffee table, one beside a bed a nightstand. */
const table: Rule = (box, { scene, placeOf, count }) => {
  const eats = placeOf('dining table', 0.3) || isWhereOneEats(scene) || count('dining chair') > 2;
  if (eats) return 'dining table';
  if (placeOf('bed', 0.4) && box.width < BEDSIDE_TABLE) return 'nightstand';
  if (scene === 'office') return 'desk';
  const sofa = placeOf('sofa', 0.4);
  if (sofa) {
    const isBeforeIt = bottomOf(box) > middleOf(sofa).y;
    return box.width > SMALL_TABLE && isBeforeIt ? 'coffee table' : 'side table';
  }
  if (scene !== 'living room') return null;
  if (box.width < SMALL_TABLE) return 'side table';
  return placeOf('mirror', 0.5) ? 'console table' : 'coffee table';
};

/** A desk without a computer or an office around it is a table. */
const desk: Rule = (box, around) => {
  const isAtWork =
    around.scene === 'office' ||
    ['monitor', 'laptop', 'office chair'].some((thing) => around.placeOf(thing, 0.4));
  return isAtWork ? null : table(box, around);
};

/** A lamp that hangs is a pendant lamp, one on something a table lamp, a long one a floor lamp. */
const lamp: Rule = (box, { placesOf }) => {
  const isCarried = CARRIERS.some((carrier) =>
    placesOf(carrier, 0.3).some((place) => standsOn(box, place)),
  );
  if (isCarried) return 'table lamp';
  if (middleOf(box).y < HANGS_ABOVE) return 'pendant light';
  const reachesTheFloor = bottomOf(box) > 0.7 && box.height > 0.3;
  return reachesTheFloor || box.height > 2 * box.width ? 'floor lamp' : 'table lamp';
};

/** A cabinet is of its room; under a television it is a TV stand, low and wide a sideboard. */
const cabinet: Rule = (box, { scene, placeOf }) => {
  if (scene === 'kitchen' || placeOf('stove', 0.4) || placeOf('refrigerator', 0.5)) {
    return 'kitchen cabinet';
  }
  if (scene === 'bathroom' || placeOf('toilet', 0.4) || placeOf('bathtub', 0.5)) {
    return 'bathroom vanity';
  }
  const tv = placeOf('tv', 0.5);
  if (tv && middleOf(tv).x > box.x && middleOf(tv).x < box.x + box.width) return 'tv stand';
  if (box.height > TALL.ratio * box.width && box.height > TALL.height) return null;
  const isFurniture =
    scene === 'living room' || scene === 'dining room' || scene === 'product shot';
  return isFurniture && box.width > WIDE_CABINET ? 'sideboard' : null;
};

/** The labeler's word for small sofas is often used of large ones. */
const loveseat: Rule = () => 'sofa';

/** The rule for each noun that is broader, or vaguer, than what a shop sells. */
const RULES: ReadonlyMap<string, Rule> = new Map([
  ['chair', chair],
  ['folding chair', chair],
  ['table', table],
  ['desk', desk],
  ['lamp', lamp],
  ['ceiling light', lamp],
  ['cabinet', cabinet],
  ['loveseat', loveseat],
]);

/** The finds, each under the kind that its place in the picture tells. */
export function refineKinds(
  finds: readonly NamedObject[],
  ranked: readonly Judged[],
  scene: Scene | null,
): NamedObject[] {
  const placesOf: Surroundings['placesOf'] = (kind, probability) =>
    ranked.flatMap(({ candidate, score }) =>
      score >= probability && isKindOf(candidate.noun, kind) ? [candidate.box] : [],
    );
  const around: Surroundings = {
    scene,
    placeOf: (kind, probability) => placesOf(kind, probability)[0] ?? null,
    placesOf,
    count: (kind) => finds.filter(({ label }) => isKindOf(label, kind)).length,
  };
  return finds.map((find) => ({
    ...find,
    label: RULES.get(find.label)?.(find.box, around) ?? find.label,
  }));
}

/** Whether a thing's foot is at the top of another, or a little below. */
function standsOn(box: BoundingBox, carrier: BoundingBox): boolean {
  const { x } = middleOf(box);
  const isAbove = x > carrier.x - 0.02 && x < carrier.x + carrier.width + 0.02;
  return isAbove && Math.abs(bottomOf(box) - carrier.y) < 0.12 + 0.3 * carrier.height;
}

function middleOf({ x, y, width, height }: BoundingBox): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

function bottomOf({ y, height }: BoundingBox): number {
  return y + height;
}
