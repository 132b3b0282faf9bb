import { CLOUD_VISION, type DetectedObject, type Stage } from '../lib/analysis.ts';
import { type ErrorCode, messageFor } from '../lib/errors.ts';
import { type PlainMessage, t, uiLanguage, uiWordLanguage } from '../lib/i18n.ts';
import { QUERY_ROLES, type QueryRole, wordIn } from '../lib/query/translate.ts';
import type { Term } from '../lib/text/term.ts';

/** From this score on, a find is called by the word beside it; the first that fits counts. */
const CONFIDENCE_WORDS = [
  { from: 0.75, word: 'standing.sure' },
  { from: 0.5, word: 'standing.likely' },
  { from: 0, word: 'standing.maybe' },
] as const;

const STAGE_WORDS = {
  decode: 'stage.decode',
  palette: 'stage.palette',
  objects: 'stage.objects',
  labels: 'stage.labels',
} as const satisfies Record<Stage, PlainMessage>;

const SOURCE_WORDS = {
  title: 'evidence.title',
  description: 'evidence.description',
  altText: 'evidence.altText',
  interests: 'evidence.interests',
  board: 'evidence.board',
  google: 'evidence.google',
  'your-board': 'boardModel.evidence',
} as const satisfies Record<Term['field'], PlainMessage>;

/** How sure a find is, in one word. */
export function confidenceWord(score: number): string {
  return t(CONFIDENCE_WORDS.find(({ from }) => score >= from)?.word ?? 'standing.maybe');
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
  const confidence = confidenceWord(score);
  if (!byUser) {
    return sources.includes(CLOUD_VISION) ? t('standing.google', { confidence }) : confidence;
  }
  if (byUser.was !== null) return t('standing.yourWord');
  return score === 1 ? t('standing.yourArea') : t('standing.drawn', { confidence });
}

/** "1 find", "6 finds", "0 finds". */
export function countFinds(count: number): string {
  return t('common.finds', count);
}

/** "1 unit", "1,000 units": what Google Cloud Vision bills. */
export function countUnits(count: number): string {
  return t('cloud.units', count, { count: written(count) });
}

/** A whole number as it is written: "1,000", in German "1.000". */
export function written(count: number): string {
  return count.toLocaleString(uiLanguage());
}

/** What Magpie does in a stage. */
export function stageWords(stage: Stage): string {
  return t(STAGE_WORDS[stage]);
}

/** The sentence that tells what went wrong. */
export function sentenceFor(code: ErrorCode): string {
  return t(messageFor(code));
}

/** A share in [0, 1] as a whole percentage; what rounds to nothing is "<1%". */
export function percent(share: number): string {
  const format = new Intl.NumberFormat(uiLanguage(), { style: 'percent' });
  return share > 0 && share < 0.005 ? `<${format.format(0.01)}` : format.format(share);
}

/**
 * A word of a find (a noun, a colour, a style …) in the language of the messages, as far as its
 * lexicon was learned and has it.
 */
export function shown(role: QueryRole, value: string): string {
  return wordIn(role, value, uiWordLanguage());
}

/** A noun as a heading: its first letter large, and television's short name as it is written. */
export function asHeading(noun: string): string {
  const written = noun.replace(/\btv\b/g, 'TV');
  return written.charAt(0).toLocaleUpperCase(uiLanguage()) + written.slice(1);
}

/** Why a find has its name. */
export function reasonFor({ sources, byUser }: Pick<DetectedObject, 'sources' | 'byUser'>): string {
  const isNamedByUser = byUser && (byUser.was !== null || sources.length === 0);
  return isNamedByUser ? t('reason.yours') : whyWords(sources);
}

/** Why we believe in a find, from the models that agree on it, those on this device and Google's. */
function whyWords(sources: readonly string[]): string {
  const onDevice = new Set(sources);
  const hasGoogle = onDevice.delete(CLOUD_VISION);
  if (hasGoogle && onDevice.size === 0) return t('reason.google');
  const models = Math.max(1, onDevice.size);
  return hasGoogle ? t('reason.modelsAndGoogle', models) : t('reason.models', models);
}

/** Where a word of a search was read: "Japandi: from this pin's interests". */
export function evidenceOf({ role, value, quote, field }: Term): string {
  const spoken = QUERY_ROLES.find((name) => name === role);
  const word = spoken ? shown(spoken, value) : value;
  const source = t(SOURCE_WORDS[field]);
  const isSaidSo = [value, word].some((said) => said.toLowerCase() === quote.toLowerCase());
  return isSaidSo
    ? t('evidence.same', { word: asHeading(quote), source })
    : t('evidence.other', { word: asHeading(word), quote, source });
}
