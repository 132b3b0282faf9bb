import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PageView } from '../../../../lib/page/page-session.ts';
import { startSampleSession } from '../../../../lib/page/sample-session.ts';
import {
  AnalysisOrderSchema,
  type OrderUpdate,
  pageMessages,
} from '../../../../lib/platform/page-messages.ts';
import { analysisOf } from '../../support/analyses.ts';

const PICTURE = 'chrome-extension://abc/welcome/room.jpg';
const element = { src: PICTURE } as HTMLImageElement;
const send = vi.spyOn(pageMessages, 'sendMessage');
let tell: (update: OrderUpdate) => void;
vi.spyOn(pageMessages, 'onMessage').mockImplementation((_type, listener) => {
  tell = (data) => void (listener as (message: { data: OrderUpdate }) => void)({ data });
  return () => undefined;
});
/** The background, which carries every order out at once. */
const carryOut = async (...[, order]: Parameters<typeof pageMessages.sendMessage>) => ({
  orderId: v.parse(AnalysisOrderSchema, order).orderId,
  run: { status: 'done' as const, analysis },
});
const analysis = analysisOf({
  objects: [
    {
      label: 'sofa',
      score: 0.9,
      box: { x: 0.1, y: 0.1, width: 0.5, height: 0.5 },
      colors: [],
      material: null,
      sources: ['coco-ssd'],
    },
  ],
});

let views: PageView[];
let ending: AbortController;

beforeEach(() => {
  fakeBrowser.reset();
  views = [];
  ending = new AbortController();
  send.mockReset();
});

function start() {
  return startSampleSession({
    element,
    signal: ending.signal,
    onView: (view) => views.push(view),
  });
}

describe('a session of our own picture', () => {
  it('orders it, follows its stages, and shows how it ended', async () => {
    const answer = Promise.withResolvers<OrderUpdate>();
    send.mockReturnValue(answer.promise);
    start();
    const [, order] = send.mock.lastCall ?? [];
    const { orderId } = v.parse(AnalysisOrderSchema, order);
    expect(send).toHaveBeenCalledWith(
      'analysis:order',
      expect.objectContaining({ subject: { page: 'picked-image' }, imageUrls: [PICTURE] }),
    );
    const run = { status: 'running' as const, stage: 'objects' as const, analysis };
    tell({ orderId, run });
    tell({ orderId: 'of another page', run });
    answer.resolve({ orderId, run: { status: 'done', analysis } });
    await vi.waitFor(() => expect(views.at(-1)?.run.status).toBe('done'));
    expect(views.map(({ run: { status } }) => status)).toEqual(['running', 'running', 'done']);
    expect(views.at(-1)).toMatchObject({ element, imageUrl: PICTURE, pin: null });
  });

  it('says when the background is gone, and tries again', async () => {
    send.mockRejectedValueOnce(new Error('No response'));
    const session = start();
    await vi.waitFor(() =>
      expect(views.at(-1)?.run).toMatchObject({ failure: { code: 'engine-lost' } }),
    );
    send.mockImplementation(carryOut);
    session.retry();
    await vi.waitFor(() => expect(views.at(-1)?.run.status).toBe('done'));
  });

  it('lets its finds be corrected, and areas be looked at', async () => {
    send.mockImplementation(carryOut);
    const session = start();
    await vi.waitFor(() => expect(views.at(-1)?.run.status).toBe('done'));
    const { box } = analysis.objects[0] ?? { box: { x: 0, y: 0, width: 1, height: 1 } };
    session.correct({ kind: 'name', box, was: 'sofa', noun: 'bench' });
    expect(views.at(-1)?.run.analysis?.objects.map(({ label }) => label)).toEqual(['bench']);

    send.mockResolvedValue([]);
    expect(await session.lookAt(box)).toMatchObject({ ok: false });
    expect(send).toHaveBeenLastCalledWith('region:look', { imageUrls: [PICTURE], area: box });
  });

  it('is silent once it has ended', async () => {
    send.mockImplementation(carryOut);
    start();
    const shown = views.length;
    ending.abort();
    await new Promise((resolve) => setTimeout(resolve));
    expect(views).toHaveLength(shown);
  });
});
