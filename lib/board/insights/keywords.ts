import { type Background, SHIPPED_BACKGROUND, shareOf, shareOfPhrase } from './background.ts';
import { type BoardEntry, type Shared, Tally } from './board-entry.ts';

/** A word or phrase that sets a board apart, with the pins that say it. */
export interface Keyword extends Shared {
  /** How many times the odds of pins in general the odds of this board's pins to say it are. */
  odds: number;
  /** How sure that is, in standard deviations; what keywords are ranked by. */
  score: number;
}

/** How many pins in general the background weighs as much as, beside the board's own. */
const PRIOR_PINS = 50;

/** What fewer pins say is chance: two of a small board, one in fifty of a large one. */
const FEWEST_PINS = 2;
const FEWEST_SHARE = 0.02;

/** From 1.64 on, by chance alone one word in twenty would get as far. */
const LEAST_SCORE = 1.64;

/** From this share of a word's pins on, a phrase says all that the word would. */
const ABSORBED = 0.7;

/** How many times more often than their words would meet by chance a phrase's stand together. */
const LEAST_TOGETHER = 2;

/**
 * The words and phrases by which a board differs from pins in general, the most telling first.
 * Ranked by the z-score of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi
 * and Quinn, "Fightin' Words", Political Analysis 16, 2008, equations 16 to 22), here of the pins
 * that say a word and those that do not, so that no single long description counts twice.
 */
export function keywordsOf(
  entries: readonly BoardEntry[],
  most: number,
  background: Background = SHIPPED_BACKGROUND,
): Keyword[] {
  const words = new Tally();
  const phrases = new Tally();
  for (const { pin, look } of entries) {
    words.add(pin.id, look.words);
    phrases.add(pin.id, look.phrases);
  }
  const total = entries.length;
  const fewest = Math.max(FEWEST_PINS, Math.ceil(total * FEWEST_SHARE));
  const singles = words.all().filter(({ pinIds }) => pinIds.length >= fewest);
  const counts = new Map(singles.map(({ value, pinIds }) => [value, pinIds.length]));

  const pairs = phrases.all().flatMap((shared): Keyword[] => {
    const parts = partsOf(shared.value, counts);
    if (shared.pinIds.length < fewest || !parts) return [];
    const [first, second] = parts;
    const byChance = ((counts.get(first) ?? 0) * (counts.get(second) ?? 0)) / total;
    const common = shareOfPhrase(background, first, second);
    const keyword = weighed(shared, total, common);
    return shared.pinIds.length >= byChance * LEAST_TOGETHER || isMost(shared, parts, counts)
      ? [keyword]
      : [];
  });
  const telling = (keyword: Keyword) => keyword.score >= LEAST_SCORE;
  const kept = pairs.filter(telling);
  const rest = singles
    .filter((single) => !kept.some((phrase) => absorbs(phrase, single)))
    .map((single) => weighed(single, total, shareOf(background, single.value)))
    .filter(telling);
  return [...kept, ...rest]
    .sort((a, b) => b.score - a.score || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}

/**
 * The log-odds ratio of a word between a board and its background, over its standard deviation.
 *
 * @param total pins of the board
 * @param common share of pins in general that say the word, in (0, 1)
 */
export function weighed(shared: Shared, total: number, common: number): Keyword {
  const count = shared.pinIds.length;
  const prior = common * PRIOR_PINS;
  const inBoard = count + prior;
  const notInBoard = total - count + PRIOR_PINS - prior;
  const logOdds = Math.log(inBoard / notInBoard) - Math.log(common / (1 - common));
  const deviation = Math.sqrt(1 / inBoard + 1 / notInBoard);
  return { ...shared, odds: Math.exp(logOdds), score: logOdds / deviation };
}

/** The two units of a phrase, each of which may itself be several words. */
function partsOf(
  phrase: string,
  counts: ReadonlyMap<string, number>,
): [first: string, second: string] | null {
  for (let at = phrase.indexOf(' '); at !== -1; at = phrase.indexOf(' ', at + 1)) {
    const [first, second] = [phrase.slice(0, at), phrase.slice(at + 1)];
    if (counts.has(first) && counts.has(second)) return [first, second];
  }
  return null;
}

/** Whether nearly all pins that say one of the words say it in this phrase. */
function isMost(
  { pinIds }: Shared,
  parts: readonly string[],
  counts: ReadonlyMap<string, number>,
): boolean {
  return parts.some((part) => pinIds.length >= (counts.get(part) ?? 0) * ABSORBED);
}

function absorbs(phrase: Keyword, single: Shared): boolean {
  return (
    phrase.pinIds.length >= single.pinIds.length * ABSORBED &&
    (phrase.value.startsWith(`${single.value} `) || phrase.value.endsWith(` ${single.value}`))
  );
}
