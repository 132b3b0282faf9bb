import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Engine, type OpenedEyes } from '../../../../lib/engine/engine.ts';
import type { Job, JobUpdate } from '../../../../lib/engine/protocol.ts';
import { MagpieError } from '../../../../lib/errors.ts';

// The browser's decoder is not in Node; the one of the command line is.
vi.mock('../../../../lib/engine/decode.ts', async () => {
  const { decodeImageInNode } = await import('../../../../lib/engine/decode-node.ts');
  return { decodeImage: decodeImageInNode };
});

const HOST = 'https://i.pinimg.com/736x';
let picture: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const bytes = await sharp({
    create: { width: 60, height: 40, channels: 3, background: '#1b294b' },
  })
    .jpeg()
    .toBuffer();
  picture = Uint8Array.from(bytes);
});

let fetched: string[];
let detecting: (() => void)[];
let detect: () => Promise<[]>;
const eyes: OpenedEyes = {
  detector: { id: 'coco-ssd', version: 'v1', detect: () => detect() },
  classifier: null,
  localizer: null,
  labeler: null,
  segmenter: null,
  embedder: null,
  backend: 'wasm',
};

beforeEach(() => {
  fetched = [];
  detecting = [];
  detect = async () => [];
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url);
    return url.endsWith('gone.jpg') ? new Response(null, { status: 404 }) : new Response(picture);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const job = (id: string, file = `${id}.jpg`): Job => ({
  id,
  imageUrls: [`${HOST}/${file}`],
  backend: 'auto',
});
const failure = (code: string) => ({
  ok: false,
  failure: expect.objectContaining({ code }),
});

/** Detections that take until the test lets them end. */
function holdDetections(): void {
  detect = () => {
    const { promise, resolve } = Promise.withResolvers<[]>();
    detecting.push(() => resolve([]));
    return promise;
  };
}
const detections = (count: number) => vi.waitFor(() => expect(detecting).toHaveLength(count));

describe('Engine', () => {
  it('fetches, decodes, looks, and reports under the id of the job', async () => {
    const updates: JobUpdate[] = [];
    const outcome = await new Engine(async () => eyes).run(job('a'), (update) =>
      updates.push(update),
    );
    expect(fetched).toEqual([`${HOST}/a.jpg`]);
    expect(outcome).toMatchObject({
      ok: true,
      analysis: { width: 60, height: 40, backend: 'wasm', palette: [{ name: 'navy' }] },
    });
    expect(updates.map(({ jobId, next }) => [jobId, next])).toEqual([
      ['a', 'objects'],
      ['a', 'labels'],
    ]);
  });

  it('opens the models once, as the first job wishes', async () => {
    const open = vi.fn(async () => eyes);
    const engine = new Engine(open);
    await engine.run({ ...job('a'), backend: 'webgl' }, () => {});
    await engine.run(job('b'), () => {});
    expect(open).toHaveBeenCalledExactlyOnceWith('webgl');
  });

  it('runs one job at a time, in order', async () => {
    holdDetections();
    const engine = new Engine(async () => eyes);
    const a = engine.run(job('a'), () => {});
    const b = engine.run(job('b'), () => {});
    await detections(1);
    expect(fetched).toEqual([`${HOST}/a.jpg`]);
    detecting[0]?.();
    expect(await a).toMatchObject({ ok: true });
    await detections(2);
    detecting[1]?.();
    expect(await b).toMatchObject({ ok: true });
  });

  it('cancels a job that waits before it begins', async () => {
    holdDetections();
    const engine = new Engine(async () => eyes);
    const a = engine.run(job('a'), () => {});
    const b = engine.run(job('b'), () => {});
    await detections(1);
    engine.cancel('b');
    detecting[0]?.();
    expect(await a).toMatchObject({ ok: true });
    expect(await b).toEqual(failure('cancelled'));
    expect(fetched).toEqual([`${HOST}/a.jpg`]);
  });

  it('cancels a job that runs at its next stage, and goes on with the next', async () => {
    const withClassifier: OpenedEyes = {
      ...eyes,
      classifier: { id: 'mobilenet', version: 'v1', classify: vi.fn(async () => []) },
    };
    holdDetections();
    const engine = new Engine(async () => withClassifier);
    const a = engine.run(job('a'), () => {});
    await detections(1);
    engine.cancel('a');
    detecting[0]?.();
    expect(await a).toEqual(failure('cancelled'));
    expect(withClassifier.classifier?.classify).not.toHaveBeenCalled();
    const b = engine.run(job('b'), () => {});
    await detections(2);
    detecting[1]?.();
    expect(await b).toMatchObject({ ok: true });
  });

  it('cancels all', async () => {
    holdDetections();
    const engine = new Engine(async () => eyes);
    const runs = ['a', 'b', 'c'].map((id) => engine.run(job(id), () => {}));
    await detections(1);
    engine.cancelAll();
    detecting[0]?.();
    const [, b, c] = await Promise.all(runs);
    expect([b, c]).toEqual([failure('cancelled'), failure('cancelled')]);
    expect(fetched).toHaveLength(1);
  });

  it('takes the cancellation of an unknown job for one that has ended', async () => {
    const engine = new Engine(async () => eyes);
    engine.cancel('never');
    expect(await engine.run(job('a'), () => {})).toMatchObject({ ok: true });
    engine.cancel('a');
  });

  it('answers failures as values, and lives on', async () => {
    const engine = new Engine(async () => eyes);
    expect(await engine.run(job('a', 'gone.jpg'), () => {})).toEqual(failure('image-missing'));
    detect = () => Promise.reject(new Error('shader'));
    expect(await engine.run(job('b'), () => {})).toEqual({
      ok: false,
      failure: { code: 'engine-failed', detail: 'shader' },
    });
    detect = async () => [];
    expect(await engine.run(job('c'), () => {})).toMatchObject({ ok: true });
  });

  it('tries to open the models anew after it failed', async () => {
    const open = vi
      .fn(async () => eyes)
      .mockRejectedValueOnce(new MagpieError('models-missing', { detail: 'coco-ssd' }));
    const engine = new Engine(open);
    expect(await engine.run(job('a'), () => {})).toEqual(failure('models-missing'));
    expect(await engine.run(job('b'), () => {})).toMatchObject({ ok: true });
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('looks at an area after the jobs before it, and keeps the box as it was drawn', async () => {
    holdDetections();
    const engine = new Engine(async () => eyes);
    const a = engine.run(job('a'), () => {});
    await detections(1);
    const area = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
    const look = engine.look({ ...job('b'), area });
    detecting[0]?.();
    expect(await a).toMatchObject({ ok: true });
    await detections(2);
    detecting[1]?.();
    expect(await look).toMatchObject({
      ok: true,
      region: { label: null, box: area, colors: [{ name: 'navy' }] },
    });
  });

  it('answers a failed or cancelled look as a value', async () => {
    const engine = new Engine(async () => eyes);
    const area = { x: 0, y: 0, width: 1, height: 1 };
    expect(await engine.look({ ...job('a', 'gone.jpg'), area })).toEqual(failure('image-missing'));
    const look = engine.look({ ...job('b'), area });
    engine.cancel('b');
    expect(await look).toEqual(failure('cancelled'));
  });

  it('describes areas of a picture that it is handed, after the jobs before it', async () => {
    const embed = vi.fn(async (_: unknown, regions: readonly unknown[]) =>
      regions.map(() => new Float32Array(4).fill(1)),
    );
    const embedder = { id: 'mobilenet', version: '2', embed };
    const engine = new Engine(async () => ({ ...eyes, embedder }));
    holdDetections();
    const first = engine.run(job('a'), () => {});
    const areas = [{ x: 0, y: 0, width: 0.5, height: 1 }];
    const data = `data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}`;
    const outcome = engine.embed({ id: 'b', picture: data, areas, backend: 'auto' });
    await detections(1);
    const areasSeen = () => embed.mock.calls.map(([, regions]) => regions);
    expect(areasSeen()).not.toContainEqual(areas);
    detecting[0]?.();
    await first;
    expect(await outcome).toEqual({ ok: true, embeddings: [expect.any(String)] });
    expect(embed).toHaveBeenLastCalledWith(
      expect.objectContaining({ width: 60, height: 40 }),
      areas,
    );
    expect(fetched).toEqual([`${HOST}/a.jpg`]);
  });

  it('answers areas that it cannot describe as a value', async () => {
    const engine = new Engine(async () => eyes);
    const order = { areas: [], backend: 'auto' as const };
    const broken = engine.embed({ id: 'a', picture: 'data:image/jpeg;base64,AAAA', ...order });
    expect(await broken).toEqual(failure('image-broken'));
    const late = engine.embed({ id: 'b', picture: '', ...order });
    engine.cancel('b');
    expect(await late).toEqual(failure('cancelled'));
    const data = `data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}`;
    expect(await engine.embed({ id: 'c', picture: data, ...order })).toEqual(
      failure('models-missing'),
    );
  });
});
