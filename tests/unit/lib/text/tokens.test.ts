import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../../lib/text/tokens.ts';

const kinds = (text: string) => tokensOf(text).map(({ text: word, kind }) => `${word} ${kind}`);

describe('English words', () => {
  it('have dictionary forms', () => {
    expect(tokensOf('Shelves, benches and sofas').map(({ lemma }) => lemma)).toEqual([
      'shelf',
      'bench',
      'and',
      'sofa',
    ]);
  });

  it('have kinds, by which a verb is told from a thing', () => {
    expect(kinds('Dress up your sofa')).toEqual(
      expect.arrayContaining(['Dress verb', 'sofa noun']),
    );
    expect(kinds('a velvet dress')).toEqual(['a article', 'velvet noun', 'dress noun']);
    expect(kinds("isn't")).toContain(' negation');
    expect(kinds('sofa in green')).toContain('in linker');
  });

  it('tell where a clause ends and where a list goes on', () => {
    expect(tokensOf('white, velvet sofa: new | grey/blue rug').map(({ after }) => after)).toEqual([
      'comma',
      'word',
      'end',
      'end',
      'comma',
      'word',
      'end',
    ]);
  });

  it('are none in no text', () => {
    expect(tokensOf('')).toEqual([]);
  });
});
