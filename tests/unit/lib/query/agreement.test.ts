import { describe, expect, it } from 'vitest';
import { agreeing, formsOf, pluralsOf } from '../../../../lib/query/agreement.ts';

describe('agreement', () => {
  it('leaves words that never change, and all words without a noun', () => {
    expect(agreeing({ word: 'bleu marine', also: [] }, 'fp', 'fr')).toBe('bleu marine');
    expect(agreeing({ word: 'blanc', inflected: 'blanche', also: [] }, null, 'fr')).toBe('blanc');
  });

  it.each([
    ['es', 'azul', 'azul', 'azules'],
    ['es', 'francés', 'francesa', 'franceses'],
    ['es', 'marroquí', 'marroquí', 'marroquís'],
    ['it', 'bianco', 'bianca', 'bianchi'],
    ['it', 'classico', 'classica', 'classici'],
    ['it', 'grigio', 'grigia', 'grigi'],
    ['it', 'minimalista', 'minimalista', 'minimalisti'],
    ['pt', 'marrom', 'marrom', 'marrons'],
    ['pt', 'francês', 'francesa', 'franceses'],
    ['pt', 'azul', 'azul', 'azuis'],
    ['fr', 'gris', 'grise', 'gris'],
  ] as const)('%s %s in the plural', (language, word, inflected, plural) => {
    expect(agreeing({ word, inflected, also: [] }, 'mp', language)).toBe(plural);
  });

  it('knows every form in which a word may stand', () => {
    const forms = formsOf({ word: 'senfgelb', inflected: 'senfgelbe' }, 'de');
    expect(forms).toEqual(
      expect.arrayContaining(['senfgelb', 'senfgelbe', 'senfgelber', 'senfgelbes', 'senfgelben']),
    );
    expect(formsOf({ word: 'rosa' }, 'es')).toEqual(['rosa']);
  });

  it.each([
    ['de', 'Stuhl', 'Stühle'],
    ['de', 'Lampe', 'Lampen'],
    ['de', 'Kleid', 'Kleider'],
    ['de', 'Schrank', 'Schränke'],
    ['nl', 'vaas', 'vazen'],
    ['nl', 'stoel', 'stoelen'],
    ['nl', 'bed', 'bedden'],
    ['nl', 'sofa', "sofa's"],
    ['fr', 'table basse', 'tables basses'],
    ['fr', 'sac à main', 'sacs à main'],
    ['es', 'sillón', 'sillones'],
    ['es', 'tapiz', 'tapices'],
    ['it', 'tappeto', 'tappeti'],
    ['it', 'lampada', 'lampade'],
    ['pt', 'calção', 'calções'],
  ] as const)('%s %s: %s', (language, noun, plural) => {
    expect(pluralsOf(noun, language)).toContain(plural);
  });

  it('knows no plural in Japanese', () => {
    expect(pluralsOf('椅子', 'ja')).toEqual([]);
  });
});
