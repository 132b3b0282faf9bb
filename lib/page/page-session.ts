import * as v from 'valibot';
import type { ErrorCode } from '../errors.ts';
import type { PinImage } from '../pin/pin.ts';
import { type OpenPin, watchPins } from '../pin/watch-pins.ts';
import {
  type AnalysisOrder,
  type OrderUpdate,
  OrderUpdateSchema,
  pageMessages,
} from '../platform/page-messages.ts';
import { type Run, type TabState, TabStateSchema } from '../tab-state.ts';
import { largestImageOf } from './picked-image.ts';

/** What the overlay draws: an image of the page and what is known of it. */
export interface PageView {
  element: HTMLImageElement;
  imageUrl: string;
  run: Run;
}

/** What a page session needs. */
export interface PageSessionOptions {
  /** Ends the session; nothing is sent or shown after. */
  signal: AbortSignal;
  /** Gets what to draw; null while there is nothing to draw on. */
  onView: (view: PageView | null) => void;
}

/** How often an order is placed again after the background died under it. */
const MAX_ATTEMPTS = 3;

/**
 * The session of one page: follows the open pin, orders its analysis, and keeps the
 * background (for the popup) and the overlay told. One image is of interest at a time: the
 * open pin's, or one the user picked from the context menu.
 */
export function startPageSession({ signal, onView }: PageSessionOptions) {
  let state: TabState = { page: 'no-pin' };
  let element: HTMLImageElement | null = null;
  let order: { current: AnalysisOrder; controller: AbortController } | null = null;
  /** The image of the open pin for which the present order was placed. */
  let orderedUrl: string | null = null;

  const show = (next: TabState): void => {
    state = next;
    const run = runOf(next);
    const imageUrl = next.page === 'no-pin' ? null : next.imageUrl;
    onView(run && element && imageUrl ? { element, imageUrl, run } : null);
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
    show({ ...subject, imageUrl, run: { status: 'running', stage: 'decode', analysis: null } });
    void carryOut(current, controller.signal).then((update) => update && applyUpdate(update));
  };

  const applyUpdate = ({ orderId, run }: OrderUpdate): void => {
    if (order?.current.orderId !== orderId) return;
    const { subject, imageUrl } = order.current;
    show({ ...subject, imageUrl, run });
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
      order.current = { ...order.current, subject: { page: 'pin', pin } };
      if (state.page === 'pin') show({ ...state, pin });
      return;
    }
    placeOrder({ page: 'pin', pin }, urlsOf(pin.image, pin.fallbackImages));
  };

  const watcher = watchPins({
    window,
    signal,
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

  if (!watcher.current()) report({ page: 'no-pin' });

  return {
    /** Tells where the page navigates to. */
    navigated: (url: URL) => watcher.navigated(url),
    retry,
  };
}

/** Places the order until it is answered. Null once it is left. */
async function carryOut(order: AnalysisOrder, signal: AbortSignal): Promise<OrderUpdate | null> {
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      const answer = v.safeParse(
        OrderUpdateSchema,
        await pageMessages.sendMessage('analysis:order', order),
      );
      if (answer.success) return signal.aborted ? null : answer.output;
    } catch (error) {
      if (signal.aborted) return null;
      console.warn('Magpie: the background stopped; asking again.', error);
    }
    if (attempt === MAX_ATTEMPTS) return { orderId: order.orderId, run: failed('engine-lost') };
  }
  return null;
}

function urlsOf(image: PinImage, fallbacks: readonly PinImage[]): [string, ...string[]] {
  return [image.url, ...fallbacks.map(({ url }) => url)];
}

/** Why an open pin has no image to look at, if it has none. */
function failureOf({ status, pin }: OpenPin): ErrorCode | null {
  if (pin.kind === 'not-found') return 'pin-not-found';
  if (pin.kind === 'video') return 'video-pin';
  return status === 'unreadable' && !pin.image ? 'pin-unreadable' : null;
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
