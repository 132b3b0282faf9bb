import { afterEach, describe, expect, it } from 'vitest';
import {
  asHeading,
  confidenceWord,
  countFinds,
  countUnits,
  evidenceOf,
  percent,
  reasonFor,
  sentenceFor,
  shown,
  standing,
} from '../../../components/words.ts';
import { ERROR_CODES } from '../../../lib/errors.ts';
import { lexiconOf } from '../../../lib/query/lexicons.ts';
import { learn } from '../../../lib/query/translate.ts';
import { speak } from '../support/languages.ts';

describe('the sentences of failures', () => {
  it.each(ERROR_CODES)('tell the user plainly of %s', (code) => {
    const sentence = sentenceFor(code);
    expect(sentence).toMatch(/^[A-Z].*[.?]$/);
    expect(sentence).not.toMatch(/!|undefined|error|exception/i);
    expect(sentence.length).toBeLessThan(100);
  });

  it('are all different', () => {
    expect(new Set(ERROR_CODES.map(sentenceFor)).size).toBe(ERROR_CODES.length);
  });
});

describe('words', () => {
  it('says how sure a find is', () => {
    expect([0.99, 0.75, 0.74, 0.5, 0.49, 0].map(confidenceWord)).toEqual([
      'sure',
      'sure',
      'likely',
      'likely',
      'maybe',
      'maybe',
    ]);
  });

  it('says where a word of a search was read, and how it stood there', () => {
    const term = { role: 'style', value: 'japandi', field: 'interests', quote: 'Japandi' } as const;
    expect(evidenceOf(term)).toBe("Japandi: from this pin's interests");
    expect(
      evidenceOf({ ...term, role: 'brand', value: 'ikea', quote: 'IKEA', field: 'google' }),
    ).toBe('IKEA: from Google Cloud Vision');
    expect(evidenceOf({ ...term, value: 'scandinavian', quote: 'Scandi', field: 'altText' })).toBe(
      "Scandinavian: “Scandi”, from this picture's caption",
    );
  });

  it('counts finds', () => {
    expect([0, 1, 2].map(countFinds)).toEqual(['0 finds', '1 find', '2 finds']);
  });

  it('gives shares as percentages, and does not call a sliver nothing', () => {
    expect([0.344, 0.004, 0, 1].map(percent)).toEqual(['34%', '<1%', '0%', '100%']);
  });

  it('begins a heading with a large letter, of any script', () => {
    expect(asHeading('österreichische vase')).toBe('Österreichische vase');
    expect(asHeading('')).toBe('');
    expect(asHeading('tv stand')).toBe('TV stand');
  });

  it('says which models agree, each counted once', () => {
    expect(reasonFor({ sources: ['coco-ssd'] })).toBe('Seen in the picture by one model.');
    expect(reasonFor({ sources: ['coco-ssd', 'mobilenet', 'mobilenet'] })).toBe(
      'Seen in the picture by 2 models that agree.',
    );
  });
  it('says what the user had a hand in', () => {
    const seen = { score: 0.6, sources: ['labeler'] };
    const renamed = { score: 1, sources: ['labeler'], byUser: { drawn: false, was: 'chair' } };
    const drawn = { ...seen, byUser: { drawn: true, was: null } };
    const drawnAndNamed = { score: 1, sources: [], byUser: { drawn: true, was: null } };
    expect([seen, renamed, drawn, drawnAndNamed].map(standing)).toEqual([
      'likely',
      'your word',
      'likely, your area',
      'your area',
    ]);
    expect([renamed, drawnAndNamed].map(reasonFor)).toEqual([
      'The name is yours.',
      'The name is yours.',
    ]);
    expect(reasonFor(drawn)).toBe('Seen in the picture by one model.');
  });

  it('gives Google its part in what was seen', () => {
    const reason = (...sources: string[]) => reasonFor({ sources });
    expect(reason('cloud-vision')).toBe('Seen in the picture by Google.');
    expect(reason('coco-ssd', 'cloud-vision')).toBe('Seen in the picture by one model and Google.');
    expect(reason('coco-ssd', 'mobilenet', 'cloud-vision')).toBe(
      'Seen in the picture by 2 models and Google.',
    );
    expect(standing({ score: 0.6, sources: ['cloud-vision'] })).toBe('likely · Google');
    const byUser = { drawn: false, was: 'chair' };
    expect(standing({ score: 1, sources: ['cloud-vision'], byUser })).toBe('your word');
  });

  it('counts units with their thousands apart', () => {
    expect([0, 1, 1_000].map(countUnits)).toEqual(['0 units', '1 unit', '1,000 units']);
  });
});

describe('words in another language', () => {
  afterEach(() => speak('en'));

  it('are those of its lexicon once it was learned, and English where it has none', () => {
    speak('de');
    expect(shown('noun', 'armchair')).toBe('armchair');
    learn('de', lexiconOf('de'));
    expect(shown('noun', 'armchair')).toBe('Sessel');
    expect(shown('color', 'mustard')).toBe('senfgelb');
    expect(shown('noun', 'something of my own')).toBe('something of my own');
    expect(shown('noun', 'constructor')).toBe('constructor');
    speak('en');
    expect(shown('noun', 'armchair')).toBe('armchair');
  });

  it('stand in its sentences', () => {
    speak('de');
    expect(countFinds(1)).toBe('1 Treffer');
    expect(percent(0.344)).toBe('34\u00a0%');
    const term = { role: 'style', value: 'scandinavian', field: 'title', quote: 'Scandi' } as const;
    expect(evidenceOf(term)).toBe('Skandinavisch: „Scandi“, aus dem Titel dieses Pins');
    expect(evidenceOf({ ...term, quote: 'Skandinavisch' })).toBe(
      'Skandinavisch: aus dem Titel dieses Pins',
    );
    speak('fr');
    expect([0, 1, 2].map(countFinds)).toEqual(['0 trouvaille', '1 trouvaille', '2 trouvailles']);
    speak('ja');
    expect([0, 1, 2].map(countFinds)).toEqual(['0件', '1件', '2件']);
  });
});
