import { describe, expect, it } from 'vitest';
import {
  asHeading,
  certaintyWords,
  confidenceWord,
  countFinds,
  countUnits,
  percent,
  whyWords,
} from '../../../components/words.ts';

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

  it('counts finds', () => {
    expect([0, 1, 2].map(countFinds)).toEqual(['0 finds', '1 find', '2 finds']);
  });

  it('gives shares as percentages, and does not call a sliver nothing', () => {
    expect([0.344, 0.004, 0, 1].map(percent)).toEqual(['34%', '<1%', '0%', '100%']);
  });

  it('begins a heading with a large letter, of any script', () => {
    expect(asHeading('österreichische vase')).toBe('Österreichische vase');
    expect(asHeading('')).toBe('');
  });

  it('says which models agree, each counted once', () => {
    expect(whyWords(['coco-ssd'])).toBe('Seen in the picture by one model.');
    expect(whyWords(['coco-ssd', 'mobilenet', 'mobilenet'])).toBe(
      'Seen in the picture by two models that agree.',
    );
  });

  it('gives Google its part in what was seen', () => {
    expect(whyWords(['cloud-vision'])).toBe('Seen in the picture by Google.');
    expect(whyWords(['coco-ssd', 'cloud-vision'])).toBe(
      'Seen in the picture by one model and Google.',
    );
    expect(whyWords(['coco-ssd', 'mobilenet', 'cloud-vision'])).toBe(
      'Seen in the picture by two models and Google.',
    );
    expect(certaintyWords({ score: 0.6, sources: ['coco-ssd'] })).toBe('likely');
    expect(certaintyWords({ score: 0.6, sources: ['cloud-vision'] })).toBe('likely · Google');
  });

  it('counts units with their thousands apart', () => {
    expect([0, 1, 1_000].map(countUnits)).toEqual(['0 units', '1 unit', '1,000 units']);
  });
});
