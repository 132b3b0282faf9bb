import type { DetectedObject } from './analysis.ts';
import type { Term } from './text/term.ts';

/** A thing to search the shops for: seen in the picture, named in the pin's words, or both. */
export interface Find {
  /** The most specific noun that eyes and words agree on. */
  noun: string;
  /** What was seen; null for a thing that only the words name. */
  object: DetectedObject | null;
  /** Words of the pin that describe this thing: at most a few of each role, the best first. */
  terms: readonly Term[];
}
