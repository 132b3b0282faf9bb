import { describe, expect, it } from 'vitest';
import { brandsIn, nounOf, stylesIn } from '../../../../lib/cloud-vision/words.ts';

describe('nounOf', () => {
  it.each([
    ['Chair', 'chair'],
    ['Picture frames', 'picture frame'],
    ['Windsor rocking chair', 'rocking chair'],
    ['mustard yellow armchair', 'armchair'],
    ['Furniture', null],
    ['Interior design', null],
    ['Person', null],
    ['', null],
  ])('of %j is %j', (phrase, noun) => {
    expect(nounOf(phrase)).toBe(noun);
  });
});

describe('stylesIn and brandsIn', () => {
  it('find names as whole words, however they are written, each once', () => {
    const phrases = ['Mid-Century Modern living room', 'IKEA Strandmon', 'ikea', 'Hermès scarf'];
    expect(stylesIn([...phrases, 'Bohemian style', 'boho'])).toEqual([
      'mid-century modern',
      'boho',
    ]);
    expect(brandsIn(phrases)).toEqual(['IKEA', 'Hermès']);
  });

  it('take the longest name that begins at a word', () => {
    expect(brandsIn(['Zara Home candle', "Levi's 501"])).toEqual(['Zara Home', "Levi's"]);
  });

  it('find no name inside of another word', () => {
    expect(brandsIn(['Ikeabana', 'Zarafa', 'Nikes'])).toEqual([]);
    expect(stylesIn(['Boholmen', 'retrospective'])).toEqual([]);
  });

  it('take no word that Google mostly says of something else', () => {
    expect(stylesIn(['Industrial design', 'Modern art', 'Country', 'Gothic architecture'])).toEqual(
      [],
    );
    expect(brandsIn(['Mango', 'Target', 'Gap'])).toEqual([]);
    expect(stylesIn(['Industrial style'])).toEqual(['industrial']);
  });
});
