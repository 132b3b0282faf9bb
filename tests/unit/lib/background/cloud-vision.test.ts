import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type CloudRequest, CloudVision } from '../../../../lib/background/cloud-vision.ts';
import { type ErrorCode, MagpieError } from '../../../../lib/errors.ts';
import { QuotaError } from '../../../../lib/http/api-client.ts';
import { TEST_KEY } from '../../../fixtures/cloud-vision-api.ts';
import { analysisOf } from '../../support/analyses.ts';
import { cloudSurroundings } from '../../support/cloud.ts';

const REQUEST: CloudRequest = {
  imageUrls: ['https://i.pinimg.com/736x/a.jpg'],
  analysis: analysisOf(),
  remember: true,
};

let world: ReturnType<typeof cloudSurroundings>['world'];
let options: ReturnType<typeof cloudSurroundings>['options'];
let cloud: CloudVision;

beforeEach(() => {
  ({ world, options } = cloudSurroundings());
  cloud = new CloudVision(options);
});

/** The code that asking fails with. */
async function failure(request = REQUEST): Promise<string> {
  const outcome = await cloud.ask(request);
  return outcome.ok ? 'it did not fail' : outcome.failure.code;
}
const refuses = (code: ErrorCode) => world.annotate.mockRejectedValueOnce(new MagpieError(code));

describe('asking Google', () => {
  it('adds its word to the analysis, counts the units and remembers the answer', async () => {
    const outcome = await cloud.ask(REQUEST);
    expect(outcome).toMatchObject({
      ok: true,
      analysis: { styles: ['scandinavian'], cloud: { styles: ['scandinavian'] } },
    });
    expect(world.annotate).toHaveBeenCalledExactlyOnceWith({
      key: world.key,
      jpeg: 'SlBFRw==',
      features: ['LABEL_DETECTION', 'WEB_DETECTION'],
    });
    expect(world.units).toBe(2);
    expect(await cloud.ask(REQUEST)).toEqual(outcome);
    expect(await cloud.recall(REQUEST)).toMatchObject({ styles: ['scandinavian'] });
    expect(world.annotate).toHaveBeenCalledOnce();
    expect(world.units).toBe(2);
  });

  it('asks anew for other features', async () => {
    await cloud.ask(REQUEST);
    world.choices = { ...world.choices, features: ['IMAGE_PROPERTIES'] };
    expect(await cloud.recall(REQUEST)).toBeNull();
    await cloud.ask(REQUEST);
    expect(world.annotate).toHaveBeenCalledTimes(2);
    expect(world.units).toBe(3);
  });

  it('asks once for those who ask at once', async () => {
    const outcomes = await Promise.all([cloud.ask(REQUEST), cloud.ask(REQUEST)]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(world.annotate).toHaveBeenCalledOnce();
  });

  it('leaves no trace of a private window', async () => {
    await cloud.ask({ ...REQUEST, remember: false });
    expect(world.cache.size).toBe(0);
    const both = [cloud.ask(REQUEST), cloud.ask({ ...REQUEST, remember: false })];
    await Promise.all(both);
    expect(world.annotate).toHaveBeenCalledTimes(3);
  });

  it('does without a cache that is broken', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    options.cache.get = () => Promise.reject(new Error('disk'));
    options.cache.put = () => Promise.reject(new Error('disk'));
    expect(await cloud.ask(REQUEST)).toMatchObject({ ok: true });
  });

  it('remembers nothing for one who has turned it off', async () => {
    await cloud.ask(REQUEST);
    world.key = null;
    expect(await cloud.recall(REQUEST)).toBeNull();
  });
});

describe('nothing is sent', () => {
  it.each<[string, () => void, string]>([
    ['without a key', () => (world.key = null), 'cloud-no-key'],
    ['without the permission', () => (world.allowed = false), 'cloud-permission'],
    [
      'beyond the cap',
      () => world.reserve.mockRejectedValue(new MagpieError('cloud-cap')),
      'cloud-cap',
    ],
    ['while Google wants to be left alone', () => (world.pause.until = 1_000_001), 'cloud-quota'],
    [
      'of a picture that cannot be had',
      () => (options.picture = () => Promise.reject(new MagpieError('image-missing'))),
      'image-missing',
    ],
  ])('%s', async (_, arrange, code) => {
    arrange();
    expect(await failure()).toBe(code);
    expect(world.annotate).not.toHaveBeenCalled();
    expect(world.units).toBe(0);
    expect(world.cache.size).toBe(0);
  });

  it('when the permission is taken while the picture is fetched', async () => {
    const { picture } = options;
    options.picture = (urls) => {
      world.allowed = false;
      return picture(urls);
    };
    expect(await failure()).toBe('cloud-permission');
    expect(world.annotate).not.toHaveBeenCalled();
  });
});

describe('a failure of Google’s', () => {
  it.each<ErrorCode>([
    'cloud-key-refused',
    'cloud-api-off',
    'cloud-billing',
    'cloud-forbidden',
    'cloud-unavailable',
    'cloud-offline',
  ])('%s costs nothing, and the next time it is asked again', async (code) => {
    refuses(code);
    expect(await failure()).toBe(code);
    expect(world.units).toBe(0);
    expect(await cloud.ask(REQUEST)).toMatchObject({ ok: true });
  });

  it.each<ErrorCode>(['cloud-timeout', 'cloud-broken', 'cloud-too-large', 'cloud-image-refused'])(
    '%s may have been billed',
    async (code) => {
      refuses(code);
      expect(await failure()).toBe(code);
      expect(world.units).toBe(2);
    },
  );

  it('that nobody foresaw is one, too', async () => {
    options.encode = () => Promise.reject(new TypeError('no canvas'));
    expect(await failure()).toBe('engine-failed');
    options.choices = () => Promise.reject(new Error('storage'));
    expect(await failure()).toBe('engine-failed');
  });
});

describe('after too many requests', () => {
  const tooMany = (retryAfter: number | null) =>
    world.annotate.mockRejectedValueOnce(new QuotaError('cloud-quota', '429', retryAfter));

  it('Google is left alone, longer each time, and as before once it answers', async () => {
    tooMany(null);
    expect(await failure()).toBe('cloud-quota');
    expect(world.pause).toEqual({ until: world.now + 30_000, refusals: 1 });
    world.now += 29_999;
    expect(await failure()).toBe('cloud-quota');
    expect(world.annotate).toHaveBeenCalledTimes(1);

    world.now += 1;
    tooMany(null);
    expect(await failure()).toBe('cloud-quota');
    expect(world.pause).toEqual({ until: world.now + 60_000, refusals: 2 });
    expect(world.units).toBe(0);

    world.now += 60_000;
    expect(await cloud.ask(REQUEST)).toMatchObject({ ok: true });
    expect(world.pause).toEqual({ until: 0, refusals: 0 });
  });

  it('it is left alone for as long as it says, and for an hour at most otherwise', async () => {
    tooMany(7_000);
    await cloud.ask(REQUEST);
    expect(world.pause.until).toBe(world.now + 7_000);
    world.pause = { until: 0, refusals: 40 };
    tooMany(null);
    await cloud.ask(REQUEST);
    expect(world.pause.until).toBe(world.now + 60 * 60_000);
  });
});

describe('for every pin', () => {
  it('is wanted only where the user says so and has a key', async () => {
    expect(await cloud.isWantedForEveryPin()).toBe(false);
    world.choices = { ...world.choices, when: 'every-pin' };
    expect(await cloud.isWantedForEveryPin()).toBe(true);
    world.key = null;
    expect(await cloud.isWantedForEveryPin()).toBe(false);
  });
});

describe('checking a key', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });

  it('makes one real request, of one unit, and keeps the key that works', async () => {
    const pictures: { width: number; height: number }[] = [];
    options.encode = async ({ width, height }) => {
      pictures.push({ width, height });
      return 'VElOWQ==';
    };
    expect(await cloud.check()).toBeNull();
    expect(world.saved).toEqual([TEST_KEY]);
    expect(world.annotate).toHaveBeenCalledExactlyOnceWith({
      key: world.candidate,
      jpeg: 'VElOWQ==',
      features: ['LABEL_DETECTION'],
    });
    expect(pictures).toEqual([{ width: 32, height: 32 }]);
    expect(world.units).toBe(1);
  });

  it.each<[ErrorCode, () => void]>([
    ['cloud-key-refused', () => refuses('cloud-key-refused')],
    ['cloud-api-off', () => refuses('cloud-api-off')],
    ['cloud-billing', () => refuses('cloud-billing')],
    ['cloud-offline', () => refuses('cloud-offline')],
    ['cloud-permission', () => (world.allowed = false)],
    ['cloud-key-refused', () => (world.candidate = null)],
  ])('tells %s and keeps nothing', async (code, arrange) => {
    arrange();
    expect(await cloud.check()).toBe(code);
    expect(world.saved).toEqual([]);
  });
});
