import { ratesOf, type Tally } from './score.ts';

/** What an evaluation found. */
export interface Evaluation {
  photos: number;
  /** Versions of the models, by id. */
  models: Readonly<Record<string, string>>;
  rows: readonly { name: string; tune: Tally; report: Tally }[];
}

/** The evaluation as a Markdown page. */
export function toMarkdown({ photos, models, rows }: Evaluation): string {
  const table = (half: 'tune' | 'report') => [
    '| eyes | precision | recall | F1 | strict F1 | colour family | false finds per empty picture |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${[row.name, ...cellsOf(row[half])].join(' | ')} |`),
  ];
  return [
    '# What Magpie finds',
    '',
    `Made by \`npm run eval -- --save\` on ${new Date().toISOString().slice(0, 10)}, on ${photos} labelled`,
    'photos (`scripts/eval/devset.json`). Labels are compared as sets of nouns; an answer that is',
    'too general counts half, in strict F1 nothing.',
    '',
    '## Photos that nothing was tuned on',
    '',
    ...table('report'),
    '',
    '## Photos that the fusion was fitted to',
    '',
    ...table('tune'),
    '',
    '## Models',
    '',
    ...Object.entries(models).map(([id, version]) => `- ${id} ${version}`),
    '',
  ].join('\n');
}

function cellsOf(tally: Tally): string[] {
  const lenient = ratesOf(tally, tally.lenient);
  const strict = ratesOf(tally, tally.strict);
  const share = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(2));
  return [
    lenient.precision.toFixed(2),
    lenient.recall.toFixed(2),
    lenient.f1.toFixed(2),
    strict.f1.toFixed(2),
    share(tally.colorsRight, tally.colorsAsked),
    share(tally.falseOnEmpty, tally.emptyImages),
  ];
}
