import { describe, expect, it } from 'vitest';
import type { LexiconLanguage } from '../../../../lib/query/lexicon.ts';
import { languagesOf } from '../../../../lib/text/language.ts';
import { readForeign } from '../../../../lib/text/read-foreign.ts';

const read = (text: string, language: LexiconLanguage) =>
  readForeign(text, language).map(
    ({ role, value, describes }) => `${role} ${value}${describes ? ` > ${describes}` : ''}`,
  );

const MUSTARD_VELVET_ARMCHAIR = [
  'color mustard > armchair',
  'material velvet > armchair',
  'noun armchair',
];

describe('texts in other languages', () => {
  it.each<[LexiconLanguage, string]>([
    ['de', 'Senfgelber Sessel aus Samt mit weißen Beinen'],
    ['de', 'senfgelbe Samtsessel'],
    ['fr', 'Fauteuil en velours jaune moutarde'],
    ['fr', 'fauteuils velours moutarde'],
    ['es', 'Sillón de terciopelo amarillo mostaza'],
    ['es', 'sillon mostaza terciopelo'],
    ['it', 'Poltrona in velluto giallo senape'],
    ['pt', 'Poltrona de veludo amarelo mostarda'],
    ['nl', 'Mosterdgele fluwelen fauteuil'],
    ['ja', 'マスタードイエローのベルベットの一人掛けソファ'],
  ])('%s: %s', (language, text) => {
    expect(read(text, language).sort()).toEqual(MUSTARD_VELVET_ARMCHAIR);
  });

  it.each<[LexiconLanguage, string, string[]]>([
    ['de', 'Blaue Stühle', ['color blue > chair', 'noun chair']],
    ['de', 'Holztisch', ['material wood > table', 'noun table']],
    ['de', 'Weiße Wände', []],
    ['de', 'Sofa ohne Kissen', ['noun sofa']],
    ['fr', "Canapé d'angle gris", ['noun sectional sofa', 'color grey > sectional sofa']],
    ['fr', "l'armoire blanche", ['noun wardrobe', 'color white > wardrobe']],
    ['fr', 'robe sans dentelle', ['noun dress']],
    [
      'es',
      'Vestidos negros de encaje',
      ['noun dress', 'color black > dress', 'material lace > dress'],
    ],
    ['it', 'Scarpe bianche', ['noun shoes', 'color white > shoes']],
    ['pt', 'Tênis azuis', ['noun sneakers', 'color blue > sneakers']],
    [
      'nl',
      'Zwarte leren laarzen',
      ['color black > boots', 'material leather > boots', 'noun boots'],
    ],
    ['ja', '北欧リビング', ['style scandinavian', 'room living room']],
    ['ja', 'ソファカバー', []],
    [
      'ja',
      '白いソファとオークのテーブル',
      ['color white > sofa', 'noun sofa', 'material oak > table', 'noun table'],
    ],
  ])('%s, forms and phrases: %s', (language, text, terms) => {
    expect(read(text, language)).toEqual(terms);
  });
});

describe('the language of a text', () => {
  it.each([
    ['a room with a velvet sofa', 'en'],
    ['Skandinavisches Wohnzimmer mit grauer Couch', 'de'],
    ['Samtsessel', 'de'],
    ['Idées déco salon bohème', 'fr'],
    ['Vestido negro de encaje', 'es'],
    ['Poltrona in velluto verde', 'it'],
    ['Guarda-roupa branco com espelho', 'pt'],
    ['Mosterdgele fauteuil met houten poten', 'nl'],
    ['北欧風のソファ', 'ja'],
    ['DIY Pottery Barn Inspired Console Table', 'en'],
    ['Abito lungo a fiori', 'it'],
    ['沙发', 'en'],
    ['Pizza Margherita', 'en'],
    ['', 'en'],
  ])('%s is %s', (text, language) => {
    expect(languagesOf([text])).toEqual([language]);
  });

  it('of a word that several have is that of the pin’s other texts', () => {
    expect(languagesOf(['sofá', 'Sala de estar com sofá branco e mesa de centro'])).toEqual([
      'pt',
      'pt',
    ]);
    expect(languagesOf(['sofá', 'Salón con sofá blanco y mesa de centro'])).toEqual(['es', 'es']);
  });
});
