import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureModels } from '../../../../scripts/models/ensure.ts';
import type { Lock, LockedModel } from '../../../../scripts/models/lock.ts';
import { closedPort, listFiles, serve, sha256, temporaryFolder } from './helpers.ts';

const WEIGHTS = Buffer.from(Float32Array.of(1, 2, 3, 4).buffer);
const MODEL = Buffer.from(
  JSON.stringify({
    modelTopology: { node: [] },
    weightsManifest: [
      { paths: ['shard'], weights: [{ name: 'w', shape: [2, 2], dtype: 'float32' }] },
    ],
  }),
);

function lockedModel(id: string, required: boolean, url: string): LockedModel {
  const pin = (name: string, bytes: Buffer) => ({
    name: `${id}-${name}`,
    url: `${url}${id}-${name}`,
    bytes: bytes.length,
    sha256: sha256(bytes),
  });
  const model = Buffer.from(MODEL.toString().replace('shard', `${id}-shard`));
  return {
    id,
    name: id.toUpperCase(),
    upstream: 'v1',
    required,
    licence: 'Apache-2.0',
    attribution: 'tests',
    source: { kind: 'url', files: [pin('model.json', model), pin('shard', WEIGHTS)] },
    conversion: { kind: 'half-precision', model: `${id}-model.json` },
  };
}

async function fillMirror(mirror: string, id: string): Promise<void> {
  const model = MODEL.toString().replace('shard', `${id}-shard`);
  await writeFile(join(mirror, `${id}-model.json`), model);
  await writeFile(join(mirror, `${id}-shard`), WEIGHTS);
}

/** A lock of one required and one optional model, whose address refuses connections. */
async function setUp() {
  const root = await temporaryFolder();
  const mirror = await temporaryFolder();
  const url = await closedPort();
  const lock: Lock = {
    lockVersion: 1,
    packages: {},
    models: [lockedModel('must', true, url), lockedModel('may', false, url)],
    photos: {},
  };
  const warnings: string[] = [];
  const options = {
    quiet: true,
    required: false,
    lock,
    mirror,
    modelsDir: join(root, 'public/models'),
    wasmDir: join(root, 'public/wasm'),
    cacheDir: join(root, '.cache'),
    warn: (sentence: string) => warnings.push(sentence),
  };
  return { root, mirror, lock, options, warnings };
}

const MUST = ['must/model.json', 'must/weights.bin'];
const MAY = ['may/model.json', 'may/weights.bin'];
const TEXTS = ['LICENSES/Apache-2.0.txt', 'NOTICE.txt'];

describe('ensureModels', () => {
  it('writes models, licences, wasm and a manifest that lists their digests', async () => {
    const { options, mirror, warnings } = await setUp();
    await fillMirror(mirror, 'must');
    await fillMirror(mirror, 'may');
    const manifest = await ensureModels(options);
    expect(await listFiles(options.modelsDir)).toEqual(
      [...TEXTS, 'manifest.json', ...MAY, ...MUST].sort(),
    );
    expect(await listFiles(options.wasmDir)).toEqual(['tfjs-backend-wasm-simd.wasm']);
    expect(warnings).toEqual([]);
    const text = await readFile(join(options.modelsDir, 'manifest.json'), 'utf8');
    expect(JSON.parse(text)).toEqual(manifest);
    for (const model of manifest.models) {
      for (const file of model.files) {
        const bytes = await readFile(join(options.modelsDir, file.path));
        expect(sha256(bytes)).toBe(file.sha256);
        expect(bytes.length).toBe(file.bytes);
      }
    }
  });

  it('does nothing the second time, not even without the sources', async () => {
    const { options, mirror } = await setUp();
    await fillMirror(mirror, 'must');
    await fillMirror(mirror, 'may');
    const first = await ensureModels(options);
    const before = await stat(options.modelsDir);
    await rm(mirror, { recursive: true });
    expect(await ensureModels({ ...options, required: true })).toEqual(first);
    expect((await stat(options.modelsDir)).ino).toBe(before.ino);
  });

  it('gives the same bytes in another place', async () => {
    const [one, two] = [await setUp(), await setUp()];
    for (const { mirror } of [one, two]) await fillMirror(mirror, 'must');
    const [first, second] = [await ensureModels(one.options), await ensureModels(two.options)];
    expect(first.models).toEqual(second.models);
  });

  it('mends a damaged file', async () => {
    const { options, mirror } = await setUp();
    await fillMirror(mirror, 'must');
    await ensureModels(options);
    const weights = join(options.modelsDir, 'must/weights.bin');
    const good = await readFile(weights);
    await writeFile(weights, good.subarray(1));
    await ensureModels(options);
    expect(await readFile(weights)).toEqual(good);
  });

  it('makes the models anew when the lock pins others', async () => {
    const { options, mirror, lock } = await setUp();
    await fillMirror(mirror, 'must');
    await fillMirror(mirror, 'may');
    await ensureModels(options);
    const fewer = { ...lock, models: lock.models.slice(0, 1) };
    const manifest = await ensureModels({ ...options, lock: fewer });
    expect(manifest.models.map((model) => model.id)).toEqual(['must']);
    expect(await listFiles(options.modelsDir)).toEqual([...TEXTS, 'manifest.json', ...MUST].sort());
  });

  it('leaves out an optional model that cannot be had, and brings it later', async () => {
    const { options, mirror, warnings } = await setUp();
    await fillMirror(mirror, 'must');
    const { missing } = await ensureModels(options);
    expect(missing).toEqual([
      { id: 'may', reason: expect.stringContaining('No network to fetch may-model.json') },
    ]);
    expect(warnings).toEqual([expect.stringMatching(/^Warning: this build goes without MAY\. No/)]);
    await fillMirror(mirror, 'may');
    const later = await ensureModels(options);
    expect(later.missing).toEqual([]);
    expect(later.models.map((model) => model.id)).toEqual(['must', 'may']);
  });

  it.each([
    ['a required model', 'may', false],
    ['any model where all are required', 'must', true],
  ])('fails without %s and writes nothing', async (_, present, required) => {
    const { options, mirror } = await setUp();
    await fillMirror(mirror, present);
    await expect(ensureModels({ ...options, required })).rejects.toThrow(/^No network to fetch/);
    expect(await listFiles(options.modelsDir)).toEqual([]);
  });

  it.each([
    [
      'changed',
      Buffer.from('x'.repeat(WEIGHTS.length)),
      /may-shard from the mirror is not the pin/,
    ],
    ['cut short', WEIGHTS.subarray(5), /may-shard from the mirror is cut short \(11 of 16 bytes\)/],
  ])('stops at a mirror file that is %s, and keeps the old models', async (_, bytes, message) => {
    const { options, mirror, root } = await setUp();
    await fillMirror(mirror, 'must');
    await ensureModels(options);
    const before = await readFile(join(options.modelsDir, 'manifest.json'), 'utf8');
    await fillMirror(mirror, 'may');
    await writeFile(join(mirror, 'may-shard'), bytes);
    await expect(ensureModels(options)).rejects.toThrow(message);
    expect(await readFile(join(options.modelsDir, 'manifest.json'), 'utf8')).toBe(before);
    expect((await listFiles(root)).filter((path) => path.includes('tmp-'))).toEqual([]);
  });

  it('downloads where there is no mirror, keeps the files, and stops at a wrong one', async () => {
    const { options, lock } = await setUp();
    const served = new Map([
      ['/must-model.json', Buffer.from(MODEL.toString().replace('shard', 'must-shard'))],
      ['/must-shard', Buffer.alloc(WEIGHTS.length)],
    ]);
    const url = await serve((request, response) => response.end(served.get(request.url ?? '')));
    const online: Lock = { ...lock, models: [lockedModel('must', true, url)] };
    const download = { ...options, lock: online, mirror: null };
    await expect(ensureModels(download)).rejects.toThrow(/must-shard from 127.* is not the pinned/);
    expect(await listFiles(options.modelsDir)).toEqual([]);

    served.set('/must-shard', WEIGHTS);
    await ensureModels(download);
    served.clear();
    await rm(options.modelsDir, { recursive: true });
    await ensureModels(download);
    expect(await listFiles(options.modelsDir)).toContain('must/weights.bin');
  });
});
