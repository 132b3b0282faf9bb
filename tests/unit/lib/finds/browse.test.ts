import { describe, expect, it } from 'vitest';
import { browse, type FindNames, type FindView, firstOf } from '../../../../lib/finds/browse.ts';
import type { SavedFind } from '../../../../lib/finds/saved-find.ts';
import { savedFind } from '../../support/finds.ts';

const ofPin = (title: string | null, board: string | null): SavedFind['pin'] => ({
  id: '1',
  url: 'https://www.pinterest.com/pin/1/',
  title,
  board,
});
const FINDS = [
  savedFind({ savedAt: '2026-11-02T00:00:00.000Z', pin: ofPin('Für Zoë', 'Attic') }, 'sofa'),
  savedFind({ savedAt: '2026-11-03T00:00:00.000Z', pin: null, note: 'for the hall' }, 'armchair'),
  savedFind({ savedAt: '2026-11-01T00:00:00.000Z', pin: ofPin(null, 'Cellar') }, 'vase'),
  savedFind({ savedAt: '2026-11-04T00:00:00.000Z', pin: ofPin('Another', 'Attic') }, 'vase'),
];
const GERMAN: Record<string, string> = { sofa: 'Sofa', armchair: 'Sessel', vase: 'Vase' };
const NAMES: FindNames = {
  noun: (noun) => GERMAN[noun] ?? noun,
  color: (color) => (color === 'mustard' ? 'Senfgelb' : color),
  compare: (a, b) => a.localeCompare(b),
};
const PLAIN: FindView = { search: '', sort: 'newest', group: 'none' };
const nounsOf = (view: Partial<FindView>, finds: readonly SavedFind[] = FINDS) =>
  browse(finds, { ...PLAIN, ...view }, NAMES, new WeakMap()).map(({ name, finds: members }) => [
    name,
    ...members.map(({ find }) => find.noun),
  ]);

describe('browsing finds', () => {
  it('sorts them by time or by what they are called', () => {
    expect(nounsOf({})).toEqual([[null, 'vase', 'armchair', 'sofa', 'vase']]);
    expect(nounsOf({ sort: 'oldest' })).toEqual([[null, 'vase', 'sofa', 'armchair', 'vase']]);
    expect(nounsOf({ sort: 'noun' })).toEqual([[null, 'armchair', 'sofa', 'vase', 'vase']]);
    expect(nounsOf({}, [])).toEqual([]);
  });

  it('leaves the list it was given as it was', () => {
    const given = [...FINDS];
    nounsOf({ sort: 'noun' }, given);
    expect(given).toEqual(FINDS);
  });

  it.each([
    ['fur zoe', ['sofa']],
    ['ZOË', ['sofa']],
    ['hall', ['armchair']],
    ['sessel', ['armchair']],
    ['armchair', ['armchair']],
    ['attic', ['vase', 'sofa']],
    ['attic vase', ['vase']],
    ['senfgelb sofa', ['sofa']],
    ['  mustard   cellar ', ['vase']],
    ['attic cellar', undefined],
  ])('finds “%s” in noun, colours, title, board and note', (search, expected) => {
    expect(nounsOf({ search })).toEqual(expected ? [[null, ...expected]] : []);
  });

  it('groups them by board, those without one last, or by what they are', () => {
    expect(nounsOf({ group: 'board' })).toEqual([
      ['Attic', 'vase', 'sofa'],
      ['Cellar', 'vase'],
      [null, 'armchair'],
    ]);
    expect(nounsOf({ group: 'object', sort: 'oldest' })).toEqual([
      ['Sessel', 'armchair'],
      ['Sofa', 'sofa'],
      ['Vase', 'vase', 'vase'],
    ]);
  });

  it('shows the first of them under their headings', () => {
    const groups = browse(FINDS, { ...PLAIN, group: 'board' }, NAMES, new WeakMap());
    const shown = (count: number) =>
      firstOf(groups, count).map(({ name, finds }) => [name, finds.length]);
    expect(shown(1)).toEqual([['Attic', 1]]);
    expect(shown(2)).toEqual([['Attic', 2]]);
    expect(shown(3)).toEqual([
      ['Attic', 2],
      ['Cellar', 1],
    ]);
    expect(shown(99)).toHaveLength(3);
  });
});
