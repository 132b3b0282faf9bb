/**
 * `npm run bench:boards [-- --pins N]`: a board goes through Chromium on wasm; how long that takes
 * against the sum of its analyses, and whether the extension keeps more and more. Exit code 1
 * where either is more than it may be.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { RUN_LIMIT } from '../lib/board/board-run.ts';
import type { RunProgress } from '../lib/board/run-progress.ts';
import { type Driver, launch } from '../tests/e2e/driver.ts';
import { type StandIn, startStandIn } from '../tests/e2e/stand-in.ts';
import { addPhotoBoard, boardUrlOf } from '../tests/e2e/stand-in-boards.ts';
import type { Tab } from '../tests/e2e/tab.ts';
import { extensionMemory } from './bench/extension-memory.ts';
import { openBench } from './bench/stage.ts';
import { median } from './bench/statistics.ts';
import { findOrInstallBrowser } from './browsers.ts';
import { buildExtension } from './extension.ts';
import { PHOTO_NAMES, photo } from './photos.ts';

/** How many times as long as its analyses a board may take. */
const MAX_RATIO = 1.2;

/** More growth than this, from the first third to the last, is a leak; less is the browser's. */
const MAX_GROWTH = 1.1;

/** Pins of a board that goes before: models are loaded and buffers have their sizes after it. */
const WARM_UP_PINS = 2 * PHOTO_NAMES.length;

/** Milliseconds between two looks at the run and its memory. */
const LOOK_INTERVAL = 1_000;

/** What was seen of a run. */
interface Outcome {
  /** Milliseconds from its beginning to its end. */
  ms: number;
  /** What its analyses took by themselves, in milliseconds. */
  analyses: number[];
  /** Bytes that the extension held, at even intervals. */
  memory: number[];
}

const { values } = parseArgs({ options: { pins: { type: 'string', default: '500' } } });
const count = Number(values.pins);
if (!Number.isInteger(count) || count < 6 || count > RUN_LIMIT.most) {
  console.error(`--pins is a number from 6 to ${RUN_LIMIT.most}, not ${values.pins}.`);
  process.exit(2);
}

try {
  if (!report(await measure())) process.exitCode = 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

async function measure(): Promise<Outcome> {
  const search = await findOrInstallBrowser('chromium', { log: step });
  if (search.status === 'unavailable') throw new Error(search.reason);
  step('Building the extension');
  const extension = await buildExtension('chromium', { e2e: true });
  const standIn = await startStandIn();
  const { executablePath } = search;
  const driver = await launch('chromium', { executablePath, extension, port: standIn.port });
  try {
    const bench = await openBench(driver);
    step(`Warming up on ${WARM_UP_PINS} pins`);
    await runThrough(standIn, driver, bench, { slug: 'before', count: WARM_UP_PINS });
    await bench.evaluate(() => magpieBench.forgetAnalyses(), null);
    step(`Running through ${count} pins`);
    return await runThrough(standIn, driver, bench, { slug: 'measured', count });
  } finally {
    await driver.close();
    await standIn.close();
  }
}

/** Puts a board up, has it analysed, and watches until that is done. */
async function runThrough(
  standIn: StandIn,
  driver: Driver,
  bench: Tab,
  board: { slug: string; count: number },
): Promise<Outcome> {
  const files = await Promise.all(PHOTO_NAMES.map((name) => photo(name)));
  const made = await addPhotoBoard(standIn, { ...board, files });
  const tab = await driver.open(boardUrlOf(made));
  const tabId = await bench.evaluate((url) => magpieBench.tabIdOf(url), boardUrlOf(made));
  const page = { kind: 'board' as const, user: made.user, slug: made.slug };
  const order = { tabId, page, limit: board.count };
  const memory: number[] = [];
  const began = performance.now();
  const { id } = await bench.evaluate((wanted) => magpieBench.beginBoard(wanted), order);
  let progress: RunProgress;
  let ended: number;
  do {
    await sleep(LOOK_INTERVAL);
    progress = await bench.evaluate((runId) => magpieBench.boardProgress(runId), id);
    ended = performance.now();
    memory.push(await extensionMemory(process.pid));
  } while (progress.status === 'running');
  if (progress.status !== 'done' || progress.done !== board.count) {
    throw new Error(`${progress.done} of ${board.count} pins, then ${progress.status}.`);
  }
  await tab.close();
  const analyses = await bench.evaluate(() => magpieBench.analysisTimes(), null);
  if (analyses.length !== board.count) throw new Error(`${analyses.length} analyses are kept.`);
  return { ms: ended - began, analyses, memory };
}

/** Prints what was measured; whether it is within the bars. */
function report({ ms, analyses, memory }: Outcome): boolean {
  const sum = analyses.reduce((total, one) => total + one, 0);
  const ratio = ms / sum;
  const third = Math.max(1, Math.floor(memory.length / 3));
  const [first, last] = [median(memory.slice(0, third)), median(memory.slice(-third))];
  const growth = last / first;
  const pace = `${((60_000 * analyses.length) / ms).toFixed(0)} a minute`;
  console.log(
    [
      `${analyses.length} pins in ${seconds(ms)}, ${pace}; an analysis takes ${seconds(median(analyses))} (median)`,
      `${mark(ratio <= MAX_RATIO)} the run against the sum of its analyses, ${seconds(sum)}: × ${ratio.toFixed(3)}, at most ${MAX_RATIO}`,
      `${mark(growth <= MAX_GROWTH)} memory of the extension, last third against the first: ${mebibytes(first)} to ${mebibytes(last)}, × ${growth.toFixed(3)}, at most ${MAX_GROWTH}`,
    ].join('\n'),
  );
  return ratio <= MAX_RATIO && growth <= MAX_GROWTH;
}

function mark(isMet: boolean): string {
  return isMet ? '✓' : '✗';
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

/** To standard error: standard output has the report alone. */
function step(line: string): void {
  console.error(`• ${line}`);
}
