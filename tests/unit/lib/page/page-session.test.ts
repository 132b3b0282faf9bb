// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://www.pinterest.com/" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type PageView, startPageSession } from '../../../../lib/page/page-session.ts';
import type { AnalysisOrder, OrderUpdate } from '../../../../lib/platform/page-messages.ts';
import { updateSettings } from '../../../../lib/platform/settings.ts';
import type { Run, TabState } from '../../../../lib/tab-state.ts';
import { analysisOf } from '../../support/analyses.ts';

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => {
  const listeners = new Map<string, (message: { data: unknown }) => unknown>();
  return {
    listeners,
    send: vi.fn<(type: string, data: unknown) => Promise<unknown>>(),
    onMessage(type: string, listener: (message: { data: unknown }) => unknown) {
      listeners.set(type, listener);
      return () => listeners.delete(type);
    },
  };
});
vi.mock('../../../../lib/platform/page-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/page-messages.ts')>()),
  pageMessages: { sendMessage: bus.send, onMessage: bus.onMessage },
}));

const A = '50595195810299403';
const B = '165366617561100485';
const MD5_A = '97723a21b3af21cec1c11e11ed3b2dc2';
const MD5_B = 'd8b3474f5c83be27d058b22508105c50';
const analysis = analysisOf();
const DONE: Run = { status: 'done', analysis };

const imageAt = (md5: string) =>
  `https://i.pinimg.com/736x/${md5.slice(0, 2)}/${md5.slice(2, 4)}/${md5.slice(4, 6)}/${md5}.jpg`;
const stateOf = (id: string, pin: object) =>
  `<script id="__PWS_INITIAL_PROPS__" type="application/json">${JSON.stringify({
    initialReduxState: { pins: { [id]: { id, ...pin } } },
  })}</script>`;
const missing = (pinId: string) =>
  `<script data-relay-completed-request="true">window.__PWS_RELAY_REGISTER_COMPLETED_REQUEST__("${encodeURIComponent(
    JSON.stringify({ variables: { pinId } }),
  )}", ${JSON.stringify({ data: { v3GetPinQueryv2: { __typename: 'PinNotFound' } } })});</script>`;
const closeup = (content: string, title = '') =>
  `<section><div data-test-id="pin-closeup-image">${content}</div><div data-test-id="pinTitle"><h1>${title}</h1></div></section>`;
const pinPage = (id: string, md5: string, title = 'A chair') =>
  stateOf(id, { title, images: { '736x': { url: imageAt(md5) } } }) +
  closeup(`<img src="${imageAt(md5)}">`, title);

const ask = vi.fn<typeof fetch>();
let abort: AbortController;
let session: ReturnType<typeof startPageSession>;
let views: (PageView | null)[];
/** Orders that wait for the background's answer. */
let orders: {
  order: AnalysisOrder;
  answer(run: Run): void;
  die(): void;
  say(answer: unknown): void;
}[];
let reports: TabState[];
let left: string[];
const onPickArea = vi.fn();

function start(path: string, html: string): void {
  history.replaceState(null, '', path);
  document.body.innerHTML = html;
  abort = new AbortController();
  session = startPageSession({
    signal: abort.signal,
    onPickArea,
    onView: (view) => views.push(view),
  });
}

const receive = (type: string, data?: unknown) => bus.listeners.get(type)?.({ data });
const announced = () => receive('page:announce') as TabState;
const pinOf = (state: TabState) => (state.page === 'pin' ? state.pin : null);
const settle = () => vi.advanceTimersByTimeAsync(400);
const orderAt = (index: number) => {
  const order = orders[index];
  if (!order) throw new Error(`order ${index} was not placed`);
  return order;
};
const update = (index: number, run: Run): OrderUpdate => ({
  orderId: orderAt(index).order.orderId,
  run,
});
const lastRun = () => views.at(-1)?.run;

beforeEach(() => {
  vi.useFakeTimers();
  views = [];
  orders = [];
  reports = [];
  left = [];
  bus.listeners.clear();
  bus.send.mockReset().mockImplementation((type, data) => {
    if (type === 'page:state') reports.push(data as TabState);
    if (type === 'analysis:leave') left.push(data as string);
    if (type !== 'analysis:order') return Promise.resolve();
    const order = data as AnalysisOrder;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    orders.push({
      order,
      say: resolve,
      answer: (run) => resolve({ orderId: order.orderId, run }),
      die: () => reject(new Error('The message port closed.')),
    });
    return promise;
  });
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.stubGlobal(
    'fetch',
    ask.mockReset().mockImplementation(async () => new Response('{}')),
  );
});
afterEach(() => {
  abort.abort();
  fakeBrowser.reset();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a page without a pin', () => {
  it('says so, and draws nothing', async () => {
    start('/', '');
    await settle();
    expect(reports).toEqual([{ page: 'no-pin' }]);
    expect(announced()).toEqual({ page: 'no-pin' });
    expect(views.filter(Boolean)).toEqual([]);
    expect(orders).toEqual([]);
  });
});

describe('a pin whose texts come after its picture', () => {
  it('says them once, and orders nothing anew', async () => {
    start(`/pin/${A}/`, closeup(`<img src="${imageAt(MD5_A)}">`));
    await settle();
    expect(orderAt(0).order).toMatchObject({ subject: { pin: { title: null } } });
    const heading = document.querySelector('h1');
    heading?.append('A rattan armchair');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bus.send.mock.calls.filter(([type]) => type === 'analysis:reword')).toMatchObject([
      [
        'analysis:reword',
        { orderId: orderAt(0).order.orderId, pin: { id: A, title: 'A rattan armchair' } },
      ],
    ]);
    expect(orders).toHaveLength(1);
    orderAt(0).die();
    await settle();
    expect(orderAt(1).order).toMatchObject({ subject: { pin: { title: 'A rattan armchair' } } });
  });
});

describe('an open pin', () => {
  beforeEach(async () => {
    start(`/pin/${A}/`, pinPage(A, MD5_A));
    await settle();
  });

  it('is ordered once, with the renditions of its image', async () => {
    expect(orders).toHaveLength(1);
    expect(orderAt(0).order).toMatchObject({
      subject: { page: 'pin', pin: { id: A, title: 'A chair' } },
      imageUrl: imageAt(MD5_A),
    });
    expect(orderAt(0).order.imageUrls[0]).toBe(imageAt(MD5_A));
    expect(new Set(orderAt(0).order.imageUrls).size).toBe(orderAt(0).order.imageUrls.length);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(orders).toHaveLength(1);
  });

  it('is drawn at once, and stage by stage', async () => {
    const element = document.querySelector('img');
    expect(views.at(-1)).toEqual({
      element,
      imageUrl: imageAt(MD5_A),
      run: { status: 'running', stage: 'decode', analysis: null },
      pin: expect.objectContaining({ id: A }),
    });
    receive('analysis:update', update(0, { status: 'running', stage: 'labels', analysis }));
    expect(lastRun()).toMatchObject({ stage: 'labels', analysis });
    orderAt(0).answer(DONE);
    await settle();
    expect(views.at(-1)).toMatchObject({ element, imageUrl: imageAt(MD5_A), run: DONE });
    expect(announced()).toMatchObject({ page: 'pin', pin: { id: A }, run: DONE });
  });

  it('hands on what there is to search for', () => {
    const finds = [{ noun: 'armchair', object: null, terms: [] }];
    const fits = [{ boardId: 'board /a/b/', title: 'Attic', percent: 82, style: null }];
    receive('analysis:update', { ...update(0, DONE), finds, fits });
    expect(views.at(-1)).toMatchObject({ finds, fits });
    expect(announced()).toMatchObject({ page: 'pin', finds, fits });
  });

  it('takes no update of an order that is not its own', () => {
    receive('analysis:update', { orderId: 'forged', run: DONE });
    expect(lastRun()).toMatchObject({ status: 'running' });
  });

  it('refuses an update that makes no sense', () => {
    expect(() => receive('analysis:update', { orderId: 1 })).toThrow();
    expect(lastRun()).toMatchObject({ status: 'running' });
  });

  it('shows what Google adds to the image it has looked at, and to no other', async () => {
    const enriched: Run = { status: 'done', analysis: analysisOf({ styles: ['boho'] }) };
    const asking: Run = { ...DONE, cloud: { status: 'asking' } };
    const said = (md5: string, run: Run) =>
      receive('cloud:update', {
        page: 'pin',
        pin: { ...pinOf(announced()), title: 'Long ago' },
        imageUrl: imageAt(md5),
        run,
      });
    said(MD5_A, enriched);
    expect(lastRun()).toMatchObject({ status: 'running' });
    orderAt(0).answer(DONE);
    await settle();
    said(MD5_B, enriched);
    expect(lastRun()).toEqual(DONE);
    said(MD5_A, asking);
    expect(announced()).toMatchObject({ page: 'pin', pin: { title: 'A chair' }, run: asking });
    said(MD5_A, enriched);
    expect(lastRun()).toEqual(enriched);
    receive('cloud:update', { page: 'no-pin' });
    expect(lastRun()).toEqual(enriched);
    expect(() => receive('cloud:update', { page: 'pin', run: 'x' })).toThrow();
  });

  it('is left with its order, and the next one ordered', async () => {
    history.pushState(null, '', `/pin/${B}/`);
    session.navigated(new URL(location.href));
    expect(left).toEqual([orderAt(0).order.orderId]);
    expect(views.at(-1)).toBeNull();
    document.body.innerHTML = pinPage(B, MD5_B, 'A lamp');
    await settle();
    expect(orders).toHaveLength(2);
    expect(orderAt(1).order).toMatchObject({
      subject: { pin: { id: B } },
      imageUrl: imageAt(MD5_B),
    });
    expect(orderAt(1).order.orderId).not.toBe(orderAt(0).order.orderId);

    receive('analysis:update', update(0, DONE));
    orderAt(0).answer(DONE);
    await settle();
    expect(lastRun()).toMatchObject({ status: 'running' });
  });

  it('is left for a page without one', async () => {
    history.pushState(null, '', '/');
    session.navigated(new URL(location.href));
    await settle();
    expect(left).toEqual([orderAt(0).order.orderId]);
    expect(reports.at(-1)).toEqual({ page: 'no-pin' });
    expect(views.at(-1)).toBeNull();
  });

  it('is ordered anew when the background dies, and answered then', async () => {
    orderAt(0).die();
    await settle();
    orderAt(1).die();
    await settle();
    expect(orders.map(({ order }) => order)).toEqual(Array(3).fill(orderAt(0).order));
    orderAt(2).answer(DONE);
    await settle();
    expect(lastRun()).toEqual(DONE);
  });

  it('is given up when the background dies three times, and can be tried again', async () => {
    for (const index of [0, 1, 2]) {
      orderAt(index).die();
      await settle();
    }
    expect(orders).toHaveLength(3);
    expect(lastRun()).toEqual({
      status: 'failed',
      failure: { code: 'engine-lost' },
      analysis: null,
    });
    receive('page:retry');
    await settle();
    expect(orders).toHaveLength(4);
    expect(lastRun()).toMatchObject({ status: 'running' });
    expect(orderAt(3).order.imageUrls).toEqual(orderAt(0).order.imageUrls);
    orderAt(3).answer(DONE);
    await settle();
    expect(lastRun()).toEqual(DONE);
  });

  it('takes an answer that makes no sense for a death', async () => {
    for (const index of [0, 1, 2]) {
      orderAt(index).say({ odd: true });
      await settle();
    }
    expect(lastRun()).toMatchObject({ failure: { code: 'engine-lost' } });
  });

  it('is not asked for again once it is left', async () => {
    history.pushState(null, '', '/');
    session.navigated(new URL(location.href));
    orderAt(0).die();
    await settle();
    expect(orders).toHaveLength(1);
    expect(views.at(-1)).toBeNull();
  });

  it('says nothing and draws nothing after the session has ended', async () => {
    abort.abort();
    expect(views.at(-1)).toBeNull();
    const count = views.length;
    const sent = bus.send.mock.calls.length;
    orderAt(0).answer(DONE);
    await settle();
    expect(views).toHaveLength(count);
    expect(bus.send).toHaveBeenCalledTimes(sent);
    expect(bus.listeners.size).toBe(0);
  });

  it('places no order again after the session has ended', async () => {
    abort.abort();
    const count = views.length;
    orderAt(0).die();
    await settle();
    expect(orders).toHaveLength(1);
    expect(views).toHaveLength(count);
  });
});

describe('a pin that the page does not tell of', () => {
  const visit = async () => {
    start('/', '<main></main>');
    history.pushState(null, '', `/pin/${A}/`);
    session.navigated(new URL(location.href));
    await settle();
  };

  it('is asked of the page’s own site', async () => {
    ask.mockImplementation(async () =>
      Response.json({ resource_response: { data: { id: A, title: 'A chair' } } }),
    );
    await visit();
    expect(ask.mock.calls.map(([url]) => new URL(String(url)).origin)).toEqual([location.origin]);
    await settle();
    expect(announced()).toMatchObject({ page: 'pin', pin: { id: A, title: 'A chair' } });
  });

  it('is not, where the user does not want it', async () => {
    await updateSettings({ readPinDetails: false });
    await visit();
    await settle();
    expect(ask).not.toHaveBeenCalled();
  });
});

describe('a pin without a picture to look at', () => {
  it.each<[string, string, string]>([
    [
      'a video',
      stateOf(A, { title: 'V', videos: { video_list: { V_720P: { url: 'x' } } } }) +
        closeup('<video></video>'),
      'video-pin',
    ],
    ['gone', missing(A), 'pin-not-found'],
  ])('that is %s is told so, not analysed', async (_, html, code) => {
    start(`/pin/${A}/`, html);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(reports.at(-1)).toMatchObject({
      page: 'pin',
      run: { status: 'failed', failure: { code } },
    });
    expect(orders).toEqual([]);
  });

  it('that cannot be read is told so after a while, and is analysed when it appears', async () => {
    start(`/pin/${A}/`, '<p>…</p>');
    await settle();
    expect(announced()).toMatchObject({ page: 'pin', run: { status: 'running' } });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(reports.at(-1)).toMatchObject({ run: { failure: { code: 'pin-unreadable' } } });
    document.body.innerHTML = pinPage(A, MD5_A);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(orders).toHaveLength(1);
    expect(lastRun()).toMatchObject({ status: 'running' });
  });
});

describe('a pin that the user wants to ask for', () => {
  beforeEach(() => updateSettings({ analyzeAutomatically: false, readPinDetails: false }));
  const idle = { page: 'pin', imageUrl: imageAt(MD5_A), run: { status: 'idle', analysis: null } };

  it('waits, and says so to overlay and popup', async () => {
    start(`/pin/${A}/`, pinPage(A, MD5_A));
    await settle();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(orders).toEqual([]);
    expect(reports.at(-1)).toMatchObject(idle);
    expect(announced()).toMatchObject(idle);
    expect(views.at(-1)).toMatchObject({ imageUrl: imageAt(MD5_A), run: idle.run });
  });

  it.each<[string, () => unknown]>([
    ['page', () => session.look()],
    ['popup', () => receive('page:look')],
  ])('is analysed once it is asked for, in the %s, and the next one waits', async (_, ask) => {
    start(`/pin/${A}/`, pinPage(A, MD5_A));
    await settle();
    ask();
    ask();
    await settle();
    expect(orders).toHaveLength(1);
    expect(orderAt(0).order).toMatchObject({ imageUrl: imageAt(MD5_A) });
    expect(lastRun()).toMatchObject({ status: 'running' });

    history.pushState(null, '', `/pin/${B}/`);
    session.navigated(new URL(location.href));
    document.body.innerHTML = pinPage(B, MD5_B);
    await settle();
    expect(orders).toHaveLength(1);
    expect(announced()).toMatchObject({ pin: { id: B }, run: idle.run });
  });

  it('is analysed as soon as the user lets Magpie look by itself', async () => {
    start(`/pin/${A}/`, pinPage(A, MD5_A));
    await settle();
    await updateSettings({ analyzeAutomatically: true });
    await settle();
    expect(orders).toHaveLength(1);
  });

  it('does not hold up a picture that the user picks', async () => {
    start(`/pin/${A}/`, `${pinPage(A, MD5_A)}<img src="${imageAt(MD5_B)}">`);
    await settle();
    receive('page:pick-image', imageAt(MD5_B));
    await settle();
    expect(orderAt(0).order).toMatchObject({ subject: { page: 'picked-image' } });
  });

  it('is analysed where the settings cannot be read', async () => {
    vi.spyOn(fakeBrowser.storage.sync, 'get').mockRejectedValue(new Error('no storage'));
    start(`/pin/${A}/`, pinPage(A, MD5_A));
    await settle();
    expect(orders).toHaveLength(1);
  });
});

describe('a picked image', () => {
  const PICKED = imageAt(MD5_B);

  it('is ordered and drawn where it stands', async () => {
    start('/', `<img src="${PICKED}">`);
    await settle();
    receive('page:pick-image', PICKED);
    await settle();
    expect(orderAt(0).order).toMatchObject({
      subject: { page: 'picked-image' },
      imageUrl: PICKED,
      imageUrls: [PICKED],
    });
    expect(views.at(-1)?.element).toBe(document.querySelector('img'));
    orderAt(0).answer(DONE);
    await settle();
    expect(announced()).toEqual({ page: 'picked-image', imageUrl: PICKED, run: DONE });
  });

  it('is analysed for the popup even when the page shows it no more', async () => {
    start('/', '');
    await settle();
    receive('page:pick-image', PICKED);
    await settle();
    expect(orders).toHaveLength(1);
    expect(views.at(-1)).toBeNull();
    expect(announced()).toMatchObject({ page: 'picked-image' });
  });

  it('comes before the open pin until that is left', async () => {
    start(`/pin/${A}/`, `${pinPage(A, MD5_A)}<img src="${PICKED}">`);
    await settle();
    receive('page:pick-image', PICKED);
    await settle();
    expect(left).toEqual([orderAt(0).order.orderId]);
    document.querySelector('h1')?.replaceChildren('Another title');
    await settle();
    expect(orders).toHaveLength(2);
    expect(announced()).toMatchObject({ page: 'picked-image' });
    history.pushState(null, '', '/');
    session.navigated(new URL(location.href));
    expect(left).toHaveLength(2);
    expect(announced()).toEqual({ page: 'no-pin' });
  });

  it('can be tried again', async () => {
    start('/', `<img src="${PICKED}">`);
    await settle();
    receive('page:pick-image', PICKED);
    orderAt(0).answer({ status: 'failed', failure: { code: 'offline' }, analysis: null });
    await settle();
    session.retry();
    await settle();
    expect(orderAt(1).order).toMatchObject({ imageUrls: [PICKED] });
  });
});

describe('a retry', () => {
  it('does nothing where there is nothing to retry', async () => {
    start('/', '');
    await settle();
    session.retry();
    await settle();
    expect(orders).toEqual([]);
  });
});

describe('what the user makes of the finds', () => {
  const [chair] = analysis.objects;
  const change = {
    kind: 'name' as const,
    box: chair?.box ?? { x: 0, y: 0, width: 1, height: 1 },
    was: 'armchair',
    noun: 'pouf',
  };
  const kept = { finds: [{ box: change.box, was: 'armchair', noun: 'pouf' }], drawn: [] };
  const shown = () => lastRun()?.analysis?.objects.map(({ label }) => label);
  const sent = (type: string) =>
    bus.send.mock.calls.filter(([name]) => name === type).map(([, data]) => data);

  /** The background answers messages of one type. */
  const answering = (type: string, answer: (data: unknown) => Promise<unknown>) => {
    const others = bus.send.getMockImplementation();
    bus.send.mockImplementation((name, data) =>
      name === type ? answer(data) : (others?.(name, data) ?? Promise.resolve()),
    );
  };
  const openPin = async () => {
    start(`/pin/${A}/`, pinPage(A, MD5_A));
    await settle();
    receive('analysis:update', update(0, DONE));
  };

  it('is asked for by pin and picture, and shown with every stage', async () => {
    answering('corrections:open', async () => kept);
    await openPin();
    expect(sent('corrections:open')).toEqual([`${A} ${MD5_A}`]);
    expect(shown()).toEqual(['pouf']);
    // The popup corrects by itself what the page announces.
    expect(announced()).toMatchObject({ run: DONE });
  });

  it('is changed here or in the popup, and shown as the background has it', async () => {
    answering('corrections:change', async () => kept);
    await openPin();
    expect(shown()).toEqual(['armchair']);
    session.correct(change);
    await settle();
    expect(sent('corrections:change')).toEqual([{ key: `${A} ${MD5_A}`, change }]);
    expect(shown()).toEqual(['pouf']);
    receive('page:correct', { kind: 'reset' });
    expect(sent('corrections:change')).toHaveLength(2);
    expect(() => receive('page:correct', { kind: 'of old' })).toThrow();
  });

  it('goes with its pin, however late the answer comes', async () => {
    const late = Promise.withResolvers<unknown>();
    answering('corrections:change', () => late.promise);
    await openPin();
    session.correct(change);
    history.replaceState(null, '', `/pin/${B}/`);
    document.body.innerHTML = pinPage(B, MD5_B);
    session.navigated(new URL(location.href));
    await settle();
    late.resolve(kept);
    await settle();
    receive('analysis:update', update(1, DONE));
    expect(shown()).toEqual(['armchair']);
  });

  it('may be unknown: a background that is lost or talks nonsense changes nothing', async () => {
    vi.spyOn(console, 'debug').mockImplementation(() => {});
    answering('corrections:open', () => Promise.reject(new Error('No response')));
    answering('corrections:change', async () => ({ finds: 'of old' }));
    await openPin();
    session.correct(change);
    await settle();
    expect(shown()).toEqual(['armchair']);
  });

  it('looks at an area of the picture in view', async () => {
    const area = { x: 0, y: 0, width: 0.5, height: 0.5 };
    const region = {
      ...area,
      ok: true,
      region: {
        label: null,
        score: 0,
        box: area,
        colors: [],
        material: null,
        sources: [],
        alternatives: [],
      },
    };
    answering('region:look', async () => region);
    await openPin();
    expect(await session.lookAt(area)).toMatchObject({ ok: true, region: { label: null } });
    expect(sent('region:look')).toEqual([{ imageUrls: orderAt(0).order.imageUrls, area }]);
    answering('region:look', () => Promise.reject(new Error('The message port closed.')));
    expect(await session.lookAt(area)).toMatchObject({ failure: { code: 'engine-lost' } });
  });

  it('looks at nothing where there is no picture, and lets the popup begin to draw', async () => {
    start('/', '');
    await settle();
    const area = { x: 0, y: 0, width: 0.5, height: 0.5 };
    expect(await session.lookAt(area)).toMatchObject({ ok: false });
    session.correct(change);
    expect(sent('corrections:change')).toEqual([]);
    receive('page:pick-area');
    expect(onPickArea).toHaveBeenCalledOnce();
  });
});
