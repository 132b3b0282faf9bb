import type { Background } from '../../lib/board/insights/background.ts';
import { pinWordsOf } from '../../lib/board/pin-words.ts';
import type { PinTexts } from '../../lib/pin/pin.ts';

/** Words that fewer pins say are left to the table's general word for rare ones. */
const FEWEST_PINS = 3;

/** The share of pins that a word is credited with for every pin counted, on so small a sample. */
const CERTAINTY = 0.5;

const NO_TEXTS = { title: null, altText: null, description: null, interests: [] };

/**
 * The table of how pins speak: the larger of what was counted, discounted because the sample is
 * small and mostly of homes, and what was estimated.
 *
 * @param estimates share of pins by word.
 */
export function backgroundFrom(
  texts: readonly PinTexts[],
  estimates: Readonly<Record<string, number>>,
): Background {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of pinWordsOf(text).words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const shares = new Map<string, number>();
  for (const [word, share] of Object.entries(estimates)) {
    // Under the word that pins are read with: "decor" is "home decor".
    const title = word;
    for (const unit of pinWordsOf({ ...NO_TEXTS, title }).words) {
      shares.set(unit, Math.max(share, shares.get(unit) ?? 0));
    }
  }
  for (const [word, count] of counts) {
    if (count < FEWEST_PINS) continue;
    const share = (count / texts.length) * CERTAINTY;
    shares.set(word, Number(Math.max(share, shares.get(word) ?? 0).toFixed(4)));
  }
  return {
    source:
      `Share of pins that say a word: counted in the ${texts.length} pin texts that Magpie is ` +
      'evaluated on (scripts/eval/pin-texts.json), halved, or estimated by us for words that ' +
      'Pinterest is full of (scripts/boards/common-words.json), whichever is larger.',
    shares: Object.fromEntries([...shares].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
