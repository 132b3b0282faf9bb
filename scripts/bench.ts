/**
 * `npm run bench [-- --runs N] [-- --json]`: how long Magpie takes in Chromium on wasm, against
 * what its models take alone, and how long it keeps a page from responding. Exit code 1 where
 * that is more than it may be.
 */
import { parseArgs } from 'node:util';
import { launch } from '../tests/e2e/driver.ts';
import { startStandIn } from '../tests/e2e/stand-in.ts';
import { traceVisits } from './bench/main-thread.ts';
import { type Opening, openByClick, openCold, openWarm } from './bench/openings.ts';
import { type Measurements, toReport, toTable } from './bench/report.ts';
import { addBenchPins, inTurn, type Stage, setStage } from './bench/stage.ts';
import { findOrInstallBrowser } from './browsers.ts';
import { buildExtension } from './extension.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '12' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`--runs is a number from 1, not ${values.runs}.`);
  process.exit(2);
}

try {
  const report = toReport(await measure());
  console.log(values.json ? JSON.stringify(report, null, 2) : `\n${toTable(report)}`);
  if (report.bars.some(({ met }) => !met)) process.exitCode = 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

async function measure(): Promise<Measurements> {
  const search = await findOrInstallBrowser('chromium', { log: step });
  if (search.status === 'unavailable') throw new Error(search.reason);
  const { executablePath } = search;
  step('Building the extension');
  const extension = await buildExtension('chromium', { e2e: true });
  const standIn = await startStandIn();
  try {
    const pins = await addBenchPins(standIn);
    /** Plays a scene in a browser of its own. */
    const inBrowser = async <T>(scene: (stage: Stage) => Promise<T>): Promise<T> => {
      const driver = await launch('chromium', { executablePath, extension, port: standIn.port });
      try {
        return await scene(await setStage(driver, pins));
      } finally {
        await driver.close();
      }
    };

    step('Opening a first pin in a new browser, again and again');
    const cold: Opening[] = [];
    for (const pin of inTurn(pins.measured, runs)) {
      cold.push(await inBrowser((stage) => openCold(stage, pin)));
    }
    return await inBrowser(async (stage) => {
      step('Loading pins');
      const warm = await openWarm(stage, runs);
      step('Clicking pins, and running the models alone in between');
      const clicks = await openByClick(stage, runs);
      step('Tracing the main thread of pages with and without Magpie');
      const mainThread = await traceVisits(stage, runs);
      return { browser: stage.driver.version, runs, cold, warm, clicks, mainThread };
    });
  } finally {
    await standIn.close();
  }
}

/** To standard error: standard output has the report alone. */
function step(line: string): void {
  console.error(`• ${line}`);
}
