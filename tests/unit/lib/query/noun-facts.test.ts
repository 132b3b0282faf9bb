import { describe, expect, it } from 'vitest';
import { UNKNOWN_NOUN } from '../../../../lib/query/noun.ts';
import { factsOf } from '../../../../lib/query/noun-facts.ts';

describe('factsOf', () => {
  it('knows other words, broader kinds and the department', () => {
    const { synonyms, ...facts } = factsOf('loafers');
    expect(synonyms.length).toBeLessThanOrEqual(2);
    expect(facts).toEqual({ kinds: ['shoes'], inherentColor: false, department: 'fashion' });
    expect(factsOf('sofa').synonyms).toContain('couch');
  });

  it('knows of a shopper\u2019s word what it knows of the noun', () => {
    const { synonyms, ...couch } = factsOf('couch');
    expect(synonyms[0]).toBe('sofa');
    const { synonyms: _, ...sofa } = factsOf('sofa');
    expect(couch).toEqual(sofa);
    expect(factsOf('television').inherentColor).toBe(true);
  });

  it.each([
    ['sideboard', 'home'],
    ['mug', 'home'],
    ['midi dress', 'fashion'],
    ['lipstick', 'fashion'],
    ['laptop', 'both'],
    ['thingamajig', 'any'],
  ])('%s is of %s', (noun, department) => {
    expect(factsOf(noun).department).toBe(department);
  });

  it('knows nothing of no noun', () => {
    expect(factsOf('thingamajig')).toEqual(UNKNOWN_NOUN);
  });
});
