import { CLOUD_VISION, type DetectedObject, type Stage } from '../lib/analysis.ts';
import type { Term } from '../lib/text/term.ts';

/** From this score on, a find is called by the word beside it; the first that fits counts. */
const CONFIDENCE_WORDS = [
  { from: 0.75, word: 'sure' },
  { from: 0.5, word: 'likely' },
  { from: 0, word: 'maybe' },
] as const;
export type ConfidenceWord = (typeof CONFIDENCE_WORDS)[number]['word'];

const SMALL_NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

const STAGE_WORDS: Record<Stage, string> = {
  decode: 'Fetching the picture',
  palette: 'Picking out the colours',
  objects: 'Looking for things',
  labels: 'Finding the right names',
};

const FIELD_WORDS: Record<Term['field'], string> = {
  title: "this pin's title",
  description: "this pin's description",
  altText: "this picture's caption",
  interests: "this pin's interests",
  board: 'the name of its board',
  google: 'Google Cloud Vision',
};

/** How sure a find is, in one word. */
export function confidenceWord(score: number): ConfidenceWord {
  return CONFIDENCE_WORDS.find(({ from }) => score >= from)?.word ?? 'maybe';
}

/**
 * How a find stands: how sure Magpie is and whether Google has a part in it ("likely · Google"),
 * or what the user had a hand in.
 */
export function standing({
  score,
  sources,
  byUser,
}: Pick<DetectedObject, 'score' | 'sources' | 'byUser'>): string {
  if (!byUser) {
    const word = confidenceWord(score);
    return sources.includes(CLOUD_VISION) ? `${word} · Google` : word;
  }
  if (byUser.was !== null) return 'your word';
  return score === 1 ? 'your area' : `${confidenceWord(score)}, your area`;
}

/** "1 find", "6 finds", "0 finds". */
export function countFinds(count: number): string {
  return `${count} ${count === 1 ? 'find' : 'finds'}`;
}

/** "1 unit", "1,000 units": what Google Cloud Vision bills. */
export function countUnits(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'unit' : 'units'}`;
}

/** What Magpie does in a stage. */
export function stageWords(stage: Stage): string {
  return STAGE_WORDS[stage];
}

/** A share in [0, 1] as a whole percentage; what rounds to nothing is "<1%". */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? '<1%' : `${Math.round(share * 100)}%`;
}

/** A noun as a heading: its first letter large, and television's short name as it is written. */
export function asHeading(noun: string): string {
  const written = noun.replace(/\btv\b/g, 'TV');
  return written.charAt(0).toLocaleUpperCase() + written.slice(1);
}

/** Why a find has its name. */
export function reasonFor({ sources, byUser }: Pick<DetectedObject, 'sources' | 'byUser'>): string {
  const isNamedByUser = byUser && (byUser.was !== null || sources.length === 0);
  return isNamedByUser ? 'The name is yours.' : whyWords(sources);
}

/** Why we believe in a find, from the models that agree on it, those on this device and Google's. */
function whyWords(sources: readonly string[]): string {
  const onDevice = new Set(sources);
  const hasGoogle = onDevice.delete(CLOUD_VISION);
  if (hasGoogle && onDevice.size === 0) return 'Seen in the picture by Google.';
  const models =
    onDevice.size <= 1 ? 'one model' : `${SMALL_NUMBERS[onDevice.size] ?? onDevice.size} models`;
  if (hasGoogle) return `Seen in the picture by ${models} and Google.`;
  return `Seen in the picture by ${models}${onDevice.size <= 1 ? '' : ' that agree'}.`;
}

/** Where a word of a search was read: "Japandi: from this pin's interests". */
export function evidenceOf({ value, quote, field }: Term): string {
  const isSaidSo = quote.toLowerCase() === value.toLowerCase();
  const source = `from ${FIELD_WORDS[field]}`;
  return isSaidSo ? `${asHeading(quote)}: ${source}` : `${asHeading(value)}: “${quote}”, ${source}`;
}
