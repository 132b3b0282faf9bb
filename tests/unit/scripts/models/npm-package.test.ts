import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssri from 'ssri';
import * as tar from 'tar';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchNpmFile } from '../../../../scripts/models/npm-package.ts';
import { closedPort, listFiles, serve, sha256, temporaryFolder } from './helpers.ts';

const PHOTO = Buffer.from('a photo');

async function makeTarball(): Promise<Buffer> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'package/img'), { recursive: true });
  await writeFile(join(folder, 'package/package.json'), '{"name":"toy","version":"1.0.0"}');
  await writeFile(join(folder, 'package/img/a.jpg'), PHOTO);
  return Buffer.from(await tar.create({ cwd: folder, gzip: true }, ['package']).concat());
}

/** A registry with the one package toy@1.0.0. */
async function serveRegistry(tarball: Buffer): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const url = await serve((request, response) => {
    requests.push(request.url ?? '');
    if (request.url?.endsWith('.tgz')) return response.end(tarball);
    const dist = {
      tarball: `${url}toy/-/toy-1.0.0.tgz`,
      shasum: createHash('sha1').update(tarball).digest('hex'),
    };
    return response.end(
      JSON.stringify({
        name: 'toy',
        'dist-tags': { latest: '1.0.0' },
        versions: { '1.0.0': { name: 'toy', version: '1.0.0', dist } },
      }),
    );
  });
  return { url, requests };
}

function lockOf(integrity: string) {
  return { packages: { 'toy@1.0.0': { integrity } } };
}

const integrityOf = (bytes: Buffer) => ssri.fromData(bytes, { algorithms: ['sha512'] }).toString();

describe('fetchNpmFile', () => {
  beforeEach(async () => {
    vi.stubEnv('npm_config_cache', await temporaryFolder());
    vi.stubEnv('npm_config_fetch_retries', '0');
    return () => vi.unstubAllEnvs();
  });

  it("brings a file through the user's registry, and the second time from the cache", async () => {
    const tarball = await makeTarball();
    const { url, requests } = await serveRegistry(tarball);
    vi.stubEnv('npm_config_registry', url);
    const cacheDir = await temporaryFolder();
    const bring = () =>
      fetchNpmFile('toy@1.0.0', 'package/img/a.jpg', sha256(PHOTO), {
        lock: lockOf(integrityOf(tarball)),
        cacheDir,
      });
    const path = await bring();
    expect(path.endsWith('a.jpg')).toBe(true);
    expect(await listFiles(cacheDir)).toEqual([path.slice(cacheDir.length + 1)]);
    const before = requests.length;
    expect(await bring()).toBe(path);
    expect(requests).toHaveLength(before);
  });

  it('refuses a tarball that is not the pinned one', async () => {
    const { url } = await serveRegistry(await makeTarball());
    vi.stubEnv('npm_config_registry', url);
    const cacheDir = await temporaryFolder();
    const lock = lockOf(integrityOf(Buffer.from('another')));
    const bringing = fetchNpmFile('toy@1.0.0', 'package/img/a.jpg', undefined, { lock, cacheDir });
    await expect(bringing).rejects.toMatchObject({
      unavailable: false,
      message: expect.stringContaining('toy@1.0.0 is not the pinned one'),
    });
    expect(await listFiles(cacheDir)).toEqual([]);
  });

  it('refuses a file that is not the pinned one, or not there', async () => {
    const tarball = await makeTarball();
    const { url } = await serveRegistry(tarball);
    vi.stubEnv('npm_config_registry', url);
    const options = { lock: lockOf(integrityOf(tarball)), cacheDir: await temporaryFolder() };
    await expect(
      fetchNpmFile('toy@1.0.0', 'package/img/a.jpg', '0'.repeat(64), options),
    ).rejects.toThrow(/is not the pinned file/);
    await expect(
      fetchNpmFile('toy@1.0.0', 'package/img/b.jpg', undefined, options),
    ).rejects.toThrow(/holds no package\/img\/b\.jpg/);
    expect(await listFiles(options.cacheDir)).toEqual([]);
  });

  it('says that the registry cannot be reached', async () => {
    vi.stubEnv('npm_config_registry', await closedPort());
    const options = { lock: lockOf(integrityOf(PHOTO)), cacheDir: await temporaryFolder() };
    await expect(
      fetchNpmFile('toy@1.0.0', 'package/a.jpg', undefined, options),
    ).rejects.toMatchObject({
      unavailable: true,
      message: expect.stringMatching(/^npm could not fetch toy@1\.0\.0 \(.*ECONNREFUSED/),
    });
  });

  it('refuses a package without a pin', async () => {
    await expect(
      fetchNpmFile('toy@1.0.0', 'package/a.jpg', undefined, { lock: { packages: {} } }),
    ).rejects.toThrow(/toy@1\.0\.0 is not pinned/);
  });
});
