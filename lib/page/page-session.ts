import * as v from 'valibot';
import type { BoundingBox } from '../analysis.ts';
import type { BoardFit } from '../board/board-fit.ts';
import { correctedFinds } from '../corrected-finds.ts';
import {
  type Change,
  ChangeSchema,
  type Corrections,
  CorrectionsSchema,
  correctedRun,
  NO_CORRECTIONS,
} from '../corrections.ts';
import type { ErrorCode } from '../errors.ts';
import type { Find } from '../find.ts';
import type { Pin, PinImage } from '../pin/pin.ts';
import { createPinResource } from '../pin/pin-resource.ts';
import { type OpenPin, watchPins } from '../pin/watch-pins.ts';
import {
  type AnalysisOrder,
  type OrderUpdate,
  OrderUpdateSchema,
  pageMessages,
} from '../platform/page-messages.ts';
import { followSettings, getSettings, type Settings } from '../platform/settings.ts';
import { type RegionOutcome, RegionOutcomeSchema } from '../region.ts';
import { correctionsKeyFor, type Run, type TabState, TabStateSchema } from '../tab-state.ts';
import { largestImageOf } from './picked-image.ts';

/** What the overlay draws: an image of the page and what is known of it. */
export interface PageView {
  element: HTMLImageElement;
  imageUrl: string;
  run: Run;
  /** What to search for; absent until the background has said. */
  finds?: readonly Find[] | undefined;
  /** The learned boards that the picture fits. */
  fits?: readonly BoardFit[] | undefined;
  /** Null for a picture that the user picked. */
  pin: Pin | null;
}

/** What a page session needs. */
export interface PageSessionOptions {
  /** Ends the session; nothing is sent or shown after. */
  signal: AbortSignal;
  /** Gets what to draw; null while there is nothing to draw on. */
  onView: (view: PageView | null) => void;
  /** Is told when the user wants to draw an area, from outside the page. */
  onPickArea: () => void;
}

/** What a page's views may ask of its session. */
export type PageSession = ReturnType<typeof startPageSession>;

/** How often an order is placed again after the background died under it. */
const MAX_ATTEMPTS = 3;

/**
 * The session of one page: follows the open pin, orders its analysis, and keeps the
 * background (for the popup) and the overlay told. One image is of interest at a time: the
 * open pin's, or one the user picked from the context menu.
 */
export function startPageSession({ signal, onView, onPickArea }: PageSessionOptions) {
  let state: TabState = { page: 'no-pin' };
  let element: HTMLImageElement | null = null;
  let order: { current: AnalysisOrder; controller: AbortController } | null = null;
  /** The image of the open pin for which the present order was placed. */
  let orderedUrl: string | null = null;
  /** What the user made of the finds in the ordered image. */
  let corrections: Corrections = NO_CORRECTIONS;
  /** Whether pins are analysed unasked; null until the settings have been read. */
  let isAutomatic: boolean | null = null;
  /** Id of the pin that the user asked for, with all its slides. */
  let askedFor: string | null = null;

  const show = (next: TabState): void => {
    state = next;
    const run = runOf(next);
    const imageUrl = next.page === 'no-pin' ? null : next.imageUrl;
    const finds = next.page === 'no-pin' ? undefined : next.finds;
    const fits = next.page === 'no-pin' ? undefined : next.fits;
    const pin = next.page === 'pin' ? next.pin : null;
    onView(
      run && element && imageUrl
        ? {
            element,
            imageUrl,
            run: correctedRun(run, corrections),
            finds: finds && correctedFinds(finds, corrections),
            fits,
            pin,
          }
        : null,
    );
  };

  const report = (next: TabState): void => {
    show(next);
    void pageMessages.sendMessage('page:state', next).catch(ignoreLostBackground);
  };

  const leaveOrder = (): void => {
    if (!order) return;
    order.controller.abort();
    const { orderId } = order.current;
    void pageMessages.sendMessage('analysis:leave', orderId).catch(ignoreLostBackground);
    order = null;
    orderedUrl = null;
  };

  const placeOrder = (
    subject: AnalysisOrder['subject'],
    images: readonly [string, ...string[]],
  ) => {
    leaveOrder();
    const [imageUrl] = images;
    const controller = new AbortController();
    const current: AnalysisOrder = {
      orderId: crypto.randomUUID(),
      subject,
      imageUrl,
      imageUrls: [...images],
    };
    order = { current, controller };
    orderedUrl = imageUrl;
    corrections = NO_CORRECTIONS;
    show({ ...subject, imageUrl, run: { status: 'running', stage: 'decode', analysis: null } });
    void takeCorrections((key) => pageMessages.sendMessage('corrections:open', key));
    const latest = () => (order?.controller === controller ? order.current : current);
    void carryOut(latest, controller.signal).then((update) => update && applyUpdate(update));
  };

  const applyUpdate = ({ orderId, ...update }: OrderUpdate): void => {
    if (order?.current.orderId !== orderId) return;
    const { subject, imageUrl } = order.current;
    show({ ...subject, imageUrl, ...update });
  };

  /** Takes over what the background says of the corrections of the image in view. */
  const takeCorrections = async (ask: (key: string) => Promise<unknown>): Promise<void> => {
    const key = correctionsKeyFor(state);
    if (key === null) return;
    try {
      const answer = v.safeParse(CorrectionsSchema, await ask(key));
      if (!answer.success || key !== correctionsKeyFor(state)) return;
      corrections = answer.output;
      show(state);
    } catch (error) {
      ignoreLostBackground(error);
    }
  };

  const correct = (change: Change): void => {
    void takeCorrections((key) => pageMessages.sendMessage('corrections:change', { key, change }));
  };

  const lookAt = async (area: BoundingBox): Promise<RegionOutcome> => {
    if (!order) return { ok: false, failure: { code: 'cancelled' } };
    const { imageUrls } = order.current;
    try {
      return v.parse(
        RegionOutcomeSchema,
        await pageMessages.sendMessage('region:look', { imageUrls, area }),
      );
    } catch (error) {
      return { ok: false, failure: { code: 'engine-lost', detail: String(error) } };
    }
  };

  const onPin = (open: OpenPin): void => {
    const { pin } = open;
    element = open.element;
    const failure = failureOf(open);
    if (failure) {
      leaveOrder();
      report({ page: 'pin', pin, imageUrl: pin.image?.url ?? null, run: failed(failure) });
      return;
    }
    if (!pin.image) {
      report({
        page: 'pin',
        pin,
        imageUrl: null,
        run: { status: 'running', stage: 'decode', analysis: null },
      });
      return;
    }
    if (pin.image.url === orderedUrl && order) {
      // The same image: a better title or a swapped element, nothing to look at anew.
      const { orderId, subject } = order.current;
      order.current = { ...order.current, subject: { page: 'pin', pin } };
      if (subject.page === 'pin' && !hasSameTexts(subject.pin, pin)) {
        const rewording = { orderId, pin };
        void pageMessages.sendMessage('analysis:reword', rewording).catch(ignoreLostBackground);
      }
      if (state.page === 'pin') show({ ...state, pin });
      return;
    }
    if (isAutomatic === null) return;
    if (!isAutomatic && pin.id !== askedFor) {
      leaveOrder();
      const run: Run = { status: 'idle', analysis: null };
      report({ page: 'pin', pin, imageUrl: pin.image.url, run });
      return;
    }
    placeOrder({ page: 'pin', pin }, urlsOf(pin.image, pin.fallbackImages));
  };

  const applySettings = ({ analyzeAutomatically }: Pick<Settings, 'analyzeAutomatically'>) => {
    const isNews = isAutomatic !== analyzeAutomatically;
    isAutomatic = analyzeAutomatically;
    const open = watcher.current();
    // What is under way, or a picture that the user picked, is not touched.
    if (isNews && open && !order) onPin(open);
  };

  const resource = createPinResource({
    origin: location.origin,
    fetch: (...request) => fetch(...request),
    isAllowed: async () => (await getSettings()).readPinDetails,
    signal,
  });
  const watcher = watchPins({
    window,
    signal,
    readDetails: resource.read,
    onPin,
    onUpdate: (open) => {
      // Until the pin is left, the image that the user picked comes first.
      if (order?.current.subject.page !== 'picked-image') onPin(open);
    },
    onLeave: () => {
      leaveOrder();
      element = null;
      report({ page: 'no-pin' });
    },
  });

  const unsubscribe = [
    pageMessages.onMessage('analysis:update', ({ data }) => {
      applyUpdate(v.parse(OrderUpdateSchema, data));
    }),
    pageMessages.onMessage('cloud:update', ({ data }) => {
      const next = v.parse(TabStateSchema, data);
      if (next.page === 'no-pin' || state.page === 'no-pin') return;
      // An order that is under way will bring the answer with it.
      if (next.imageUrl !== state.imageUrl || state.run.status !== 'done') return;
      // What the page says of its pin may be newer than what the background knows.
      show(next.page === 'pin' && state.page === 'pin' ? { ...next, pin: state.pin } : next);
    }),
    pageMessages.onMessage('page:announce', () => state),
    pageMessages.onMessage('page:retry', () => retry()),
    pageMessages.onMessage('page:look', () => look()),
    pageMessages.onMessage('page:correct', ({ data }) => correct(v.parse(ChangeSchema, data))),
    pageMessages.onMessage('page:pick-area', onPickArea),
    pageMessages.onMessage('page:pick-image', ({ data: url }) => {
      element = largestImageOf(document, v.parse(v.string(), url));
      placeOrder({ page: 'picked-image' }, [element?.currentSrc || url]);
    }),
  ];
  signal.addEventListener('abort', () => {
    for (const stop of unsubscribe) stop();
    // What comes of the order now, an answer or the background's death, is nobody's any more.
    order?.controller.abort();
    order = null;
    onView(null);
  });

  const retry = (): void => {
    if (order) {
      const { subject, imageUrls } = order.current;
      placeOrder(subject, imageUrls);
      return;
    }
    const open = watcher.current();
    if (open) onPin(open);
  };

  const look = (): void => {
    const open = watcher.current();
    if (!open || order) return;
    askedFor = open.pin.id;
    onPin(open);
  };

  if (!watcher.current()) report({ page: 'no-pin' });
  unsubscribe.push(
    followSettings(applySettings, () => {
      if (isAutomatic === null) applySettings({ analyzeAutomatically: true });
    }),
  );

  return {
    /** Tells where the page navigates to. */
    navigated: (url: URL) => watcher.navigated(url),
    retry,
    /** Analyses the open pin, which waits for it. */
    look,
    /** Changes a find of the image in view; views follow. */
    correct,
    /** What an area of the image in view shows. Never rejects. */
    lookAt,
  };
}

/** Places the order, as it is at the time, until it is answered. Null once it is left. */
async function carryOut(
  latest: () => AnalysisOrder,
  signal: AbortSignal,
): Promise<OrderUpdate | null> {
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      const answer = v.safeParse(
        OrderUpdateSchema,
        await pageMessages.sendMessage('analysis:order', latest()),
      );
      if (answer.success) return signal.aborted ? null : answer.output;
    } catch (error) {
      if (signal.aborted) return null;
      console.warn('Magpie: the background stopped; asking again.', error);
    }
    if (attempt === MAX_ATTEMPTS) return { orderId: latest().orderId, run: failed('engine-lost') };
  }
  return null;
}

function urlsOf(image: PinImage, fallbacks: readonly PinImage[]): [string, ...string[]] {
  return [image.url, ...fallbacks.map(({ url }) => url)];
}

function hasSameTexts(a: Pin, b: Pin): boolean {
  const textsOf = ({ title, description, altText, interests, board }: Pin) =>
    JSON.stringify([title, description, altText, interests, board]);
  return textsOf(a) === textsOf(b);
}

/** Why an open pin has no image to look at, if it has none. */
function failureOf({ status, pin }: OpenPin): ErrorCode | null {
  if (pin.kind === 'not-found') return 'pin-not-found';
  if (status !== 'unreadable' || pin.image) return null;
  return pin.kind === 'video' ? 'video-pin' : 'pin-unreadable';
}

function failed(code: ErrorCode): Run {
  return { status: 'failed', failure: { code }, analysis: null };
}

function runOf(state: TabState): Run | null {
  return state.page === 'no-pin' ? null : state.run;
}

/** The background is gone for good only with the extension, which ends this session as well. */
function ignoreLostBackground(error: unknown): void {
  console.debug('Magpie: the background did not hear.', error);
}
