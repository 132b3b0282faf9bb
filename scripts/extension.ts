import { join } from 'node:path';
import type { BrowserName } from './browsers.ts';
import { ensureModels } from './models/ensure.ts';
import { ROOT, runTool } from './tool.ts';

export interface BuildOptions {
  /** The build for end-to-end tests: its shadow root is open and it has the benchmark's page. */
  e2e?: boolean;
}

/** WXT's arguments that choose a browser; Firefox would get manifest version 2 otherwise. */
const TARGETS: Record<BrowserName, readonly string[]> = {
  chromium: [],
  firefox: ['-b', 'firefox', '--mv3'],
};

/** The folder that a build of the extension is written to. */
export function extensionFolder(browser: BrowserName, { e2e = false }: BuildOptions = {}): string {
  const name = browser === 'chromium' ? 'chrome-mv3' : 'firefox-mv3';
  return join(ROOT, '.output', ...(e2e ? ['e2e'] : []), name);
}

/**
 * Builds the extension, its models brought first.
 *
 * @returns the folder it is in
 * @throws Error when the build fails; what went wrong is on standard error by then
 */
export async function buildExtension(
  browser: BrowserName,
  options: BuildOptions = {},
): Promise<string> {
  await ensureModels({ quiet: true });
  await wxt(['build', ...TARGETS[browser]], options);
  return extensionFolder(browser, options);
}

/** Packs the extension into `.output/*.zip`; for Firefox the sources as well. */
export async function zipExtension(browser: BrowserName): Promise<void> {
  await ensureModels({ quiet: true });
  await wxt(['zip', ...TARGETS[browser]], {});
}

async function wxt(args: readonly string[], { e2e = false }: BuildOptions): Promise<void> {
  const env = { MAGPIE_E2E: e2e ? '1' : '0' };
  const code = await runTool('wxt', args, { env, quiet: true });
  if (code !== 0) throw new Error(`wxt ${args.join(' ')} failed.`);
}
