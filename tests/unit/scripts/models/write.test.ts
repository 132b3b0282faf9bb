import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  removeStaleTemporaries,
  replaceFolder,
  writeFileAtomic,
} from '../../../../scripts/models/write.ts';
import { listFiles, temporaryFolder } from './helpers.ts';

const disk = vi.hoisted(() => ({ bytesLeft: Number.POSITIVE_INFINITY }));

// A disk that fills up: the write that goes past its end fails, as the system's would.
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  return {
    ...fs,
    open: async (path: string, flags: string) => {
      const file = await fs.open(path, flags);
      const writeWhole = file.writeFile.bind(file);
      file.writeFile = async (data) => {
        disk.bytesLeft -= data instanceof Uint8Array ? data.byteLength : 0;
        if (disk.bytesLeft >= 0) return writeWhole(data);
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      };
      return file;
    },
  };
});

afterEach(() => {
  disk.bytesLeft = Number.POSITIVE_INFINITY;
});

const tree = (files: Record<string, string>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

describe('replaceFolder', () => {
  it('replaces all that was there', async () => {
    const folder = join(await temporaryFolder(), 'public/models');
    await replaceFolder(folder, tree({ 'a/old.json': '1', 'manifest.json': '1' }));
    await replaceFolder(folder, tree({ 'b/new.json': '2', 'manifest.json': '2' }));
    expect(await listFiles(folder)).toEqual(['b/new.json', 'manifest.json']);
    expect(await listFiles(join(folder, '..'))).toEqual([
      'models/b/new.json',
      'models/manifest.json',
    ]);
  });

  it('leaves the old folder and nothing else when the disk is full', async () => {
    const root = await temporaryFolder();
    const folder = join(root, 'models');
    await replaceFolder(folder, tree({ 'manifest.json': 'old' }));
    disk.bytesLeft = 8;
    const writing = replaceFolder(folder, tree({ 'a.bin': '12345', 'manifest.json': 'new!!' }));
    await expect(writing).rejects.toMatchObject({
      name: 'ModelError',
      message: expect.stringMatching(/^The disk is full while writing .*: free/),
    });
    expect(await listFiles(root)).toEqual(['models/manifest.json']);
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toBe('old');
  });

  it('ends with one whole result when several processes write at once', async () => {
    const root = await temporaryFolder();
    const folder = join(root, 'models');
    const files = tree({ 'a/model.json': '{}', 'manifest.json': '{}' });
    await Promise.all(Array.from({ length: 8 }, () => replaceFolder(folder, files)));
    expect(await listFiles(root)).toEqual(['models/a/model.json', 'models/manifest.json']);
  });
});

describe('writeFileAtomic', () => {
  it('keeps the old file when the disk is full', async () => {
    const root = await temporaryFolder();
    const path = join(root, 'x.wasm');
    await writeFileAtomic(path, Buffer.from('old'));
    disk.bytesLeft = 2;
    await expect(writeFileAtomic(path, Buffer.from('new'))).rejects.toThrow(/disk is full/);
    expect(await listFiles(root)).toEqual(['x.wasm']);
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});

describe('removeStaleTemporaries', () => {
  it('removes what a dead process left, and nothing else', async () => {
    const root = await temporaryFolder();
    // No system hands out process ids above 2^22.
    for (const name of ['.models.tmp-99999999-ab', `.models.tmp-${process.pid}-cd`, 'models']) {
      await mkdir(join(root, name));
      await writeFile(join(root, name, 'f'), '');
    }
    await removeStaleTemporaries(join(root, 'models'));
    expect(await listFiles(root)).toEqual([`.models.tmp-${process.pid}-cd/f`, 'models/f']);
  });
});
