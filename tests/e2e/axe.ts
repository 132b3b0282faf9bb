import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Tab } from './tab.ts';

/** What axe finds wrong inside `root`, and the rules it found kept there. */
export async function examine(
  view: Tab,
  root: string,
): Promise<{ violations: string[]; passes: string[] }> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await view.page.evaluate(await readFile(axe, 'utf8'));
  return view.evaluate(async (selector) => {
    const options: RunOptions = {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    };
    const { violations, passes } = await (
      window as unknown as {
        axe: { run(context: object, options: RunOptions): Promise<AxeResults> };
      }
    ).axe.run({ include: [selector] }, options);
    return {
      violations: violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`,
        ),
      ),
      passes: passes.map(({ id }) => id),
    };
  }, root);
}
