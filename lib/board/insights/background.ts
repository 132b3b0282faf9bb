import * as v from 'valibot';
import background from '../../../assets/board-background.json' with { type: 'json' };

const Share = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));

/** How pins speak in general: what a board is weighed against. Made by `npm run board-words`. */
export const BackgroundSchema = v.object({
  /** Where the shares are from. */
  source: v.string(),
  /** The share of pins that say a word. */
  shares: v.record(v.string(), Share),
});
export type Background = v.InferOutput<typeof BackgroundSchema>;

/** The table that ships. */
export const SHIPPED_BACKGROUND: Background = v.parse(BackgroundSchema, background);

/**
 * The share of pins that say a word which the table does not have. High for a rare word, because
 * the table is small: what two pins of twenty say is to come after what half of them say.
 */
const RARE = 1 / 100;

/** Of the pins that say the rarer word of a phrase, how many have the other beside it; likewise high. */
const TOGETHER = 0.3;

/** The share of pins in general that say a word. */
export function shareOf({ shares }: Background, word: string): number {
  return (Object.hasOwn(shares, word) ? shares[word] : undefined) ?? RARE;
}

/** The share of pins in general that say two words side by side, as far as their words tell. */
export function shareOfPhrase(table: Background, first: string, second: string): number {
  const known = Object.hasOwn(table.shares, `${first} ${second}`)
    ? table.shares[`${first} ${second}`]
    : undefined;
  return known ?? Math.min(shareOf(table, first), shareOf(table, second)) * TOGETHER;
}
