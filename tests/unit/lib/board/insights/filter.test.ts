import { describe, expect, it } from 'vitest';
import { indexBoard, NEARNESS, NO_FILTER } from '../../../../../lib/board/insights/filter.ts';
import { entriesOf } from '../../../support/boards.ts';

const GREEN = '#2e8b57';
const NEARLY_GREEN = '#35905e';
const RED = '#c0392b';

const index = indexBoard(
  entriesOf([
    {
      title: 'A green velvet sofa',
      things: [{ noun: 'loveseat', hex: GREEN }],
      palette: [['#f2efe9', 0.9]],
      styles: ['art deco'],
    },
    { things: [{ noun: 'sofa', hex: RED }], palette: [[NEARLY_GREEN, 0.3]], styles: ['boho'] },
    { things: [{ noun: 'rug', hex: NEARLY_GREEN }], palette: [[GREEN, 0.01]] },
    { title: 'Velvet curtains', things: [] },
  ]),
);

const matches = (filter: Partial<typeof NO_FILTER>) => index.matches({ ...NO_FILTER, ...filter });
const near = (hex: string, within: number = NEARNESS.usual) => [{ hex, within }];

describe('filters', () => {
  it('show all where nothing is asked for', () => {
    expect(matches({})).toEqual([0, 1, 2, 3]);
  });

  it('find a thing by its noun and by broader ones', () => {
    expect(matches({ nouns: ['sofa'] })).toEqual([0, 1]);
    expect(matches({ nouns: ['loveseat'] })).toEqual([0]);
    expect(matches({ nouns: ['sofa', 'rug'] })).toEqual([]);
  });

  it('find a colour in the picture or in a thing, as near as asked', () => {
    expect(matches({ colors: near(GREEN) })).toEqual([0, 1, 2]);
    expect(matches({ colors: near(GREEN, 0.5) })).toEqual([0]);
    expect(matches({ colors: [...near(GREEN), ...near(RED)] })).toEqual([1]);
  });

  it('want the colour of the thing where both are asked for', () => {
    expect(matches({ nouns: ['sofa'], colors: near(GREEN) })).toEqual([0]);
  });

  it('find keywords and styles, and all combined', () => {
    expect(matches({ keywords: ['velvet'] })).toEqual([0, 3]);
    expect(matches({ styles: ['boho'] })).toEqual([1]);
    expect(matches({ keywords: ['velvet'], styles: ['art deco'], nouns: ['sofa'] })).toEqual([0]);
  });

  it('give the same whatever was asked before', () => {
    for (const within of [40, 3, 12, 3]) matches({ colors: near(RED, within) });
    expect(matches({ colors: near(RED, 3) })).toEqual([1]);
  });

  it('work through thousands of pins', () => {
    const many = entriesOf(
      Array.from({ length: 3_000 }, (_, n) => ({
        title: `velvet thing ${n}`,
        things: [{ noun: n % 2 ? 'sofa' : 'rug', hex: n % 3 ? GREEN : RED }],
      })),
    );
    const found = indexBoard(many).matches({
      ...NO_FILTER,
      nouns: ['sofa'],
      colors: near(RED),
      keywords: ['velvet'],
    });
    expect(found).toEqual(many.flatMap((_, n) => (n % 2 === 1 && n % 3 === 0 ? [n] : [])));
  });
});
