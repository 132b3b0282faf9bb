import { eachOnce, type NamedObject } from './fusion.ts';
import { type Judged, judge } from './judge.ts';
import { refineKinds } from './kinds.ts';
import type { Scene } from './scene.ts';
import { domainOf } from './vocabulary.ts';

/** Things for the home are rare under the sky: plants and rocks look like them. */
const MIN_SCORE_OF_HOME_OUTDOORS = 0.75;

/** Nothing in a drawing is for sale; but a cut-out product on plain ground may look like one. */
const MIN_SCORE_IN_GRAPHICS = 0.9;

/**
 * The finds among ranked candidates, each thing once under its finest word; surest first.
 * @param threshold probability from which a candidate is a find
 */
export function findsAmong(
  ranked: readonly Judged[],
  scene: Scene | null,
  threshold: number,
): NamedObject[] {
  const likely = judge(ranked, threshold).filter((object) => isPlausible(object, scene));
  return eachOnce(refineKinds(likely, ranked, scene));
}

/** Whether a thing can be in such a scene. */
function isPlausible({ label, score }: NamedObject, scene: Scene | null): boolean {
  if (scene === 'graphic') return score >= MIN_SCORE_IN_GRAPHICS;
  return scene !== 'outdoor' || domainOf(label) !== 'home' || score >= MIN_SCORE_OF_HOME_OUTDOORS;
}
