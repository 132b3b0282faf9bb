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
