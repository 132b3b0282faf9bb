import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type BrowserName = 'chromium' | 'firefox';
export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

export type BrowserSearch =
  | {
      status: 'found';
      executablePath: string;
      version: string;
      origin: 'path' | 'apt' | 'playwright';
    }
  /** `reason` is a sentence for the person at the terminal. */
  | { status: 'unavailable'; reason: string };

export interface BrowserSearchOptions {
  /** Whether to install a browser that is not there. Default true. */
  install?: boolean;
  /** Told what is being done, one line a call. */
  log?: (line: string) => void;
}

/** Names on the PATH, the preferred one first. */
const EXECUTABLES: Record<BrowserName, readonly string[]> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

/** Debian's packages; both bring a font (fontconfig-config depends on fonts-dejavu-core). */
const DEBIAN_PACKAGES: Record<BrowserName, string> = {
  chromium: 'chromium',
  firefox: 'firefox-esr',
};

const MINUTE = 60_000;

/**
 * Finds a browser that can be driven headless, and installs one where there is none: from the
 * PATH, else with apt-get (as root on Debian), else, for Chromium, Playwright's own build.
 * Playwright's Firefox is left out: it is patched and does not speak WebDriver BiDi.
 */
export async function findOrInstallBrowser(
  name: BrowserName,
  { install = true, log = () => {} }: BrowserSearchOptions = {},
): Promise<BrowserSearch> {
  const present = (await findOnPath(name)) ?? (await findPlaywrights(name));
  if (present) return present;
  if (!install) return { status: 'unavailable', reason: `No ${name} on the PATH.` };

  const reasons = [`no ${name} on the PATH`];
  for (const attempt of [installWithApt, installWithPlaywright]) {
    const result = await attempt(name, log);
    if (result.status === 'found') return result;
    reasons.push(result.reason);
  }
  return {
    status: 'unavailable',
    reason: `${name} could not be found or installed: ${reasons.join('; ')}.`,
  };
}

async function findOnPath(name: BrowserName): Promise<BrowserSearch | null> {
  for (const executable of EXECUTABLES[name]) {
    const executablePath = which(executable);
    const version = executablePath && (await versionOf(executablePath));
    if (executablePath && version) {
      return { status: 'found', executablePath, version, origin: 'path' };
    }
  }
  return null;
}

async function findPlaywrights(name: BrowserName): Promise<BrowserSearch | null> {
  if (name !== 'chromium') return null;
  const { chromium } = await import('playwright-core');
  const executablePath = chromium.executablePath();
  if (!existsSync(executablePath)) return null;
  const version = await versionOf(executablePath);
  return version ? { status: 'found', executablePath, version, origin: 'playwright' } : null;
}

async function installWithApt(
  name: BrowserName,
  log: (line: string) => void,
): Promise<BrowserSearch> {
  const unavailable = (reason: string): BrowserSearch => ({ status: 'unavailable', reason });
  if (!which('apt-get')) return unavailable('this system has no apt-get');
  if (process.getuid?.() !== 0) return unavailable('apt-get needs root');

  const packageName = DEBIAN_PACKAGES[name];
  const aptGet = (...args: string[]) =>
    run('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 15 * MINUTE,
      maxBuffer: 64 * 1024 * 1024,
    });
  try {
    log(`Installing ${packageName} with apt-get; this takes a minute or two.`);
    await aptGet('update');
    await aptGet('install', '--no-install-recommends', packageName);
  } catch (error) {
    return unavailable(`apt-get could not install ${packageName} (${reasonOf(error)})`);
  }
  const found = await findOnPath(name);
  return found?.status === 'found'
    ? { ...found, origin: 'apt' }
    : unavailable(`apt-get installed ${packageName}, but it does not start`);
}

async function installWithPlaywright(
  name: BrowserName,
  log: (line: string) => void,
): Promise<BrowserSearch> {
  const unavailable = (reason: string): BrowserSearch => ({ status: 'unavailable', reason });
  if (name !== 'chromium') return unavailable(`Playwright has no ${name} that can be used here`);
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  );
  try {
    log("Downloading Playwright's own Chromium.");
    await run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
      timeout: 10 * MINUTE,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    return unavailable(`Playwright could not download its Chromium (${reasonOf(error)})`);
  }
  return (
    (await findPlaywrights(name)) ??
    unavailable("Playwright's Chromium does not start: libraries of the system may be missing")
  );
}

/** The full path of a program on the PATH. */
function which(program: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, program);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** What `--version` prints, or null when the program does not start (as with a snap's stub). */
async function versionOf(executablePath: string): Promise<string | null> {
  try {
    const { stdout } = await run(executablePath, ['--version'], { timeout: MINUTE });
    return stdout.trim().split('\n').at(-1) ?? null;
  } catch {
    return null;
  }
}

/** The line of a failed program's output that says most: its last error line, else its last line. */
function reasonOf(error: unknown): string {
  const output =
    error instanceof Error && 'stderr' in error && typeof error.stderr === 'string'
      ? error.stderr
      : String(error);
  const lines = output.trim().split('\n');
  return lines.findLast((line) => /^E(rror)?: /.test(line)) ?? lines.at(-1) ?? 'no message';
}
