import { afterEach, describe, expect, it, vi } from 'vitest';
import { readModelManifest, readModelStatuses } from '../../../../lib/platform/models.ts';
import { readLock } from '../../../../scripts/models/lock.ts';

const MODEL = {
  id: 'coco-ssd',
  name: 'COCO-SSD',
  version: 'v1',
  path: 'coco-ssd/model.json',
  files: [],
  bytes: 0,
  source: [],
  licence: 'Apache-2.0',
  attribution: 'the authors',
};
const MANIFEST = {
  recipe: 'r',
  models: [MODEL],
  missing: [{ id: 'mobilenet', reason: 'No network to fetch it.' }],
};

/** The extension's own files. */
const serve = (answer: () => Response) => {
  vi.stubGlobal('fetch', async (url: string) => {
    expect(url).toMatch(/\/models\/manifest\.json$/);
    return answer();
  });
  return vi.spyOn(console, 'error').mockImplementation(() => {});
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the models of this build', () => {
  it('are told with their licences, and what is missing with the reason', async () => {
    serve(() => Response.json(MANIFEST));
    expect(await readModelManifest()).toEqual(MANIFEST);
    expect(await readModelStatuses()).toEqual([
      {
        id: 'coco-ssd',
        purpose: 'options.cocoSsd',
        present: true,
        version: 'v1',
        license: 'Apache-2.0',
      },
      {
        id: 'mobilenet',
        purpose: 'options.mobilenet',
        present: false,
        reason: 'No network to fetch it.',
      },
    ]);
  });

  it.each<[string, () => Response]>([
    ['is absent', () => Response.error()],
    ['is no JSON', () => new Response('<html>')],
    ['has another shape', () => Response.json({ models: 'none' })],
  ])('are all missing where their list %s, and the console says why', async (_, answer) => {
    const error = serve(answer);
    expect(await readModelManifest()).toBeNull();
    expect(error).toHaveBeenCalledOnce();
    const statuses = await readModelStatuses();
    expect(statuses.map(({ id, present }) => [id, present])).toEqual([
      ['coco-ssd', false],
      ['mobilenet', false],
      ['localizer', false],
      ['labeler', false],
      ['deeplab', false],
    ]);
  });

  it('are those that the lock pins, each with what it does', async () => {
    const missing = readLock().models.map(({ id }) => ({ id, reason: 'No network to fetch it.' }));
    serve(() => Response.json({ ...MANIFEST, models: [], missing }));
    const statuses = await readModelStatuses();
    expect(statuses.map(({ id }) => id)).toEqual(missing.map(({ id }) => id));
    expect(statuses.filter(({ purpose }) => purpose === null)).toEqual([]);
  });
});
