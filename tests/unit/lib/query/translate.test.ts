import { beforeAll, describe, expect, it } from 'vitest';
import { LEXICON_LANGUAGES, type LexiconLanguage } from '../../../../lib/query/lexicon.ts';
import { writingLexiconOf } from '../../../../lib/query/lexicons.ts';
import {
  canWrite,
  learn,
  QUERY_LANGUAGES,
  type QueryRole,
  wordsFor,
} from '../../../../lib/query/translate.ts';

type Roles = Partial<Record<QueryRole, string>>;
const write = (roles: Roles, language: LexiconLanguage) => wordsFor(roles, language).join(' ');

describe('a language that was not learned', () => {
  it('is written in English', () => {
    expect(canWrite('de')).toBe(false);
    expect(wordsFor({ noun: 'armchair', color: 'mustard' }, 'de')).toEqual(['mustard', 'armchair']);
  });
});

describe('searches in the shop’s language', () => {
  beforeAll(() => {
    for (const language of LEXICON_LANGUAGES) learn(language, writingLexiconOf(language));
  });

  it('are in English as they are, in English order', () => {
    expect(
      wordsFor(
        { noun: 'sofa', pattern: 'striped', material: 'linen', color: 'navy', style: 'boho' },
        'en',
      ),
    ).toEqual(['boho', 'navy', 'linen', 'striped', 'sofa']);
    expect(canWrite('en')).toBe(true);
  });

  it.each<[LexiconLanguage, string, string, string]>([
    ['de', 'senfgelber Sessel', 'weiße Sneaker', 'rotes geblümtes Kleid'],
    ['fr', 'fauteuil jaune moutarde', 'baskets blanches', 'robe rouge fleurie'],
    ['es', 'sillón amarillo mostaza', 'zapatillas blancas', 'vestido rojo floral'],
    ['it', 'poltrona giallo senape', 'sneakers bianche', 'vestito rosso floreale'],
    ['pt', 'poltrona amarelo mostarda', 'tênis brancos', 'vestido vermelho floral'],
    ['nl', 'mosterdgele fauteuil', 'witte sneakers', 'rode gebloemde jurk'],
    ['ja', 'マスタードイエロー アームチェア', 'ホワイト スニーカー', 'レッド 花柄 ワンピース'],
  ])('%s: %s', (language, armchair, sneakers, dress) => {
    expect(write({ color: 'mustard', noun: 'armchair' }, language)).toBe(armchair);
    expect(write({ color: 'white', noun: 'sneakers' }, language)).toBe(sneakers);
    expect(write({ color: 'red', pattern: 'floral', noun: 'dress' }, language)).toBe(dress);
  });

  it.each<[LexiconLanguage, Roles, string]>([
    ['de', { color: 'black', noun: 'handbag', material: 'leather' }, 'schwarze Handtasche Leder'],
    ['de', { color: 'grey', noun: 'shelf' }, 'graues Regal'],
    ['de', { color: 'pink', noun: 'dress' }, 'rosa Kleid'],
    ['de', { style: 'scandinavian', noun: 'rug' }, 'skandinavischer Teppich'],
    ['fr', { color: 'purple', noun: 'curtain' }, 'rideau violet'],
    ['fr', { color: 'brown', noun: 'boots' }, 'bottes marron'],
    ['fr', { color: 'green', noun: 'boots' }, 'bottes vertes'],
    ['es', { color: 'brown', noun: 'boots' }, 'botas marrones'],
    ['es', { color: 'blue', noun: 'jeans' }, 'vaqueros azules'],
    ['it', { color: 'grey', noun: 'trousers' }, 'pantaloni grigi'],
    ['it', { color: 'white', noun: 'shoes' }, 'scarpe bianche'],
    ['it', { style: 'rustic', noun: 'shoes' }, 'scarpe rustiche'],
    ['pt', { color: 'blue', noun: 'shoes' }, 'sapatos azuis'],
    ['pt', { color: 'brown', noun: 'boots' }, 'botas marrons'],
    ['nl', { color: 'black', noun: 'desk' }, 'zwart bureau'],
    ['nl', { color: 'black', material: 'leather', noun: 'boots' }, 'zwarte leren laarzen'],
  ])('agree with the noun: %s %o', (language, roles, query) => {
    expect(write(roles, language)).toBe(query);
  });

  it('leave a brand as it is', () => {
    for (const language of QUERY_LANGUAGES) {
      expect(wordsFor({ noun: 'armchair', brand: 'b&b italia' }, language)).toContain('b&b italia');
    }
  });

  it('leave out what the lexicon lacks, but for the noun', () => {
    expect(write({ color: 'iridescent', style: 'gorpcore', noun: 'sofa' }, 'de')).toBe('Sofa');
    expect(write({ noun: 'chess set' }, 'fr')).toBe('chess set');
    expect(wordsFor({ color: 'iridescent' }, 'fr')).toEqual([]);
    expect(wordsFor({ color: 'black' }, 'fr')).toEqual(['noir']);
    expect(wordsFor({ color: 'toString', noun: 'constructor' }, 'de')).toEqual(['constructor']);
    expect(wordsFor({}, 'ja')).toEqual([]);
  });

  it('have the next kind’s word for a noun without its own', () => {
    expect(write({ noun: 'bud vase', color: 'white' }, 'de')).toBe('weiße Vase');
    expect(write({ noun: 'hobo bag' }, 'it')).toBe('borsetta');
  });
});
