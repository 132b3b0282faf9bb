import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sha256, verifyFile } from './digest.ts';
import { download, type Progress } from './download.ts';
import { systemErrorCode } from './error.ts';
import type { Lock, LockedModel, NpmSource, UrlSource } from './lock.ts';
import { fetchNpmFiles } from './npm-package.ts';
import { writeFileAtomic } from './write.ts';

/** A model's source files by name, all verified. */
export type SourceFiles = ReadonlyMap<string, Uint8Array>;

export interface SourceOptions {
  readonly lock: Pick<Lock, 'packages'>;
  readonly cacheDir: string;
  /** Folder that holds the files which are not on the npm registry, if there is one. */
  readonly mirror: string | undefined;
  readonly progress?: Progress | undefined;
  readonly idleTimeoutMs?: number | undefined;
}

/**
 * Brings the source files of a model: from the cache, the npm registry, the mirror or the pinned
 * URL, in this order, each verified by its SHA-256.
 * @throws ModelError
 */
export function fetchSource(
  source: LockedModel['source'],
  options: SourceOptions,
): Promise<SourceFiles> {
  return source.kind === 'npm' ? fetchFromNpm(source, options) : fetchFromUrls(source, options);
}

async function fetchFromNpm(source: NpmSource, options: SourceOptions): Promise<SourceFiles> {
  const wanted = source.files.map((file) => ({ ...file, path: `${source.folder}/${file.name}` }));
  const paths = await fetchNpmFiles(source.package, wanted, options);
  const files = new Map<string, Uint8Array>();
  for (const path of paths) files.set(basename(path), await readFile(path));
  return files;
}

async function fetchFromUrls(source: UrlSource, options: SourceOptions): Promise<SourceFiles> {
  const files = new Map<string, Uint8Array>();
  for (const file of source.files) files.set(file.name, await fetchPinned(file, options));
  return files;
}

async function fetchPinned(
  file: UrlSource['files'][number],
  options: SourceOptions,
): Promise<Uint8Array> {
  const cached = join(options.cacheDir, 'sources', `${file.sha256.slice(0, 12)}-${file.name}`);
  const fromCache = await readIfPresent(cached);
  if (fromCache && sha256(fromCache) === file.sha256) return fromCache;

  const fromMirror = options.mirror && (await readIfPresent(join(options.mirror, file.name)));
  if (fromMirror) {
    verifyFile(fromMirror, file, 'the mirror');
    return fromMirror;
  }

  const downloaded = await download(file.url, {
    expectedBytes: file.bytes,
    progress: options.progress,
    ...(options.idleTimeoutMs ? { idleTimeoutMs: options.idleTimeoutMs } : {}),
  });
  verifyFile(downloaded, file, new URL(file.url).host);
  await writeFileAtomic(cached, downloaded);
  return downloaded;
}

async function readIfPresent(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
