import { vi } from 'vitest';
import type { Change } from '../../../lib/corrections.ts';
import type { SuggestionRequest } from '../../../lib/noun-suggestion.ts';
import { suggestNouns } from '../../../lib/vision/noun-suggestions.ts';

/** What corrects finds in a test of views: the real nouns, and changes to look at. */
export function fakeCorrecting() {
  return {
    suggest: vi.fn(async (request: SuggestionRequest) => suggestNouns(request)),
    correct: vi.fn((_change: Change) => undefined),
  };
}
