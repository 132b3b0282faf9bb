import { CLOUD_VISION, type DetectedObject, type Stage } from '../lib/analysis.ts';

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

/** How sure a find is, in one word. */
export function confidenceWord(score: number): ConfidenceWord {
  return CONFIDENCE_WORDS.find(({ from }) => score >= from)?.word ?? 'maybe';
}

/** "1 find", "6 finds", "0 finds". */
export function countFinds(count: number): string {
  return `${count} ${count === 1 ? 'find' : 'finds'}`;
}

/** "1 unit", "1,000 units": what Google Cloud Vision bills. */
export function countUnits(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'unit' : 'units'}`;
}

/** How sure a find is, and that Google has a part in it: "likely · Google". */
export function certaintyWords(object: Pick<DetectedObject, 'score' | 'sources'>): string {
  const word = confidenceWord(object.score);
  return object.sources.includes(CLOUD_VISION) ? `${word} · Google` : word;
}

/** What Magpie does in a stage. */
export function stageWords(stage: Stage): string {
  return STAGE_WORDS[stage];
}

/** A share in [0, 1] as a whole percentage; what rounds to nothing is "<1%". */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? '<1%' : `${Math.round(share * 100)}%`;
}

/** A noun as a heading: its first letter large. */
export function asHeading(noun: string): string {
  return noun.charAt(0).toLocaleUpperCase() + noun.slice(1);
}

/** Why we believe in a find, from the models that agree on it, those on this device and Google's. */
export function whyWords(sources: readonly string[]): string {
  const onDevice = new Set(sources);
  const hasGoogle = onDevice.delete(CLOUD_VISION);
  if (hasGoogle && onDevice.size === 0) return 'Seen in the picture by Google.';
  const models =
    onDevice.size <= 1 ? 'one model' : `${SMALL_NUMBERS[onDevice.size] ?? onDevice.size} models`;
  if (hasGoogle) return `Seen in the picture by ${models} and Google.`;
  return `Seen in the picture by ${models}${onDevice.size <= 1 ? '' : ' that agree'}.`;
}
