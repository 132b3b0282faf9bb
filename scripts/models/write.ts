import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { explainWriteError, systemErrorCode } from './error.ts';

/** Files to write, by path relative to a folder ("/"-separated). */
export type FileTree = ReadonlyMap<string, Uint8Array>;

function temporarySibling(path: string): string {
  const suffix = `${process.pid}-${randomBytes(4).toString('hex')}`;
  return join(dirname(path), `.${basename(path)}.tmp-${suffix}`);
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Writes a file whole or not at all: to a temporary sibling, then renamed into place.
 * @throws ModelError on a full disk or missing rights
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporarySibling(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeSynced(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw explainWriteError(error, path);
  }
}

/**
 * Replaces a folder by the given files, whole or not at all: they are written to a temporary
 * sibling, which then takes the folder's place. When another process puts its own result there at
 * the same time, one of the two wins whole.
 * @throws ModelError on a full disk or missing rights; the old folder is then as it was
 */
export async function replaceFolder(folder: string, files: FileTree): Promise<void> {
  const staged = temporarySibling(folder);
  const retired = temporarySibling(folder);
  try {
    await mkdir(staged, { recursive: true });
    for (const [path, bytes] of files) {
      const target = join(staged, path);
      await mkdir(dirname(target), { recursive: true });
      await writeSynced(target, bytes);
    }
    await swap(folder, staged, retired);
  } catch (error) {
    throw explainWriteError(error, folder);
  } finally {
    await rm(staged, { recursive: true, force: true });
    await rm(retired, { recursive: true, force: true });
  }
}

// A non-empty folder cannot be renamed over, so the old one steps aside first.
async function swap(folder: string, staged: string, retired: string): Promise<void> {
  let hadOld = true;
  try {
    await rename(folder, retired);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    hadOld = false;
  }
  try {
    await rename(staged, folder);
  } catch (error) {
    const lostRace = ['ENOTEMPTY', 'EEXIST'].includes(systemErrorCode(error) ?? '');
    if (lostRace) return;
    if (hadOld) await rename(retired, folder);
    throw error;
  }
}

/**
 * Removes temporary siblings of `path` whose process has died, so that a killed run leaves nothing
 * to be packaged.
 */
export async function removeStaleTemporaries(path: string): Promise<void> {
  const prefix = `.${basename(path)}.tmp-`;
  let names: string[];
  try {
    names = await readdir(dirname(path));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  for (const name of names) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!isRunning(pid)) await rm(join(dirname(path), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}
