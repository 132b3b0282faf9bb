import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../../scripts/eval/report.ts';
import { EMPTY_TALLY, type Tally } from '../../../../scripts/eval/score.ts';

const REPORTED: Tally = {
  images: 10,
  predicted: 8,
  wanted: 12,
  lenient: 6,
  strict: 4,
  colorsAsked: 5,
  colorsRight: 4,
  emptyImages: 4,
  falseOnEmpty: 1,
  mainFirst: 3,
};

const BOX = { x: 0, y: 0, width: 0.5, height: 0.5 };
const BOXED = {
  things: [{ noun: 'sofa', box: BOX }],
  finds: [{ label: 'sofa', score: 0.9, box: BOX }],
};

/** Photos of which one half has all the figures, as one sum and an empty photo. */
const photos = (full: 'tune' | 'report') => [
  { split: full, tally: REPORTED, boxed: BOXED, isSceneRight: true },
  { split: full, tally: EMPTY_TALLY, boxed: null, isSceneRight: false },
];

const page = toMarkdown({
  models: { 'coco-ssd': 'v1', labeler: 'v2' },
  rows: [
    { name: 'Magpie', photos: photos('report') },
    { name: 'coco-ssd alone', photos: photos('tune') },
  ],
});

/** The cells of the rows under a heading. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`## ${heading}\n`);
  const lines = (section.split('\n## ')[0] ?? '').split('\n');
  return lines
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const FIGURES = ['0.75', '0.50', '0.60', '0.40', '1.00', '0.50', '0.80', '0.50', '0.25'];
const NOTHING = ['0.00', '0.00', '0.00', '0.00', '–', '–', '–', '–', '–'];

describe('the page of an evaluation', () => {
  it('says on how many photos it was made, and when', () => {
    expect(page).toMatch(/^# .+\n/);
    expect(page).toMatch(/ on \d{4}-\d\d-\d\d, on 2 labelled\nphotos/);
    expect(page.endsWith('\n')).toBe(true);
  });

  it.each([
    ['The report half', FIGURES, NOTHING],
    ['The half that rules and thresholds were tuned on', NOTHING, FIGURES],
  ])('has a table: %s', (heading, first, second) => {
    const [head, rule, ...rows] = rowsUnder(heading);
    expect(head?.slice(0, 4)).toEqual(['eyes', 'precision', 'recall', 'F1']);
    expect(rule).toEqual(head?.map(() => '---'));
    expect(rows).toEqual([
      ['Magpie', ...first],
      ['coco-ssd alone', ...second],
    ]);
  });

  it('names the models with their versions', () => {
    expect(page).toContain('\n## Models\n\n- coco-ssd v1\n- labeler v2\n');
  });
});
