// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type RankingSession,
  type RankingView,
  startRankingSession,
} from '../../../../lib/page/ranking-session.ts';
import type {
  BoardChoice,
  CaptureOutcome,
  FitOrder,
  FitOutcome,
} from '../../../../lib/platform/ranking-messages.ts';
import { add, layOut } from '../overlay/page.ts';

const bus = vi.hoisted(() => ({
  listeners: new Map<string, (message: { data: unknown }) => unknown>(),
  send: vi.fn<(type: string, data?: unknown) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/ranking-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/ranking-messages.ts')>()),
  rankingMessages: {
    onMessage: (type: string, listener: (message: { data: unknown }) => unknown) => {
      bus.listeners.set(type, listener);
      return () => bus.listeners.delete(type);
    },
    sendMessage: bus.send,
  },
}));

const ROOMS: BoardChoice = { id: 'board /anna/rooms/', name: 'Rooms' };
const ATTIC: BoardChoice = { id: 'board /anna/attic/', name: 'Attic' };

let page: ReturnType<typeof layOut>;
let host: Element;
let ending: AbortController;
let views: RankingView[];
let session: RankingSession;
let capture: () => Promise<CaptureOutcome>;
let askFit: (order: FitOrder) => Promise<FitOutcome>;
/** Areas that were asked about, in pixels of the viewport. */
let asked: number[][];

beforeEach(() => {
  page = layOut({ width: 1_000, height: 800 });
  vi.stubGlobal('innerWidth', 1_000);
  vi.stubGlobal('innerHeight', 800);
  host = add('<magpie-ranking></magpie-ranking>');
  page.put(host, 0, 0, 0, 0);
  vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockReturnValue(true);
  vi.spyOn(HTMLImageElement.prototype, 'naturalWidth', 'get').mockReturnValue(600);
  vi.spyOn(HTMLImageElement.prototype, 'naturalHeight', 'get').mockReturnValue(600);
  Element.prototype.checkVisibility = () => true;
  Element.prototype.scrollIntoView = vi.fn();
  views = [];
  asked = [];
  capture = async () => ({ ok: true, capture: 'one' });
  // The further to the right, the better.
  askFit = async ({ areas }) => ({ ok: true, fits: areas.map(({ x }) => x) });
  bus.listeners.clear();
  bus.send.mockReset().mockImplementation(async (type, data) => {
    if (type === 'ranking:capture') return capture();
    if (type !== 'ranking:fit') return undefined;
    const order = data as FitOrder;
    asked.push(order.areas.flatMap(({ x, y }) => [x * 1_000, y * 800]));
    return askFit(order);
  });
  ending = new AbortController();
  session = startRankingSession({
    window,
    host,
    signal: ending.signal,
    onView: (view) => views.push(view),
  });
});
afterEach(() => {
  ending.abort();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

const put = (name: string, x: number, y = 100): HTMLElement => {
  const image = add(`<img alt="${name}" src="${name}.jpg">`);
  page.put(image, x, y, 200, 200);
  return image;
};
const begin = (board = ROOMS) => bus.listeners.get('ranking:begin')?.({ data: board });
const now = () => {
  const view = views.at(-1);
  if (!view) throw new Error('nothing is shown');
  return view;
};
const ends = () => vi.waitFor(() => expect(now().status.state).not.toBe('looking'));
const names = () => now().pictures.map(({ name }) => name);

describe('the ranking of a page', () => {
  it('shows nothing before it is begun', () => {
    session.look();
    expect(views).toEqual([]);
  });

  it('asks about what is in view, and puts the best first', async () => {
    put('left', 100);
    put('right', 700);
    put('middle', 400);
    put('below', 100, 1_000);
    begin();
    expect(now()).toMatchObject({ board: ROOMS, status: { state: 'looking' }, pictures: [] });
    await ends();
    expect(asked).toEqual([[100, 100, 400, 100, 700, 100]]);
    expect(now().status).toEqual({ state: 'ranked', added: 3 });
    expect(names()).toEqual(['right', 'middle', 'left']);
    await vi.waitFor(() => expect(now().frames.size).toBe(3));
  });

  it('is out of the picture while that is taken', async () => {
    put('left', 100);
    let wasCapturing = false;
    capture = async () => {
      wasCapturing = now().capturing;
      return { ok: true, capture: 'one' };
    };
    begin();
    await ends();
    expect(wasCapturing).toBe(true);
    expect(now().capturing).toBe(false);
  });

  it('keeps scores, asks about what is new only, and forgets what is gone', async () => {
    put('left', 100);
    const right = put('right', 700);
    begin();
    await ends();
    put('middle', 400);
    session.look();
    await vi.waitFor(() => expect(now().pictures).toHaveLength(3));
    await ends();
    expect(asked).toEqual([
      [100, 100, 700, 100],
      [400, 100],
    ]);
    session.look();
    await ends();
    expect(now().status).toEqual({ state: 'ranked', added: 0 });
    right.remove();
    await vi.waitFor(() => expect(names()).toEqual(['middle', 'left']));
  });

  it('asks again about an element that shows another picture, and knows the former when it is back', async () => {
    const image = put('left', 100);
    begin();
    await ends();
    image.setAttribute('src', 'other.jpg');
    await vi.waitFor(() => expect(now().pictures).toEqual([]));
    askFit = async () => ({ ok: true, fits: [0.9] });
    session.look();
    await vi.waitFor(() => expect(now().pictures).toMatchObject([{ fit: 0.9 }]));
    expect(asked).toHaveLength(2);
    image.setAttribute('src', 'left.jpg');
    await vi.waitFor(() => expect(now().pictures).toMatchObject([{ fit: 0.1 }]));
    expect(asked).toHaveLength(2);
  });

  it('looks again where the page moved while its picture was taken', async () => {
    const image = put('left', 100);
    let captures = 0;
    capture = async () => {
      captures += 1;
      if (captures === 1) page.put(image, 100, 300, 200, 200);
      return { ok: true, capture: 'one' };
    };
    begin();
    await ends();
    expect(asked).toEqual([[100, 300]]);
    expect(captures).toBe(2);
  });

  it('begins anew with another board, and drops what comes for the former', async () => {
    put('left', 100);
    const late = Promise.withResolvers<FitOutcome>();
    askFit = () => late.promise;
    begin(ROOMS);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    askFit = async () => ({ ok: true, fits: [0.25] });
    begin(ATTIC);
    await ends();
    late.resolve({ ok: true, fits: [0.75] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(now()).toMatchObject({ board: ATTIC, pictures: [{ name: 'left', fit: 0.25 }] });
  });

  it('says that there is no picture', async () => {
    begin();
    await ends();
    expect(now().status).toEqual({ state: 'nothing' });
    expect(bus.send).not.toHaveBeenCalled();
  });

  it('says why it could not look, and keeps what it knew', async () => {
    put('left', 100);
    begin();
    await ends();
    put('right', 700);
    capture = async () => ({ ok: false, failure: { code: 'capture-refused' } });
    session.look();
    await vi.waitFor(() =>
      expect(now().status).toEqual({ state: 'failed', code: 'capture-refused' }),
    );
    expect(names()).toEqual(['left']);
  });

  it('tries again where the background died, but not for ever', async () => {
    put('left', 100);
    const answer = askFit;
    askFit = async () => {
      askFit = answer;
      throw new Error('No response');
    };
    begin();
    await ends();
    expect(now().status).toEqual({ state: 'ranked', added: 1 });
    put('right', 700);
    askFit = async () => ({ ok: false, failure: { code: 'engine-lost' } });
    session.look();
    await vi.waitFor(() => expect(now().status).toEqual({ state: 'failed', code: 'engine-lost' }));
    expect(asked.length).toBeLessThan(8);
  });

  it('waits until the page can be seen', async () => {
    put('left', 100);
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    begin();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(bus.send).not.toHaveBeenCalled();
    visibility.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    await ends();
    expect(names()).toEqual(['left']);
  });

  it('scrolls to a picture and moves the focus to its link, else to the picture for once', async () => {
    const bare = put('bare', 100);
    const link = add('<a href="/linked"></a>');
    page.put(link, 700, 100, 200, 200);
    link.append(put('linked', 700));
    begin();
    await ends();
    const [linked, other] = now().pictures;
    session.show(linked?.key ?? 0);
    expect(document.activeElement).toBe(link);
    session.show(other?.key ?? 0);
    expect(Element.prototype.scrollIntoView).toHaveBeenCalledTimes(2);
    expect(document.activeElement).toBe(bare);
    link.focus();
    expect(bare.hasAttribute('tabindex')).toBe(false);
    session.show(999);
    expect(document.activeElement).toBe(link);
  });

  it('tells the background when it ends, and hears no more', async () => {
    put('left', 100);
    begin();
    await ends();
    const count = views.length;
    ending.abort();
    expect(bus.send).toHaveBeenLastCalledWith('ranking:leave');
    expect(bus.listeners.size).toBe(0);
    window.dispatchEvent(new Event('resize'));
    session.look();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(views).toHaveLength(count);
  });
});
