import type { DetectedObject } from '../analysis.ts';

/** A shop search by the role each word plays, and the ladder from precise to broad that it makes. */
export interface SearchQuery {
  color: string | null;
  noun: string;
  /** Query texts, the most precise first; never empty. */
  ladder: readonly [string, ...string[]];
}

/** The name a shopper would type: "mustard yellow", but "pale grey" as it is and never "grey grey". */
function colorTerm(object: DetectedObject): string | null {
  const main = object.colors[0];
  if (!main || main.family === 'multicolour') return null;
  const words = main.name.toLowerCase().split(/[\s-]+/);
  return words.includes(main.family) ? words.join(' ') : `${words.join(' ')} ${main.family}`;
}

/** The query for an object: its colour and its noun, then the noun alone. */
export function queryFor(object: DetectedObject): SearchQuery {
  const color = colorTerm(object);
  const noun = object.label;
  return { color, noun, ladder: color ? [`${color} ${noun}`, noun] : [noun] };
}
