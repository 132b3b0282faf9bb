import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TabAnalyses } from '../../../../lib/background/tab-analyses.ts';
import { AnalysisService } from '../../../../lib/engine/analysis-service.ts';
import type { BackendChoice } from '../../../../lib/engine/backend-choice.ts';
import type { AnalysisOrder, OrderUpdate } from '../../../../lib/platform/page-messages.ts';
import type { TabState } from '../../../../lib/tab-state.ts';
import { analysisOf } from '../../support/analyses.ts';
import { ManualHost } from '../../support/manual-host.ts';

const analysis = analysisOf();
const DONE = { ok: true as const, analysis };
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
    expect(await answer).toEqual({ orderId: 'a', run: { status: 'done', analysis } });
    expect(storyOf('a')).toEqual(['running decode', 'running objects', 'done']);
    expect(published.at(-1)).toEqual({
      tab: 7,
      state: {
        page: 'picked-image',
        imageUrl: 'https://i.pinimg.com/shown/a.jpg',
        run: { status: 'done', analysis },
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
