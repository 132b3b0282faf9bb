/**
 * `npm run board-words`: makes assets/board-background.json, the table of how pins speak in general,
 * from the pin texts of the evaluation and from our estimates for words that Pinterest is full of.
 */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Background } from '../lib/board/insights/background.ts';
import { backgroundFrom } from './boards/background-from.ts';
import { readPinTexts } from './eval/pin-texts.ts';
import { ROOT } from './tool.ts';

const estimates = v.parse(
  v.record(v.string(), v.number()),
  JSON.parse(readFileSync(join(ROOT, 'scripts/boards/common-words.json'), 'utf8')),
);
const texts = [...readPinTexts().values()];
const table: Background = backgroundFrom(texts, estimates);
await writeFile(join(ROOT, 'assets/board-background.json'), `${JSON.stringify(table, null, 2)}\n`);
console.log(`${Object.keys(table.shares).length} words from ${texts.length} pins.`);
