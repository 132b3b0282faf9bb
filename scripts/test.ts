/**
 * `npm test`: everything that has to hold. Goes on after a failure and ends with the line
 * `N passed, N failed`, with `, N skipped` where some were. Exit code 0 only when nothing failed.
 */
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { BROWSERS } from './browsers.ts';
import { buildExtension } from './extension.ts';
import { checkSizes } from './sizes.ts';
import { ROOT, runTool } from './tool.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const ReportSchema = v.object({
  success: v.boolean(),
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
});

/** In CI with the models at hand nothing is missing, so nothing may be left out. */
const complete = process.env.CI === 'true' && existsSync(join(ROOT, '../shared/models'));
if (complete) process.env.MODELS_REQUIRED = '1';

/** Each on a line of its own: the names say what a failure means. */
const STEPS: readonly [name: string, run: () => Promise<Tally>][] = [
  ['lint', () => tool('@biomejs/biome#biome', 'ci', '--error-on-warnings')],
  ['types', () => tool('typescript#tsc', '--noEmit')],
  ['unused code', () => tool('knip')],
  ['unit tests', () => vitest('unit')],
  ['build', build],
  ['sizes', sizes],
  ['end-to-end tests', () => vitest('e2e')],
];

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const failedSteps: string[] = [];
for (const [name, step] of STEPS) {
  console.log(`\n── ${name} ──`);
  const tally = await step().catch((error: unknown): Tally => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  if (tally.failed > 0) failedSteps.push(name);
}
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}.`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function tool(name: string, ...args: string[]): Promise<Tally> {
  return verdict((await runTool(name, args)) === 0);
}

async function build(): Promise<Tally> {
  for (const browser of BROWSERS) await buildExtension(browser);
  return verdict(true);
}

async function sizes(): Promise<Tally> {
  const checks = await checkSizes();
  for (const { ok, what, measured } of checks)
    console.log(`${ok ? '✓' : '✗'} ${what}: ${measured}`);
  const failed = checks.filter(({ ok }) => !ok).length;
  return { passed: checks.length - failed, failed, skipped: 0 };
}

/** Runs one of Vitest's projects and reads from its report what happened. */
async function vitest(project: string): Promise<Tally> {
  const file = join(ROOT, '.cache', `vitest-${project}.json`);
  await rm(file, { force: true });
  const code = await runTool('vitest', [
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = v.parse(ReportSchema, JSON.parse(await readFile(file, 'utf8')));
  const { numPassedTests: passed, numFailedTests } = report;
  // A file that cannot be loaded fails without a failed test.
  const failed = Math.max(numFailedTests, code === 0 && report.success ? 0 : 1);
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped === 0 || !complete || project !== 'e2e') return { passed, failed, skipped };
  console.error(`${skipped} end-to-end tests were skipped, which counts as failed here.`);
  return { passed, failed: failed + skipped, skipped: 0 };
}

function verdict(ok: boolean): Tally {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}
