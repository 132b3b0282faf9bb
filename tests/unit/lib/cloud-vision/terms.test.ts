import { expect, it } from 'vitest';
import { cloudTerms } from '../../../../lib/cloud-vision/terms.ts';

it('takes styles and brands for words of the whole picture, said by Google', () => {
  const findings = { bestGuess: 'chair', palette: [], styles: ['art deco'], brands: ['IKEA'] };
  expect(cloudTerms(findings)).toEqual([
    { role: 'style', value: 'art deco', field: 'google', quote: 'art deco' },
    { role: 'brand', value: 'ikea', field: 'google', quote: 'IKEA' },
  ]);
  expect(cloudTerms({ ...findings, styles: [], brands: [] })).toEqual([]);
});
