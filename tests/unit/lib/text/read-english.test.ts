import { describe, expect, it } from 'vitest';
import { readEnglish } from '../../../../lib/text/read-english.ts';

/** `role value` of each term, with `> noun` where it describes one. */
const read = (text: string) =>
  readEnglish(text).map(
    ({ role, value, describes }) => `${role} ${value}${describes ? ` > ${describes}` : ''}`,
  );

describe('English texts', () => {
  it.each([
    [
      'a living room with a boucle armchair and a rattan pendant light',
      [
        'room living room',
        'material boucle > armchair',
        'noun armchair',
        'material rattan > pendant light',
        'noun pendant light',
      ],
    ],
    ['sofa in green velvet', ['noun sofa', 'color green > sofa', 'material velvet > sofa']],
    [
      'a table made of oak and a chair in black leather',
      [
        'noun table',
        'material oak > table',
        'noun chair',
        'color black > chair',
        'material leather > chair',
      ],
    ],
    ['Black hooded coat', ['color black > coat', 'noun coat']],
    ['t-shirt navy and white', ['noun t-shirt', 'color navy > t-shirt', 'color white > t-shirt']],
    [
      'Velvet cushion covers - mustard',
      ['material velvet > cushion', 'noun cushion', 'color mustard > cushion'],
    ],
    [
      'Rattan lamp, boho, natural oak',
      ['material rattan > lamp', 'noun lamp', 'style boho', 'material oak'],
    ],
    ['Sofa, chair, velvet', ['noun sofa', 'noun chair', 'material velvet']],
    ['Sofas and chairs', ['noun sofa', 'noun chair']],
    ['Velvet dress shoes', ['material velvet > shoes', 'noun shoes']],
  ])('bind the words of a phrase to its noun: %s', (text, terms) => {
    expect(read(text)).toEqual(terms);
  });

  it.each([
    ['Scandi living room', ['style scandinavian', 'room living room']],
    [
      'MCM sideboard | walnut',
      ['style mid-century modern > sideboard', 'noun sideboard', 'material walnut > sideboard'],
    ],
    ['Y2K outfit inspo', ['style y2k']],
    ['mid-century modern living room ideas', ['style mid-century modern', 'room living room']],
    [
      '70s floral maxi dress',
      ['era 1970s > maxi dress', 'pattern floral > maxi dress', 'noun maxi dress'],
    ],
    ['coastal grandmother outfits', ['style coastal grandmother']],
  ])('go by the lexicon’s own words: %s', (text, terms) => {
    expect(read(text)).toEqual(terms);
  });

  it.each([
    'cozy home inspo ✨ aesthetic ideas',
    'DIY tutorial: 10 decor ideas for your home',
    'Orange County Home',
    'white noise',
    'Watch this video to suit your style, top 10 tips',
    'dress up your outfit',
    'white walls and wooden floors',
    'natural light',
    'Modern',
    'rose',
    'table of contents',
    'phone wallpaper',
    'Old Navy, West Elm and Pottery Barn',
    '',
  ])('say nothing of a product: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('lose nothing but the brand or the sale', () => {
    expect(read('Black Friday deals on sofas!')).toEqual(['noun sofa']);
    expect(read('Crate & Barrel chair')).toEqual(['noun chair']);
    expect(read('white sofa with brass legs')).toEqual(['color white > sofa', 'noun sofa']);
  });

  it.each([
    [
      'living room without cushions and rugs, with a floor lamp',
      ['room living room', 'noun floor lamp'],
    ],
    ['not a velvet sofa but a linen armchair', ['material linen > armchair', 'noun armchair']],
    ["This isn't a chair. It's a stool", ['noun stool']],
    ['leather-free sneakers', ['noun sneakers']],
  ])('leave out what they deny: %s', (text, terms) => {
    expect(read(text)).toEqual(terms);
  });

  it.each([
    ['gold ring', 'material gold > ring'],
    ['gold mirror', 'color gold > mirror'],
    ['rose gold ring', 'material rose gold > ring'],
    ['rose sofa', 'color pink > sofa'],
    ['cherry red dress', 'color red > dress'],
    ['cherry wood table', 'material cherry wood > table'],
    ['terracotta vase', 'material terracotta > vase'],
    ['terracotta sofa', 'color terracotta > sofa'],
    ['modern kitchen', 'style modern'],
  ])('are understood by what stands beside: %s', (text, term) => {
    expect(read(text)).toContain(term);
  });

  it('are quoted as they stand', () => {
    expect(readEnglish('A Bouclé Armchair; SCANDI style').map(({ quote }) => quote)).toEqual([
      'Bouclé',
      'Armchair',
      'SCANDI style',
    ]);
  });
});
