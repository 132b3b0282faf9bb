import { averagePrecision50, type BoxedPhoto } from './average-precision.ts';
import { addTallies, EMPTY_TALLY, ratesOf, type Tally } from './score.ts';

type Half = 'tune' | 'report';

/** What one way of looking made of each photo. */
export interface Row {
  name: string;
  photos: { split: Half; tally: Tally; boxed: BoxedPhoto | null; isSceneRight: boolean }[];
}

/** What an evaluation found. */
export interface Evaluation {
  /** Versions of the models, by id. */
  models: Readonly<Record<string, string>>;
  /** The first is Magpie as it ships; all of the same photos. */
  rows: readonly Row[];
}

/** The evaluation as a Markdown page. */
export function toMarkdown({ models, rows }: Evaluation): string {
  const table = (half: Half) => [
    '| eyes | precision | recall | F1 | strict F1 | AP50 | main thing first | colour family | scene | false finds per empty picture |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${[row.name, ...cellsOf(row, half)].join(' | ')} |`),
  ];
  return [
    '# What Magpie finds',
    '',
    `Made by \`npm run eval -- --save\` on ${new Date().toISOString().slice(0, 10)}, on ${rows[0]?.photos.length ?? 0} labelled`,
    'photos (`scripts/eval/devset.json`). Labels are compared as sets of nouns; an answer that is',
    'too general counts half, in strict F1 nothing. AP50 is of the photos whose things are boxed,',
    '“main thing first” the share of photos whose first find is what the photo is of, colour family of',
    'the things found that have one. “Without” leaves one source of evidence out of the fusion, “alone”',
    'all others. Every photo is judged by weights that were fitted to the other half and never saw it;',
    'the weights that ship are fitted to both.',
    '',
    '## The report half',
    '',
    ...table('report'),
    '',
    '## The half that rules and thresholds were tuned on',
    '',
    ...table('tune'),
    '',
    '## Models',
    '',
    ...Object.entries(models).map(([id, version]) => `- ${id} ${version}`),
    '',
  ].join('\n');
}

function cellsOf({ photos }: Row, half: Half): string[] {
  const own = photos.filter(({ split }) => split === half);
  const tally = own.map((photo) => photo.tally).reduce(addTallies, EMPTY_TALLY);
  const lenient = ratesOf(tally, tally.lenient);
  const boxed = own.flatMap((photo) => (photo.boxed ? [photo.boxed] : []));
  const share = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(2));
  return [
    lenient.precision.toFixed(2),
    lenient.recall.toFixed(2),
    lenient.f1.toFixed(2),
    ratesOf(tally, tally.strict).f1.toFixed(2),
    boxed.length === 0 ? '–' : averagePrecision50(boxed).toFixed(2),
    share(tally.mainFirst, tally.images - tally.emptyImages),
    tally.colorsRight === 0 ? '–' : share(tally.colorsRight, tally.colorsAsked),
    share(own.filter((photo) => photo.isSceneRight).length, own.length),
    share(tally.falseOnEmpty, tally.emptyImages),
  ];
}
