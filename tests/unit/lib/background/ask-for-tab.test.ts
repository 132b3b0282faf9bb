import { beforeEach, describe, expect, it } from 'vitest';
import { addCloudVision, askForTab } from '../../../../lib/background/ask-for-tab.ts';
import { CloudVision } from '../../../../lib/background/cloud-vision.ts';
import { MagpieError } from '../../../../lib/errors.ts';
import type { Run, TabState } from '../../../../lib/tab-state.ts';
import { analysisOf } from '../../support/analyses.ts';
import { cloudSurroundings, STYLISH } from '../../support/cloud.ts';

const TAB = { id: 7, incognito: false };
const IMAGE = 'https://i.pinimg.com/736x/a.jpg';
const analysis = analysisOf();
const DONE: Run = { status: 'done', analysis };
const shows = (run: Run, imageUrl: string | null = IMAGE): TabState => ({
  page: 'picked-image',
  imageUrl,
  run,
});

let world: ReturnType<typeof cloudSurroundings>['world'];
let options: ReturnType<typeof cloudSurroundings>['options'];
let cloud: CloudVision;
let state: TabState | null;
let published: Run[];
let hasMovedOn: boolean;

beforeEach(() => {
  ({ world, options } = cloudSurroundings());
  cloud = new CloudVision(options);
  state = shows(DONE);
  published = [];
  hasMovedOn = false;
});

const ask = (tab = TAB) =>
  askForTab(tab, {
    cloud,
    stateOf: async () => state,
    withRun: async (_, shown, run) => (hasMovedOn ? null : { ...shown, run }),
    publish: (_, next) => {
      state = next;
      published.push(next.run);
    },
  });
const enriched = { status: 'done', analysis: { cloud: { styles: ['scandinavian'] } } };

describe('asking for what a tab shows', () => {
  it('publishes that it asks, and what came of it', async () => {
    await ask();
    expect(published).toHaveLength(2);
    expect(published[0]).toEqual({ ...DONE, cloud: { status: 'asking' } });
    expect(published[1]).toMatchObject(enriched);
    expect(published[1]).not.toHaveProperty('cloud');
  });

  it('keeps what the device found when it fails, and says why', async () => {
    world.annotate.mockRejectedValue(new MagpieError('cloud-billing'));
    await ask();
    expect(published[1]).toEqual({
      ...DONE,
      cloud: { status: 'failed', failure: { code: 'cloud-billing', detail: 'cloud-billing' } },
    });
  });

  it('has the other renditions of a pin to fall back on', async () => {
    const image = (size: string) => ({ url: `https://i.pinimg.com/${size}/a.jpg` });
    state = {
      page: 'pin',
      imageUrl: IMAGE,
      run: DONE,
      pin: {
        id: '1',
        url: 'https://www.pinterest.com/pin/1/',
        kind: 'image',
        title: null,
        description: null,
        altText: null,
        interests: [],
        product: null,
        board: null,
        link: null,
        image: { ...image('736x'), width: 736, height: 420 },
        fallbackImages: [{ ...image('564x'), width: 564, height: 322 }],
      },
    };
    const asked: (readonly string[])[] = [];
    const { picture } = options;
    options.picture = (urls) => {
      asked.push(urls);
      return picture(urls);
    };
    await ask();
    expect(asked).toEqual([[IMAGE, 'https://i.pinimg.com/564x/a.jpg']]);
  });

  it('writes nothing down for a private window', async () => {
    await ask({ id: 7, incognito: true });
    expect(published.at(-1)).toMatchObject(enriched);
    expect(world.cache.size).toBe(0);
  });

  it.each<[string, () => void]>([
    ['another image', () => (state = shows(DONE, 'https://i.pinimg.com/736x/b.jpg'))],
    ['no pin', () => (state = { page: 'no-pin' })],
    [
      'the image again, being looked at',
      () => (state = shows({ status: 'running', stage: 'decode', analysis: null })),
    ],
    ['nothing, being closed', () => (state = null)],
    ['the image again, as only the orders know yet', () => (hasMovedOn = true)],
  ])('says nothing to a tab that shows %s by then, but remembers', async (_, moveOn) => {
    world.annotate.mockImplementation(async () => {
      moveOn();
      return STYLISH;
    });
    await ask();
    expect(published).toHaveLength(1);
    expect(world.cache.size).toBe(1);
  });

  it.each<[string, TabState | null]>([
    ['nothing', null],
    ['no pin', { page: 'no-pin' }],
    ['an image that is being looked at', shows({ status: 'running', stage: 'objects', analysis })],
    ['a pin without an image', shows(DONE, null)],
  ])('does nothing for a tab that shows %s', async (_, shown) => {
    state = shown;
    await ask();
    expect(published).toEqual([]);
    expect(world.annotate).not.toHaveBeenCalled();
  });
});

describe('adding Google’s word to an order', () => {
  const order = (remember = true) => {
    const story: string[] = [];
    const added = addCloudVision(cloud, { imageUrls: [IMAGE], analysis, remember }, () =>
      story.push('asking'),
    );
    return added.then((run) => ({ run, story }));
  };

  it('is not done until somebody wants it', async () => {
    expect(await order()).toEqual({ run: DONE, story: [] });
    expect(world.annotate).not.toHaveBeenCalled();
  });

  it('is done from memory where Google was asked before', async () => {
    await ask();
    const { run, story } = await order();
    expect(run).toMatchObject(enriched);
    expect(story).toEqual([]);
    expect(world.annotate).toHaveBeenCalledOnce();
  });

  it('is done for every pin, where the user says so', async () => {
    world.choices = { ...world.choices, when: 'every-pin' };
    const { run, story } = await order();
    expect(run).toMatchObject(enriched);
    expect(story).toEqual(['asking']);
  });

  it('is never done by itself in a private window', async () => {
    world.choices = { ...world.choices, when: 'every-pin' };
    expect(await order(false)).toEqual({ run: DONE, story: [] });
    expect(world.annotate).not.toHaveBeenCalled();
  });

  it('tells of a failure beside what the device found', async () => {
    world.choices = { ...world.choices, when: 'every-pin' };
    world.allowed = false;
    const { run } = await order();
    expect(run).toMatchObject({
      ...DONE,
      cloud: { status: 'failed', failure: { code: 'cloud-permission' } },
    });
  });
});
