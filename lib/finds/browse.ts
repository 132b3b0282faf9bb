import type { SavedFind } from './saved-find.ts';

/** In which order finds are shown. */
export const FIND_SORTS = ['newest', 'oldest', 'noun'] as const;
export type FindSort = (typeof FIND_SORTS)[number];

/** What finds are put together by. */
export const FIND_GROUPINGS = ['none', 'board', 'object'] as const;
export type FindGrouping = (typeof FIND_GROUPINGS)[number];

/** How the user wants to see their finds. */
export interface FindView {
  /** Words that all have to be there. */
  search: string;
  sort: FindSort;
  group: FindGrouping;
}

/** Finds under one heading; without groups there is one, without a name. */
export interface FindGroup {
  /** Null also for the finds without a board, which come last. */
  name: string | null;
  finds: readonly SavedFind[];
}

/** How nouns and colours are called in the language of the interface. */
export interface FindNames {
  noun(noun: string): string;
  color(color: string): string;
  /** Compares names as a person of that language would sort them. */
  compare(a: string, b: string): number;
}

/** What the texts of finds are searched by, each made once. */
export type SearchTexts = WeakMap<SavedFind, string>;

/**
 * The finds that have all words of the search, in order and in groups.
 *
 * @param texts is filled in as needed; for other names, take another
 */
export function browse(
  finds: readonly SavedFind[],
  { search, sort, group }: FindView,
  names: FindNames,
  texts: SearchTexts,
): FindGroup[] {
  const words = fold(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = finds.filter((find) => {
    if (words.length === 0) return true;
    let text = texts.get(find);
    if (text === undefined) {
      text = textOf(find, names);
      texts.set(find, text);
    }
    return words.every((word) => text.includes(word));
  });
  const sorted = inOrder(found, sort, names);
  if (group === 'none') return sorted.length > 0 ? [{ name: null, finds: sorted }] : [];
  const groups = new Map<string | null, SavedFind[]>();
  for (const find of sorted) {
    const name = group === 'board' ? (find.pin?.board ?? null) : names.noun(find.find.noun);
    const members = groups.get(name);
    if (members) members.push(find);
    else groups.set(name, [find]);
  }
  return [...groups]
    .map(([name, members]) => ({ name, finds: members }))
    .sort((a, b) => {
      if (a.name === null || b.name === null)
        return a.name === b.name ? 0 : a.name === null ? 1 : -1;
      return names.compare(a.name, b.name);
    });
}

/** The first `count` finds of groups, under their headings. */
export function firstOf(groups: readonly FindGroup[], count: number): FindGroup[] {
  const shown: FindGroup[] = [];
  let left = count;
  for (const { name, finds } of groups) {
    if (left <= 0) break;
    shown.push({ name, finds: finds.slice(0, left) });
    left -= finds.length;
  }
  return shown;
}

function inOrder(finds: SavedFind[], sort: FindSort, names: FindNames): SavedFind[] {
  const byAge = (a: SavedFind, b: SavedFind) =>
    a.savedAt < b.savedAt ? 1 : a.savedAt > b.savedAt ? -1 : 0;
  if (sort === 'newest') return finds.sort(byAge);
  if (sort === 'oldest') return finds.sort((a, b) => byAge(b, a));
  const nouns = new Map(finds.map((find) => [find, names.noun(find.find.noun)]));
  return finds.sort((a, b) => names.compare(nouns.get(a) ?? '', nouns.get(b) ?? '') || byAge(a, b));
}

/** Noun and colours in English as well, which is what a file and a shop may say. */
function textOf({ find, pin, note, query }: SavedFind, names: FindNames): string {
  const colors = find.object?.colors ?? [];
  return fold(
    [
      find.noun,
      names.noun(find.noun),
      ...colors.flatMap(({ name, family }) => [name, names.color(name), family]),
      query.text,
      pin?.title ?? '',
      pin?.board ?? '',
      note,
    ].join('\n'),
  );
}

/** A text as it is compared: without accents, in lower case. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
