import type { LanguageReport } from './languages.ts';
import type { QueryTally } from './queries.ts';

type Half = Readonly<Record<'without' | 'with', QueryTally>>;

/** What an evaluation of queries found. */
export interface QueryEvaluation {
  photos: number;
  /** Versions of the models, by id. */
  models: Readonly<Record<string, string>>;
  tallies: Readonly<Record<'tune' | 'report', Half>>;
  languages: readonly LanguageReport[];
}

/** The evaluation as a Markdown page. */
export function queriesToMarkdown({ photos, models, tallies, languages }: QueryEvaluation): string {
  const table = ({ without, with: withWords }: Half) => [
    '| first queries | right noun | right noun, a general one half | right colour | both | wrong of all |',
    '| --- | --- | --- | --- | --- | --- |',
    `| eyes alone | ${cellsOf(without)} |`,
    `| eyes and the pin's words | ${cellsOf(withWords)} |`,
  ];
  return [
    '# What Magpie searches for',
    '',
    `Made by \`npm run eval:queries -- --save\` on ${new Date().toISOString().slice(0, 10)}, on ${photos} labelled photos`,
    '(`scripts/eval/devset.json`) with texts such as their pins would have',
    '(`scripts/eval/pin-texts.json`, written by us, who knew the labels: they show what words can',
    'add, not what Pinterest holds; the rules for words were mended on both halves). Shares are of',
    'labelled objects; of those with a labelled colour, for colours. Wrong: queries for what is not',
    'in the picture. The weights that ship were fitted to both halves, so that the eyes do better',
    'here than on new photos: compare the rows, and see docs/evaluation.md for the eyes.',
    '',
    '## The report half',
    '',
    ...table(tallies.report),
    '',
    '## The other half',
    '',
    ...table(tallies.tune),
    '',
    '## Languages',
    '',
    'Shares of the nouns of home and fashion with a word of their own, and with that or the one for',
    "their next kind; of the colours; and of the lexicon's own nouns and colours that Magpie reads",
    'again from the query that it writes for them.',
    '',
    '| language | nouns | nouns or their kind | colours | nouns read again | colours read again |',
    '| --- | --- | --- | --- | --- | --- |',
    ...languages.map(
      ({ language, nouns, nounsByKind, colors, nounsRead, colorsRead }) =>
        `| ${[language, ...[nouns, nounsByKind, colors, nounsRead, colorsRead].map(percent)].join(' | ')} |`,
    ),
    '',
    '## Models',
    '',
    ...Object.entries(models).map(([id, version]) => `- ${id} ${version}`),
    '',
  ].join('\n');
}

function cellsOf(tally: QueryTally): string {
  const of = (part: number, whole: number) => (whole === 0 ? '–' : percent(part / whole));
  return [
    of(tally.noun, tally.objects),
    of(tally.lenientNoun, tally.objects),
    of(tally.color, tally.colored),
    of(tally.both, tally.colored),
    of(tally.wrong, tally.queries),
  ].join(' | ');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
