import { eachOnce, type NamedObject } from './fusion.ts';
import { type Judged, judge } from './judge.ts';
import { refineKinds } from './kinds.ts';
import { pairUp } from './pairs.ts';
import { byProminence } from './prominence.ts';
import type { Scene } from './scene.ts';
import { domainOf } from './vocabulary.ts';

/** Things for the home are rare under the sky: plants and rocks look like them. */
const MIN_SCORE_OF_HOME_OUTDOORS = 0.75;

/** Nothing in a drawing is for sale; but a cut-out product on plain ground may look like one. */
const MIN_SCORE_IN_GRAPHICS = 0.9;

/** Below this not even a product shot is believed to show a thing; a guess beats no search. */
const MIN_SCORE_OF_MAIN_THING = 0.2;

/**
 * The finds among ranked candidates, each thing once under its finest word; what a
 * shopper would look for first comes first.
 * @param threshold probability from which a candidate is a find
 */
export function findsAmong(
  ranked: readonly Judged[],
  scene: Scene | null,
  threshold: number,
): NamedObject[] {
  const likely = judge(ranked, threshold).filter((object) => isPlausible(object, scene));
  const found = likely.length > 0 ? likely : mainThing(ranked, scene);
  return byProminence(pairUp(eachOnce(refineKinds(found, ranked, scene))));
}

/** A picture of one thing is of something: what is likeliest, if it is likely at all. */
function mainThing(ranked: readonly Judged[], scene: Scene | null): NamedObject[] {
  if (scene !== 'product shot' && scene !== 'outfit') return [];
  return judge(ranked, MIN_SCORE_OF_MAIN_THING).slice(0, 1);
}

/** Whether a thing can be in such a scene. */
function isPlausible({ label, score }: NamedObject, scene: Scene | null): boolean {
  if (scene === 'graphic') return score >= MIN_SCORE_IN_GRAPHICS;
  return scene !== 'outdoor' || domainOf(label) !== 'home' || score >= MIN_SCORE_OF_HOME_OUTDOORS;
}
