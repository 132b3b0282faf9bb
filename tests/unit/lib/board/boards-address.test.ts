import { describe, expect, it } from 'vitest';
import { type BoardsView, hashOf, viewFromHash } from '../../../../lib/board/boards-address.ts';
import { NO_FILTER } from '../../../../lib/board/insights/filter.ts';

const RUN = 'board /anna/scandi living?room/';

describe('the address of a view', () => {
  it.each<BoardsView>([
    { view: 'list' },
    { view: 'board', runId: RUN, filter: NO_FILTER },
    {
      view: 'board',
      runId: RUN,
      filter: {
        nouns: ['sofa', 'floor lamp'],
        keywords: ['mid-century & modern', 'été'],
        styles: ['boho'],
        materials: ['oak'],
        rooms: ['home office'],
        scenes: ['living room'],
        colors: [
          { hex: '#e8a33d', within: 12 },
          { hex: '#0f2f2f', within: 40 },
        ],
      },
    },
    { view: 'comparison', runId: RUN, otherId: 'search /search/pins/?q=rattan #1' },
  ])('leads back to it: %o', (view) => {
    expect(viewFromHash(hashOf(view))).toEqual(view);
  });

  it('is the run id alone where nothing is filtered', () => {
    const hash = hashOf({ view: 'board', runId: 'board /anna/lamps/', filter: NO_FILTER });
    expect(hash).toBe(`#${encodeURIComponent('board /anna/lamps/')}`);
  });

  it.each(['', '#', '#%E0%A4%A', '#?object=sofa'])('is the list for %o', (hash) => {
    expect(viewFromHash(hash)).toEqual({ view: 'list' });
  });

  it('passes over what makes no sense, and keeps nearness within its bounds', () => {
    const view = viewFromHash('#x?color=red~3&color=ff0000~99&color=00ff00~1&object=a&object=a');
    expect(view).toMatchObject({
      filter: {
        nouns: ['a'],
        colors: [
          { hex: '#ff0000', within: 40 },
          { hex: '#00ff00', within: 3 },
        ],
      },
    });
  });
});
