import {
  type Closeup,
  findCloseup,
  isImage,
  isMedia,
  type Media,
  mediaSignature,
  thumbnailSignature,
} from './closeup.ts';
import { readableText, readDom } from './dom.ts';
import { countScripts, readEmbeddedState } from './embedded-state.ts';
import { readHead } from './head.ts';
import type { Pin } from './pin.ts';
import type { EmbeddedPin } from './pin-state.ts';
import { readPin } from './read-pin.ts';
import { pinIdFromUrl } from './url.ts';

/** The pin that is open, as far as the page has shown it. A new value for every change. */
export interface OpenPin {
  /**
   * - `waiting`: its picture has not been found yet.
   * - `ready`: `pin.image` is there (of a video its cover), or the pin is not to be found.
   * - `unreadable`: no picture within ten seconds; it may still become ready.
   */
  readonly status: 'waiting' | 'ready' | 'unreadable';
  readonly pin: Pin;
  /** The picture on the page, for the overlay. Null before it mounts, and for videos. */
  readonly element: HTMLImageElement | null;
  /** Aborted when the pin is left. */
  readonly signal: AbortSignal;
}

export interface WatchPinsOptions {
  window: Window & typeof globalThis;
  /** Ends the watch, and the open pin's own signal with it; nothing is reported after. */
  signal: AbortSignal;
  /**
   * What Pinterest itself says of a pin that the page's state leaves out, for pins that the user
   * came to within the page. Null when it says nothing.
   */
  readDetails: (id: string) => Promise<EmbeddedPin | null>;
  /** A pin was opened. */
  onPin: (open: OpenPin) => void;
  /** The page shows more or other things of the open pin. */
  onUpdate: (open: OpenPin) => void;
  /** The pin was left; its signal is aborted already. */
  onLeave: (pin: Pin) => void;
}

export interface PinWatcher {
  /**
   * Tells the watcher where the page navigates to. It finds out by itself as well, but only when
   * the page next changes. The address bar may still show the former address at this time.
   */
  navigated(url: string | URL): void;
  /** The open pin; null when the page shows none. */
  current(): OpenPin | null;
}

/** How often at most the page is looked at, in milliseconds. */
const LOOK_INTERVAL = 150;

/** How long a better closeup (an anchored one, one with the expected md5) is waited for. */
const PATIENCE = 3_000;

/** When to say that a pin cannot be read. */
const DEADLINE = 10_000;

/**
 * How long a pin must stay open before Pinterest is asked for it: longer than it takes to leaf
 * past it.
 */
const DETAILS_DELAY = 300;

/** What may bring another slide of a carousel into view, on any element. */
const SLIDE_EVENTS = ['scroll', 'transitionend', 'click', 'keyup', 'pointerup'] as const;

/** How long a slide may take to come to rest, in milliseconds, where no event tells. */
const SLIDE_TIME = 800;

/** How long an announced navigation may take to show in the address bar. */
const COMMIT_TIME = 1_000;

/** Everything that lives as long as one pin is open. */
interface Visit {
  readonly id: string;
  readonly controller: AbortController;
  /** What the data scripts say of it, and how many of them there were to ask. */
  state: EmbeddedPin | null;
  scripts: number;
  /** Whether the page was loaded from its address, not navigated to it. */
  readonly loaded: boolean;
  /** md5 of its picture as a thumbnail showed it, for when the data scripts are silent. */
  readonly thumbnail: string | null;
  patient: boolean;
  /** Whether its closeup was ever found; then its absence only means that the page is rebuilding. */
  found: boolean;
  open: OpenPin | null;
}

/**
 * Follows the pins that the user opens on a page of Pinterest: the first load, navigation within
 * the page, back and forward, modals, the back-forward cache, pictures that mount late or are
 * swapped.
 *
 * After a navigation within the page the former pin's closeup stays for a while (below a modal for
 * good), and its data scripts do. So what was once read as one pin's is not taken for another's
 * until it changes.
 */
export function watchPins(options: WatchPinsOptions): PinWatcher {
  const { window, signal } = options;
  const { document, location } = window;
  const owners = new Owners();
  let visit: Visit | null = null;
  /** The address that the visit is of; null until the first, from which the page was loaded. */
  let address: string | null = null;
  /** The address that an announced navigation is about to replace. */
  let outgoing: string | null = null;
  /** In the back-forward cache, or on the way to it. */
  let asleep = false;
  let scheduled = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let lastLook = Number.NEGATIVE_INFINITY;

  function followAddress(): void {
    if (asleep || location.href === outgoing) return;
    outgoing = null;
    goTo(location.href);
  }

  function goTo(url: string): void {
    if (url === address) return;
    const loaded = address === null;
    address = url;
    const id = pinIdFromUrl(url);
    if (id === (visit?.id ?? null)) return;
    leave();
    if (id !== null) enter(id, loaded);
  }

  function enter(id: string, loaded: boolean): void {
    const entered: Visit = {
      id,
      loaded,
      controller: new AbortController(),
      state: readEmbeddedState(document, id),
      scripts: countScripts(document),
      thumbnail: thumbnailSignature(document, id),
      patient: true,
      found: false,
      open: null,
    };
    visit = entered;
    const patience = setTimeout(() => {
      entered.patient = false;
      look();
    }, PATIENCE);
    const deadline = setTimeout(() => {
      look();
      if (entered.open?.status === 'waiting') {
        report(entered, { ...entered.open, status: 'unreadable' });
      }
    }, DEADLINE);
    const details = setTimeout(() => void askFor(entered), DETAILS_DELAY);
    entered.controller.signal.addEventListener('abort', () => {
      clearTimeout(patience);
      clearTimeout(deadline);
      clearTimeout(details);
    });
    look();
  }

  /** Fills in from Pinterest itself what the page left out of a pin that was navigated to. */
  async function askFor(asked: Visit): Promise<void> {
    if (asked.state || asked.loaded) return;
    const details = await options.readDetails(asked.id);
    if (!details || asked !== visit || asked.state) return;
    asked.state = details;
    look();
  }

  function leave(): void {
    const left = visit;
    visit = null;
    left?.controller.abort();
    if (left?.open && !signal.aborted) options.onLeave(left.open.pin);
  }

  /** Looks at the page and reports what has changed. */
  function look(): void {
    lastLook = performance.now();
    if (!visit || address === null || asleep || signal.aborted) return;
    const { id, open } = visit;
    const scripts = countScripts(document);
    if (scripts !== visit.scripts) {
      visit.scripts = scripts;
      visit.state = readEmbeddedState(document, id) ?? visit.state;
    }
    const isForeign = (element: Element) => owners.isOfAnother(element, id);
    const closeup = findOwnCloseup(document, visit, isForeign);
    const { media } = closeup;
    const dom = readDom(document, closeup, isForeign);
    const pin =
      open && visit.found && !media
        ? open.pin
        : readPin(document, address, { state: visit.state, closeup, dom, head: headOf(visit) });
    if (!pin) return;
    if (media) {
      visit.found = true;
      owners.claim([media, ...closeup.rivals, ...dom.elements], id);
    }
    const readable = pin.image !== null || pin.kind === 'not-found';
    const shows = media !== null && isImage(media) && pin.kind !== 'not-found';
    report(visit, {
      status: readable ? 'ready' : (open?.status ?? 'waiting'),
      pin,
      // A player shows other frames than its cover, so there is nothing to draw on.
      element: shows ? media : null,
      signal: visit.controller.signal,
    });
  }

  /** The head is asked last, and only once the closeup is overdue. */
  function headOf({ id, loaded, patient }: Visit) {
    return patient ? null : () => readHead(document, id, loaded);
  }

  function report(of: Visit, now: OpenPin): void {
    const before = of.open;
    if (before && isSame(before, now)) return;
    of.open = now;
    if (before) options.onUpdate(now);
    else options.onPin(now);
  }

  function scheduleLook(): void {
    if (scheduled || !visit) return;
    scheduled = true;
    const run = () => {
      scheduled = false;
      look();
    };
    setTimeout(
      // A hidden page draws no frames, yet its pin may be analysed already.
      () => (document.hidden ? run() : window.requestAnimationFrame(run)),
      Math.max(0, lastLook + LOOK_INTERVAL - performance.now()),
    );
  }

  const observer = new window.MutationObserver(() => {
    followAddress();
    scheduleLook();
  });
  window.addEventListener('popstate', followAddress, { signal });
  window.addEventListener(
    'pagehide',
    () => {
      leave();
      asleep = true;
      address = '';
    },
    { signal },
  );
  window.addEventListener(
    'pageshow',
    () => {
      asleep = false;
      followAddress();
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    observer.disconnect();
    leave();
  });
  if (!signal.aborted) {
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['src', 'srcset', 'poster', 'alt', 'hidden'],
    });
    followAddress();
    for (const event of SLIDE_EVENTS) {
      document.addEventListener(
        event,
        () => {
          if (!visit?.state || visit.state.pictures.length < 2) return;
          scheduleLook();
          clearTimeout(settling);
          settling = setTimeout(scheduleLook, SLIDE_TIME);
        },
        { signal, capture: true, passive: true },
      );
    }
  }

  return {
    navigated(url) {
      if (signal.aborted || asleep) return;
      const { href } = new URL(url, location.href);
      if (href !== location.href) {
        // What the page shows now is still the former pin's.
        look();
        outgoing = location.href;
        setTimeout(() => {
          outgoing = null;
          if (!signal.aborted) followAddress();
        }, COMMIT_TIME);
      }
      goTo(href);
    },
    current: () => visit?.open ?? null,
  };
}

/** The closeup, unless a better one is still worth waiting for. */
function findOwnCloseup(
  document: Document,
  { id, state, thumbnail, patient }: Visit,
  isForeign: (element: Element) => boolean,
): Closeup {
  const expected = new Set(
    state?.signatures.length ? state.signatures : thumbnail === null ? [] : [thumbnail],
  );
  const isExpected = (media: Media) => expected.has(mediaSignature(media) ?? '');
  const closeup = findCloseup(document, id, {
    expected,
    // Two pins may share a picture, and the page may leave it mounted from one to the other.
    isForeign: (element) => isForeign(element) && !(isMedia(element) && isExpected(element)),
    lastResort: !patient,
  });
  const { media, rivals } = closeup;
  return patient && media && expected.size > 0 && !isExpected(media)
    ? { media: null, rivals: [media, ...rivals] }
    : closeup;
}

function isSame(a: OpenPin, b: OpenPin): boolean {
  return (
    a.status === b.status &&
    a.element === b.element &&
    JSON.stringify(a.pin) === JSON.stringify(b.pin)
  );
}

/** Which pin a piece of the page is of: an element stays its first owner's until its content changes. */
class Owners {
  readonly #byElement = new WeakMap<Element, { id: string; content: string }>();

  claim(elements: readonly Element[], id: string): void {
    for (const element of elements) {
      const content = contentOf(element);
      if (this.#byElement.get(element)?.content !== content) {
        this.#byElement.set(element, { id, content });
      }
    }
  }

  isOfAnother(element: Element, id: string): boolean {
    const owned = this.#byElement.get(element);
    return owned !== undefined && owned.id !== id && owned.content === contentOf(element);
  }
}

function contentOf(element: Element): string {
  if (!isMedia(element)) return readableText(element);
  return isImage(element) ? (mediaSignature(element) ?? '') : `${element.poster} ${element.src}`;
}
