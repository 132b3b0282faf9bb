import { describe, expect, it } from 'vitest';
import type { SuggestionRequest } from '../../../../lib/noun-suggestion.ts';
import { lexiconOf } from '../../../../lib/query/lexicons.ts';
import { suggestNouns } from '../../../../lib/vision/noun-suggestions.ts';
import { SHOP_NOUNS } from '../../../../lib/vision/vocabulary.ts';

const suggest = (changes: Partial<SuggestionRequest>) =>
  suggestNouns({ text: '', noun: null, alternatives: [], ...changes });
const nouns = (changes: Partial<SuggestionRequest>) => suggest(changes).map(({ noun }) => noun);

describe('before anything is typed', () => {
  it('offers siblings, the parent and kinds of the present noun, then other evidence', () => {
    const near = nouns({ noun: 'armchair', alternatives: ['sofa', 'not a noun'] });
    const at = (noun: string) => near.indexOf(noun);
    expect(near).not.toContain('armchair');
    expect(near).not.toContain('not a noun');
    expect(at('rocking chair')).toBeLessThan(at('chair'));
    expect(at('chair')).toBeLessThan(at('recliner'));
    expect(at('recliner')).toBeLessThan(at('sofa'));
    expect(at('rocking chair')).toBeGreaterThanOrEqual(0);
  });

  it('puts siblings of the same department first', () => {
    const near = nouns({ noun: 'armchair' });
    expect(near.indexOf('dining chair')).toBeLessThan(near.indexOf('deck chair'));
  });

  it('puts evidence and kinds before siblings that are only furniture too', () => {
    const near = nouns({ noun: 'sofa', alternatives: ['bed'] });
    expect(near[0]).toBe('bed');
    expect(near.indexOf('loveseat')).toBeLessThan(near.indexOf('bench'));
    expect(near).not.toContain('furniture');
  });

  it('offers the evidence alone where there is no noun', () => {
    expect(nouns({ alternatives: ['vase', 'lamp', 'vase'] })).toEqual(['vase', 'lamp']);
    expect(nouns({})).toEqual([]);
  });
});

describe('what is typed', () => {
  it('finds nouns by how they begin, by a later word, by what they contain', () => {
    const found = nouns({ text: 'lam' });
    expect(found[0]).toBe('lamp');
    expect(found).toContain('floor lamp');
    expect(found.indexOf('lampshade')).toBeLessThan(found.indexOf('floor lamp'));
  });

  it('finds a noun by its synonym, and says by which', () => {
    expect(suggest({ text: 'Settee' })).toContainEqual({ noun: 'sofa', synonym: 'settee' });
  });

  it('takes no notice of case, hyphens and spaces', () => {
    for (const text of ['T-Shirt', 't shirt', '  t-shirt ']) {
      expect(suggest({ text })[0]).toEqual({ noun: 't-shirt', synonym: null });
    }
  });

  it('prefers what is near the present noun', () => {
    const chairs = nouns({ text: 'chair', noun: 'armchair' });
    expect(chairs[0]).toBe('chair');
    expect(chairs.indexOf('rocking chair')).toBeLessThan(chairs.indexOf('bath chair') >>> 0);
  });

  it('may be no noun', () => {
    expect(suggest({ text: 'xyzzy' })).toEqual([]);
  });

  it('reaches every noun', () => {
    for (const noun of SHOP_NOUNS) expect(nouns({ text: noun })[0]).toBe(noun);
  });
});

describe('what is typed in another language', () => {
  const german = (text: string) =>
    suggestNouns({ text, noun: null, alternatives: [] }, lexiconOf('de').nouns);

  it('finds nouns by their words in it, and by the English ones still', () => {
    expect(german('Stehl')[0]).toEqual({ noun: 'floor lamp', synonym: null });
    expect(german('armchair')[0]).toEqual({ noun: 'armchair', synonym: null });
    expect(suggest({ text: 'Stehl' })).toEqual([]);
  });

  it('says which other word of the language it was', () => {
    const { word, also } = lexiconOf('de').nouns.armchair ?? { also: [] };
    expect(also[0]).not.toBe(word);
    expect(german(also[0] ?? '')).toContainEqual({ noun: 'armchair', synonym: also[0] });
  });
});
