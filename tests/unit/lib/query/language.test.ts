import { describe, expect, it } from 'vitest';
import { languageFor } from '../../../../lib/query/language.ts';

describe('languageFor', () => {
  it.each([
    [['de'], 'en-US', 'de'],
    [['en', 'fr'], 'fr-CA', 'fr'],
    [['en', 'fr'], 'de-DE', 'en'],
    [['sv'], 'sv-SE', 'en'],
    [['ar', 'en'], 'de', 'en'],
    [['ja-JP'], 'ja', 'ja'],
  ])('for a site in %j and a shopper of %s is %s', (languages, locale, language) => {
    expect(languageFor(languages, locale)).toBe(language);
  });
});
