/**
 * `npm run eval:queries [-- --save]`: whether the first query for a labelled object names it and
 * its colour, with and without the pin's words, and how far the lexicons reach.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '../lib/analysis.ts';
import { findsOf } from '../lib/text/finds.ts';
import { readTerms } from '../lib/text/read-terms.ts';
import { analyzer } from './eval/analyses.ts';
import { photoOf, readDevSet } from './eval/devset.ts';
import { reportLanguages } from './eval/languages.ts';
import { readPinTexts, textsKeyOf } from './eval/pin-texts.ts';
import {
  addQueryTallies,
  EMPTY_QUERY_TALLY,
  type QueryTally,
  scoreQueries,
} from './eval/queries.ts';
import { queriesToMarkdown } from './eval/queries-report.ts';
import { ensureModels } from './models/ensure.ts';
import { ROOT } from './tool.ts';

await ensureModels({ quiet: true });
const analysisOf = await analyzer();
const texts = readPinTexts();
const isVerbose = process.argv.includes('--verbose');

const tallies = {
  tune: { without: EMPTY_QUERY_TALLY, with: EMPTY_QUERY_TALLY },
  report: { without: EMPTY_QUERY_TALLY, with: EMPTY_QUERY_TALLY },
};
let photos = 0;
let models: Analysis['models'] = {};
for (const item of readDevSet()) {
  const path = await photoOf(item);
  const words = texts.get(textsKeyOf(item));
  if (!path || !words) continue;
  photos++;
  const analysis = await analysisOf(path);
  models = analysis.models;
  const finds = findsOf(analysis.objects, readTerms(words));
  add(tallies[item.split], 'without', scoreQueries(item, findsOf(analysis.objects, [])));
  add(tallies[item.split], 'with', scoreQueries(item, finds));
  if (isVerbose) {
    console.log(textsKeyOf(item), '·', item.objects.map(({ noun }) => noun).join(', '));
    for (const { noun, object, terms } of finds) {
      const said = terms.map(({ role, value }) => `${role} ${value}`).join(', ');
      console.log(`    ${object ? `${object.label} → ` : 'unseen: '}${noun} | ${said}`);
    }
  }
}

const report = queriesToMarkdown({ photos, models, tallies, languages: reportLanguages() });
console.log(report);
if (process.argv.includes('--save')) await writeFile(join(ROOT, 'docs/queries.md'), report);

function add(
  sums: { without: QueryTally; with: QueryTally },
  key: 'without' | 'with',
  more: QueryTally,
) {
  sums[key] = addQueryTallies(sums[key], more);
}
