import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TabAnalyses } from '../../../../lib/background/tab-analyses.ts';
import { AnalysisService } from '../../../../lib/engine/analysis-service.ts';
import type { BackendChoice } from '../../../../lib/engine/backend-choice.ts';
import type { Pin } from '../../../../lib/pin/pin.ts';
import type { AnalysisOrder, OrderUpdate } from '../../../../lib/platform/page-messages.ts';
import type { ImageState, Run, TabState } from '../../../../lib/tab-state.ts';
import { readTerms } from '../../../../lib/text/read-terms.ts';
import { analysisOf } from '../../support/analyses.ts';
import { ManualHost } from '../../support/manual-host.ts';

const analysis = analysisOf();
const DONE = { ok: true as const, analysis };
/** What the eyes alone find. */
const SEEN = analysis.objects.map((object) => ({ noun: object.label, object, terms: [] }));
const TAB = { id: 7, incognito: false };

const order = (orderId: string, image = orderId): AnalysisOrder => ({
  orderId,
  subject: { page: 'picked-image' },
  imageUrl: `https://i.pinimg.com/shown/${image}.jpg`,
  imageUrls: [`https://i.pinimg.com/736x/${image}.jpg`],
});

let host: ManualHost;
let published: { tab: number; state: TabState; update: OrderUpdate }[];
let allowed: boolean;
let backend: () => Promise<BackendChoice>;
let stored: string[];
let analyses: TabAnalyses;

beforeEach(() => {
  host = new ManualHost();
  published = [];
  allowed = true;
  backend = async () => 'auto';
  stored = [];
  analyses = new TabAnalyses({
    service: new AnalysisService({
      host,
      cache: {
        get: async () => null,
        put: async (key) => void stored.push(key),
        clear: async () => {},
      },
      modelVersions: async () => ({}),
    }),
    text: { readTerms: (texts) => host.readTerms(texts) },
    mayFetchImages: async () => allowed,
    backend: () => backend(),
    publish: ({ id }, state, update) => published.push({ tab: id, state, update }),
  });
});

const jobs = (count: number) => vi.waitFor(() => expect(host.given).toHaveLength(count));
/** What was published of an order: `running decode`, `done`, `failed offline`. */
const storyOf = (orderId: string) =>
  published
    .filter(({ update }) => update.orderId === orderId)
    .map(({ update: { run } }) => {
      if (run.status === 'running') return `running ${run.stage}`;
      return run.status === 'failed' ? `failed ${run.failure.code}` : 'done';
    });

describe('TabAnalyses', () => {
  it('publishes an order from its first stage to its end, and answers with the end', async () => {
    const answer = analyses.order(TAB, order('a'));
    await jobs(1);
    host.at(0).update({ analysis, next: 'objects' });
    host.at(0).end(DONE);
    expect(await answer).toEqual({
      orderId: 'a',
      run: { status: 'done', analysis },
      finds: SEEN,
    });
    expect(storyOf('a')).toEqual(['running decode', 'running objects', 'done']);
    expect(published.at(-1)).toEqual({
      tab: 7,
      state: {
        page: 'picked-image',
        imageUrl: 'https://i.pinimg.com/shown/a.jpg',
        run: { status: 'done', analysis },
        finds: SEEN,
      },
      update: await answer,
    });
  });

  it('hands on the renditions, the backend, and whether to remember', async () => {
    backend = async () => 'wasm';
    const answer = analyses.order({ id: 7, incognito: true }, order('a'));
    await jobs(1);
    expect(host.at(0).job).toMatchObject({
      imageUrls: ['https://i.pinimg.com/736x/a.jpg'],
      backend: 'wasm',
    });
    host.at(0).end(DONE);
    await answer;
    expect(stored).toEqual([]);
  });

  it('keeps what was known when it fails', async () => {
    const answer = analyses.order(TAB, order('a'));
    await jobs(1);
    host.at(0).update({ analysis, next: 'labels' });
    host.at(0).end({ ok: false, failure: { code: 'engine-lost' } });
    expect((await answer).run).toEqual({
      status: 'failed',
      failure: { code: 'engine-lost' },
      analysis,
    });
  });

  it('ends the order of a tab that makes another, and says nothing more of it', async () => {
    const first = analyses.order(TAB, order('a'));
    await jobs(1);
    const second = analyses.order(TAB, order('b'));
    expect(host.at(0).signal.aborted).toBe(true);
    expect((await first).run).toMatchObject({ status: 'failed', failure: { code: 'cancelled' } });
    await jobs(2);
    host.at(0).update({ analysis, next: 'labels' });
    host.at(1).end(DONE);
    await second;
    expect(storyOf('a')).toEqual(['running decode']);
    expect(storyOf('b')).toEqual(['running decode', 'done']);
  });

  it('keeps tabs apart', async () => {
    const first = analyses.order(TAB, order('a'));
    const second = analyses.order({ id: 8, incognito: false }, order('b'));
    await jobs(1);
    analyses.leave(8);
    expect(host.at(0).signal.aborted).toBe(false);
    host.at(0).end(DONE);
    expect((await first).run.status).toBe('done');
    expect((await second).run).toMatchObject({ failure: { code: 'cancelled' } });
    expect(storyOf('b')).toEqual(['running decode']);
  });

  it('stops when the tab leaves, and publishes nothing more', async () => {
    const answer = analyses.order(TAB, order('a'));
    await jobs(1);
    analyses.leave(TAB.id);
    expect(host.at(0).signal.aborted).toBe(true);
    await answer;
    expect(storyOf('a')).toEqual(['running decode']);
  });

  it('takes no notice of a leave for an order that was replaced', async () => {
    void analyses.order(TAB, order('a'));
    const second = analyses.order(TAB, order('b'));
    await jobs(1);
    analyses.leave(TAB.id, 'a');
    host.at(0).end(DONE);
    expect((await second).run.status).toBe('done');
  });

  it('takes no notice of a leave when nothing runs', async () => {
    analyses.leave(TAB.id);
    const answer = analyses.order(TAB, order('a'));
    await jobs(1);
    host.at(0).end(DONE);
    await answer;
    analyses.leave(TAB.id);
    expect(storyOf('a')).toEqual(['running decode', 'done']);
  });

  it('asks for permission rather than for the picture', async () => {
    allowed = false;
    const { run } = await analyses.order(TAB, order('a'));
    expect(run).toMatchObject({ status: 'failed', failure: { code: 'permission-needed' } });
    expect(storyOf('a')).toEqual(['running decode', 'failed permission-needed']);
    expect(host.given).toEqual([]);
  });

  it('never rejects, whatever breaks around it', async () => {
    backend = () => Promise.reject(new Error('storage'));
    const { run } = await analyses.order(TAB, order('a'));
    expect(run).toMatchObject({
      status: 'failed',
      failure: { code: 'engine-failed', detail: 'storage' },
    });
  });

  it('looks at an area, the latest of each tab only, until the tab leaves', async () => {
    const area = { x: 0, y: 0, width: 0.5, height: 0.5 };
    const imageUrls: [string] = ['https://i.pinimg.com/736x/a.jpg'];
    const looks = (count: number) => vi.waitFor(() => expect(host.looks).toHaveLength(count));
    const cancelled = { ok: false, failure: { code: 'cancelled' } };
    const first = analyses.look(TAB, { imageUrls, area });
    await looks(1);
    expect(host.looks[0]?.job).toMatchObject({ imageUrls, area, backend: 'auto' });
    const second = analyses.look(TAB, { imageUrls, area });
    expect(await first).toMatchObject(cancelled);
    await looks(2);
    analyses.leaveArea(TAB.id);
    expect(await second).toMatchObject(cancelled);
    allowed = false;
    expect(await analyses.look(TAB, { imageUrls, area })).toMatchObject({
      failure: { code: 'permission-needed' },
    });
  });
});

const pin = (texts: Partial<Pin>): Pin => ({
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
  image: null,
  fallbackImages: [],
  ...texts,
});
const pinOrder = (texts: Partial<Pin>): AnalysisOrder => ({
  ...order('a'),
  subject: { page: 'pin', pin: pin(texts) },
});
const findsOf = (update: OrderUpdate | undefined) =>
  update?.finds?.map(({ noun, object, terms }) => ({
    noun,
    seen: object !== null,
    words: terms.map(({ value }) => value),
  }));

describe('the words of an ordered pin', () => {
  const CAPTION = 'a room with a boucle wingback chair and a rattan pendant light';

  it('refine what was seen, and name what was not once all has been seen', async () => {
    host.readTerms = async (texts) => readTerms(texts);
    const answer = analyses.order(TAB, pinOrder({ altText: CAPTION }));
    await jobs(1);
    host.at(0).update({ analysis, next: 'labels' });
    const armchair = { noun: 'wingback chair', seen: true, words: ['boucle', 'wingback chair'] };
    expect(findsOf(published.at(-1)?.update)).toEqual([armchair]);
    host.at(0).end(DONE);
    expect(findsOf(await answer)).toEqual([
      armchair,
      { noun: 'pendant light', seen: false, words: ['rattan', 'pendant light'] },
    ]);
  });

  it('are told as they come, in the middle of an analysis or after it', async () => {
    host.readTerms = async (texts) => readTerms(texts);
    const answer = analyses.order(TAB, pinOrder({}));
    await jobs(1);
    analyses.reword(TAB, 'a', pin({ altText: CAPTION }));
    host.at(0).end(DONE);
    await answer;
    await vi.waitFor(() => expect(findsOf(published.at(-1)?.update)).toHaveLength(2));
    analyses.reword(TAB, 'a', pin({ title: 'Velvet armchair' }));
    await vi.waitFor(() =>
      expect(findsOf(published.at(-1)?.update)).toEqual([
        { noun: 'armchair', seen: true, words: ['velvet', 'armchair'] },
      ]),
    );
    expect(published.at(-1)?.state).toMatchObject({
      pin: { title: 'Velvet armchair' },
      run: { status: 'done' },
    });
  });

  it('are those of the order, not of one that is gone', async () => {
    host.readTerms = async (texts) => readTerms(texts);
    void analyses.order(TAB, pinOrder({}));
    analyses.leave(TAB.id);
    const count = published.length;
    analyses.reword(TAB, 'a', pin({ altText: CAPTION }));
    await new Promise((resolve) => setTimeout(resolve));
    expect(published).toHaveLength(count);
  });

  it('are done without where they cannot be read', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    host.readTerms = () => Promise.reject(new Error('no document'));
    const answer = analyses.order(TAB, pinOrder({ altText: CAPTION }));
    await jobs(1);
    host.at(0).end(DONE);
    expect((await answer).finds).toEqual(SEEN);
    vi.restoreAllMocks();
  });
});

describe('TabAnalyses that may ask a remote service', () => {
  const enriched = analysisOf({ styles: ['boho'] });
  const asking = { status: 'done', analysis, cloud: { status: 'asking' } };
  type Enrich = NonNullable<ConstructorParameters<typeof TabAnalyses>[0]['enrich']>;
  let enrich: ReturnType<typeof vi.fn<Enrich>>;

  beforeEach(() => {
    enrich = vi.fn<Enrich>(async (_, onAsking) => {
      onAsking();
      return { status: 'done', analysis: enriched };
    });
    analyses = new TabAnalyses({
      service: new AnalysisService({
        host,
        cache: { get: async () => null, put: async () => {}, clear: async () => {} },
        modelVersions: async () => ({}),
      }),
      text: { readTerms: (texts) => host.readTerms(texts) },
      mayFetchImages: async () => true,
      backend: async () => 'auto',
      enrich,
      publish: ({ id }, state, update) => published.push({ tab: id, state, update }),
    });
  });

  it('publishes what the device found first, and the whole at the end', async () => {
    const answer = analyses.order(TAB, order('a'));
    await jobs(1);
    host.at(0).end(DONE);
    expect((await answer).run).toEqual({ status: 'done', analysis: enriched });
    expect(published.map(({ update }) => update.run).slice(-2)).toEqual([
      asking,
      { status: 'done', analysis: enriched },
    ]);
    expect(enrich.mock.lastCall?.[0]).toEqual({
      imageUrls: ['https://i.pinimg.com/736x/a.jpg'],
      analysis,
      remember: true,
    });
  });

  it('asks nobody for a tab that has left, or about what could not be looked at', async () => {
    const left = analyses.order(TAB, order('a'));
    await jobs(1);
    analyses.leave(TAB.id);
    await left;
    const failed = analyses.order(TAB, order('b'));
    await jobs(2);
    host.at(1).end({ ok: false, failure: { code: 'offline' } });
    await failed;
    expect(enrich).not.toHaveBeenCalled();
  });

  it('keeps what the device found when that breaks', async () => {
    enrich.mockRejectedValue(new Error('storage'));
    const answer = analyses.order(TAB, order('a'));
    await jobs(1);
    host.at(0).end(DONE);
    expect((await answer).run).toMatchObject({
      status: 'done',
      analysis,
      cloud: { status: 'failed', failure: { code: 'engine-failed' } },
    });
  });
});

describe('another run of an image that a tab shows', () => {
  const [device] = analysis.objects;
  const enriched: Run & { status: 'done' } = {
    status: 'done',
    analysis: {
      ...analysis,
      objects: device ? [{ ...device, label: 'wingback chair' }] : [],
      cloud: { styles: ['art deco'], brands: ['IKEA'], bestGuess: null, palette: [] },
    },
  };
  const shown = (): ImageState => {
    const state = published.at(-1)?.state;
    if (!state || state.page === 'no-pin') throw new Error('no image is shown');
    return state;
  };
  const done = async () => {
    host.readTerms = async (texts) => readTerms(texts);
    const answer = analyses.order(TAB, pinOrder({ title: 'Boucle armchair' }));
    await jobs(1);
    host.at(0).end(DONE);
    await answer;
  };
  const words = (state: ImageState | null) =>
    state?.finds?.map(({ noun, terms }) => [noun, ...terms.map(({ value }) => value)]);

  it('has finds of its own, from the words of the pin and then those of Google', async () => {
    await done();
    const next = await analyses.withRun(TAB, shown(), enriched);
    expect(next).toMatchObject({ page: 'pin', imageUrl: order('a').imageUrl, run: enriched });
    expect(words(next)).toEqual([['wingback chair', 'boucle', 'armchair', 'art deco', 'ikea']]);
    expect(next?.finds?.[0]?.terms.at(-1)).toEqual({
      role: 'brand',
      value: 'ikea',
      field: 'google',
      quote: 'IKEA',
    });
  });

  it('stays when other words of the pin come', async () => {
    await done();
    await analyses.withRun(TAB, shown(), enriched);
    analyses.reword(TAB, 'a', pin({ title: 'Velvet armchair' }));
    await vi.waitFor(() => expect(published.at(-1)?.state).toMatchObject({ run: enriched }));
    expect(words(shown())).toEqual([['wingback chair', 'velvet', 'armchair', 'art deco', 'ikea']]);
  });

  it('knows the words of the pin after the background was stopped', async () => {
    await done();
    const state = shown();
    analyses.leave(TAB.id);
    const next = await analyses.withRun(TAB, state, enriched);
    expect(words(next)).toEqual([['wingback chair', 'boucle', 'armchair', 'art deco', 'ikea']]);
  });

  it('is not for a tab that looks at something else, or again', async () => {
    await done();
    const state = shown();
    void analyses.order(TAB, pinOrder({}));
    expect(await analyses.withRun(TAB, state, enriched)).toBeNull();
    void analyses.order(TAB, order('b'));
    expect(await analyses.withRun(TAB, state, enriched)).toBeNull();
    expect(published.at(-1)?.update.run.status).toBe('running');
  });
});

describe('the boards that a picture fits', () => {
  const FIT = { boardId: 'board /a/b/', title: 'Attic', percent: 82, style: 'boho' };
  type Fits = NonNullable<ConstructorParameters<typeof TabAnalyses>[0]['fits']>;
  const fitting = (fits: Fits) =>
    new TabAnalyses({
      service: new AnalysisService({
        host,
        cache: { get: async () => null, put: async () => {}, clear: async () => {} },
        modelVersions: async () => ({}),
      }),
      text: { readTerms: async () => [] },
      mayFetchImages: async () => true,
      backend: async () => 'auto',
      fits,
      publish: ({ id }, state, update) => published.push({ tab: id, state, update }),
    });

  it('come with the finished analysis, their style among the words of its finds', async () => {
    const fits = vi.fn<Fits>(async () => [FIT]);
    const asking = fitting(fits);
    const answer = asking.order(TAB, order('a'));
    await jobs(1);
    host.given[0]?.end(DONE);
    const { fits: told, finds } = await answer;
    expect(told).toEqual([FIT]);
    expect(finds?.[0]?.terms).toEqual([
      { role: 'style', value: 'boho', field: 'your-board', quote: 'Attic' },
    ]);
    expect(fits).toHaveBeenCalledExactlyOnceWith(null, analysis);
    expect(published.map(({ state }) => 'fits' in state)).toEqual([false, true]);

    const { state } = published.at(-1) ?? {};
    if (state?.page !== 'picked-image') throw new Error('nothing published');
    const later = await asking.withRun(TAB, state, { status: 'done', analysis });
    expect(later).toMatchObject({ fits: [FIT], finds });
    const afresh = await analyses.withRun(TAB, state, { status: 'done', analysis });
    expect(afresh).toMatchObject({ fits: [FIT], finds });
  });

  it('are left out where they cannot be told', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const answer = fitting(() => Promise.reject(new Error('full'))).order(TAB, order('a'));
    await jobs(1);
    host.given[0]?.end(DONE);
    expect(await answer).toEqual({ orderId: 'a', run: { status: 'done', analysis }, finds: SEEN });
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});
