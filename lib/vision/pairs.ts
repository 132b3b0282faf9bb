import type { BoundingBox } from '../analysis.ts';
import { areaOf, unionOf } from '../geometry.ts';
import type { NamedObject } from './fusion.ts';
import { isKindOf } from './vocabulary.ts';

/** What a shop sells two of as one. */
const SOLD_IN_PAIRS = ['shoes', 'slippers', 'socks', 'gloves', 'earrings'];

/** The larger of a pair is no larger than this many times the other, by area. */
const MAX_RATIO = 2.5;

/** The gap between a pair, measured by the wider of the two: shoes of one wearer stand close. */
const MAX_GAP = 1;

/**
 * The finds with each pair as one find around both, as sure as the surer; earlier finds choose
 * first, the nearest alike. What has no partner stays alone.
 */
export function pairUp(finds: readonly NamedObject[]): NamedObject[] {
  const open = [...finds];
  const paired: NamedObject[] = [];
  for (let one = open.shift(); one; one = open.shift()) {
    const [partner] = partnersOf(one, open);
    if (partner) open.splice(open.indexOf(partner), 1);
    paired.push(partner ? joined(one, partner) : one);
  }
  return paired;
}

/** Who could be the other of a pair, the nearest first. */
function partnersOf(one: NamedObject, others: readonly NamedObject[]): NamedObject[] {
  if (!SOLD_IN_PAIRS.some((kind) => isKindOf(one.label, kind))) return [];
  return others
    .filter(({ label, box }) => label === one.label && canBePair(one.box, box))
    .sort((a, b) => gapOf(one.box, a.box) - gapOf(one.box, b.box));
}

function canBePair(a: BoundingBox, b: BoundingBox): boolean {
  const [smaller = 0, larger = 0] = [areaOf(a), areaOf(b)].sort((x, y) => x - y);
  return larger <= MAX_RATIO * smaller && gapOf(a, b) <= MAX_GAP * Math.max(a.width, b.width);
}

/** The free space between two boxes; 0 where they touch. */
function gapOf(a: BoundingBox, b: BoundingBox): number {
  const across = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  const along = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height);
  return Math.hypot(Math.max(0, across), Math.max(0, along));
}

function joined(one: NamedObject, other: NamedObject): NamedObject {
  return {
    ...one,
    score: Math.max(one.score, other.score),
    box: unionOf(one.box, other.box),
    sources: [...new Set([...one.sources, ...other.sources])],
  };
}
