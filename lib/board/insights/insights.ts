import type { BoardEntry } from './board-entry.ts';
import { type BoardSwatch, boardPaletteOf } from './board-palette.ts';
import { type Combination, combinationsOf } from './combinations.ts';
import { type Keyword, keywordsOf } from './keywords.ts';
import { type ObjectCount, objectsOf } from './objects.ts';
import { type Traits, traitsOf } from './traits.ts';

/** What a whole board says. Every part names the pins behind it. */
export interface BoardInsights {
  /** How many pins were looked at. */
  pins: number;
  keywords: Keyword[];
  objects: ObjectCount[];
  palette: BoardSwatch[];
  traits: Traits;
  /** What to look for. */
  combinations: Combination[];
}

const MOST_KEYWORDS = 40;
const MOST_COMBINATIONS = 24;

/**
 * The same as `insightsOf`, part by part.
 *
 * @param pause awaited between the parts, for a page to be used meanwhile.
 */
export async function insightsInParts(
  entries: readonly BoardEntry[],
  pause: () => Promise<void>,
): Promise<BoardInsights> {
  const palette = boardPaletteOf(entries);
  await pause();
  const combinations = combinationsOf(entries, MOST_COMBINATIONS);
  await pause();
  const keywords = keywordsOf(entries, MOST_KEYWORDS);
  await pause();
  const [objects, traits] = [objectsOf(entries), traitsOf(entries)];
  return { pins: entries.length, keywords, objects, palette, traits, combinations };
}

/** What a board says: its words, things, colours, styles, and what to look for. Pure. */
export function insightsOf(entries: readonly BoardEntry[]): BoardInsights {
  return {
    pins: entries.length,
    keywords: keywordsOf(entries, MOST_KEYWORDS),
    objects: objectsOf(entries),
    palette: boardPaletteOf(entries),
    traits: traitsOf(entries),
    combinations: combinationsOf(entries, MOST_COMBINATIONS),
  };
}
