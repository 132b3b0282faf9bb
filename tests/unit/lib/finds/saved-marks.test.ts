import { describe, expect, it } from 'vitest';
import { savedMarkOf } from '../../../../lib/finds/saved-marks.ts';
import { savedFind } from '../../support/finds.ts';

const BOX = { x: 0.1, y: 0.1, width: 0.4, height: 0.4 };
const mark = (noun: string, box: typeof BOX | null = BOX) => ({ id: `${noun} saved`, noun, box });
const shown = (noun: string, box: typeof BOX | null = BOX) => {
  const { object } = savedFind().find;
  return { noun, object: box && object && { ...object, box } };
};

describe('a saved find', () => {
  it('is known again by its place, under whatever noun', () => {
    expect(savedMarkOf([mark('armchair')], shown('armchair'))?.id).toBe('armchair saved');
    expect(savedMarkOf([mark('armchair')], shown('club chair'))?.id).toBe('armchair saved');
  });

  it('may have moved a little where its noun is the same, and not where it is not', () => {
    const moved = { ...BOX, width: 0.32 };
    expect(savedMarkOf([mark('bed')], shown('bed', moved))).toBeDefined();
    expect(savedMarkOf([mark('bed')], shown('bedding', moved))).toBeUndefined();
    expect(savedMarkOf([mark('bed')], shown('bed', { ...BOX, x: 0.6 }))).toBeUndefined();
  });

  it('of two in one place is the one of that noun', () => {
    const both = [mark('sofa'), mark('throw')];
    expect(savedMarkOf(both, shown('throw'))?.id).toBe('throw saved');
    expect(savedMarkOf(both, shown('sofa'))?.id).toBe('sofa saved');
  });

  it('that only words name is known by its noun, and by nothing that was seen', () => {
    expect(savedMarkOf([mark('rug', null)], shown('rug', null))).toBeDefined();
    expect(savedMarkOf([mark('rug', null)], shown('rug'))).toBeUndefined();
    expect(savedMarkOf([mark('rug')], shown('rug', null))).toBeUndefined();
  });
});
