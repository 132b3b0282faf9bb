import type { DetectedObject, Stage } from '../lib/analysis.ts';
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
} as const satisfies Record<Term['field'], PlainMessage>;

/** How sure a find is, in one word. */
export function confidenceWord(score: number): string {
  return t(CONFIDENCE_WORDS.find(({ from }) => score >= from)?.word ?? 'standing.maybe');
}

/** How a find stands: how sure Magpie is, or what the user had a hand in. */
export function standing({ score, byUser }: Pick<DetectedObject, 'score' | 'byUser'>): string {
  if (!byUser) return confidenceWord(score);
  if (byUser.was !== null) return t('standing.yourWord');
  return score === 1
    ? t('standing.yourArea')
    : t('standing.drawn', { confidence: confidenceWord(score) });
}

/** "1 find", "6 finds", "0 finds". */
export function countFinds(count: number): string {
  return t('common.finds', count);
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
  return isNamedByUser ? t('reason.yours') : t('reason.models', Math.max(1, new Set(sources).size));
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
