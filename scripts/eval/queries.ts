import shopColors from '../../assets/shop-colors.json' with { type: 'json' };
import { COLOR_FAMILIES, type ColorFamily } from '../../lib/analysis.ts';
import type { Find } from '../../lib/find.ts';
import type { DevItem } from './devset.ts';
import { creditFor } from './score.ts';

/** How many labelled objects the queries of their pins name, and how well. */
export interface QueryTally {
  objects: number;
  /** Objects with a query whose noun is right, or finer. */
  noun: number;
  /** Half for each noun that is right but too general, one for each right one. */
  lenientNoun: number;
  /** Objects with a labelled colour; those of them whose query names its family; and noun too. */
  colored: number;
  color: number;
  both: number;
  /** Queries that name nothing in the picture. */
  queries: number;
  wrong: number;
}

export const EMPTY_QUERY_TALLY: QueryTally = {
  objects: 0,
  noun: 0,
  lenientNoun: 0,
  colored: 0,
  color: 0,
  both: 0,
  queries: 0,
  wrong: 0,
};

const FAMILIES: ReadonlyMap<string, string> = new Map([
  ...COLOR_FAMILIES.map((family): [string, string] => [family, family]),
  ...shopColors.map(({ name, family }): [string, string] => [name, family]),
]);

/** Scores the first queries of a photo's finds against its labels; each label is met once. */
export function scoreQueries(item: DevItem, finds: readonly Find[]): QueryTally {
  const tally = { ...EMPTY_QUERY_TALLY };
  const open = new Set(finds);
  const bestFirst = item.objects
    .map((wanted) => ({ wanted, credit: bestCredit(wanted.noun, finds) }))
    .sort((a, b) => b.credit - a.credit);
  for (const { wanted } of bestFirst) {
    tally.objects++;
    if (wanted.family) tally.colored++;
    const find = [...open].sort(
      (a, b) => meritOf(b, wanted.noun, wanted.family) - meritOf(a, wanted.noun, wanted.family),
    )[0];
    const credit = find ? creditFor(find.noun, wanted.noun) : 0;
    if (!find || credit === 0) continue;
    open.delete(find);
    const isColorRight = wanted.family !== undefined && familyOf(find) === wanted.family;
    tally.lenientNoun += credit;
    if (credit === 1) tally.noun++;
    if (isColorRight) tally.color++;
    if (isColorRight && credit === 1) tally.both++;
  }
  const right = [...item.objects.map(({ noun }) => noun), ...item.alsoRight];
  tally.queries = finds.length;
  tally.wrong = finds.filter(({ noun }) => bestOf(right, noun) === 0).length;
  return tally;
}

export function addQueryTallies(a: QueryTally, b: QueryTally): QueryTally {
  return {
    objects: a.objects + b.objects,
    noun: a.noun + b.noun,
    lenientNoun: a.lenientNoun + b.lenientNoun,
    colored: a.colored + b.colored,
    color: a.color + b.color,
    both: a.both + b.both,
    queries: a.queries + b.queries,
    wrong: a.wrong + b.wrong,
  };
}

/** The family of the colour that a find's first query names: the text's word, else the eyes'. */
function familyOf({ object, terms }: Find): string | null {
  const said = terms.find(({ role }) => role === 'color')?.value;
  return said === undefined ? (object?.colors[0]?.family ?? null) : (FAMILIES.get(said) ?? null);
}

/** Of several finds with the right noun, the one whose colour is right as well comes first. */
function meritOf(find: Find, noun: string, family: ColorFamily | undefined): number {
  return (
    creditFor(find.noun, noun) * 2 + (family !== undefined && familyOf(find) === family ? 1 : 0)
  );
}

function bestCredit(noun: string, finds: readonly Find[]): number {
  return Math.max(0, ...finds.map((find) => creditFor(find.noun, noun)));
}

function bestOf(right: readonly string[], answer: string): number {
  return Math.max(0, ...right.map((noun) => creditFor(answer, noun)));
}
