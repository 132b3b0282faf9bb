import { describe, expect, it } from 'vitest';
import {
  demandsOf,
  indexBoard,
  NEARNESS,
  NO_FILTER,
  withColor,
  withNearness,
  withWord,
} from '../../../../../lib/board/insights/filter.ts';
import { entriesOf } from '../../../support/boards.ts';

describe('a filter that is changed', () => {
  it('asks for a word, then no more, and leaves the rest', () => {
    const boho = withWord(NO_FILTER, 'styles', 'boho');
    const both = withWord(boho, 'styles', 'japandi');
    expect(both.styles).toEqual(['boho', 'japandi']);
    expect(demandsOf(both)).toBe(2);
    expect(withWord(withWord(both, 'styles', 'japandi'), 'styles', 'boho')).toEqual(NO_FILTER);
  });

  it('asks for a colour in the usual nearness, another one, or no more', () => {
    const red = withColor(NO_FILTER, '#c0392b');
    expect(red.colors).toEqual([{ hex: '#c0392b', within: NEARNESS.usual }]);
    const wide = withNearness(withColor(red, '#ffffff'), '#c0392b', 30);
    expect(wide.colors.map(({ within }) => within)).toEqual([30, NEARNESS.usual]);
    expect(withColor(wide, '#c0392b').colors.map(({ hex }) => hex)).toEqual(['#ffffff']);
  });

  it('asks for materials, rooms and scenes as well, all of them at once', () => {
    const index = indexBoard(
      entriesOf([
        {
          things: [{ noun: 'sideboard', material: 'oak', said: [['room', 'hallway']] }],
          scene: 'living room',
        },
        { things: [{ noun: 'vase', said: [['material', 'oak']] }], scene: 'bedroom' },
        { things: [] },
      ]),
    );
    const matches = (filter: Partial<typeof NO_FILTER>) =>
      index.matches({ ...NO_FILTER, ...filter });
    expect(matches({ materials: ['oak'] })).toEqual([0, 1]);
    expect(matches({ materials: ['oak'], scenes: ['bedroom'] })).toEqual([1]);
    expect(matches({ rooms: ['hallway'] })).toEqual([0]);
    expect(matches({ rooms: ['hallway'], scenes: ['bedroom'] })).toEqual([]);
  });
});
