import * as v from 'valibot';
import { uiWordLanguage } from '../i18n.ts';
import {
  type NounSuggestion,
  NounSuggestionSchema,
  type SuggestionRequest,
} from '../noun-suggestion.ts';
import { pageMessages } from './page-messages.ts';

/** Nouns to choose from. The background has the vocabulary, which is too large for pages. */
export async function suggestNouns(request: SuggestionRequest): Promise<NounSuggestion[]> {
  return v.parse(
    v.array(NounSuggestionSchema),
    await pageMessages.sendMessage('nouns:suggest', { ...request, language: uiWordLanguage() }),
  );
}
