// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://www.pinterest.com/" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPinResource } from '../../../../lib/pin/embedded-state.ts';
import type { EmbeddedPin } from '../../../../lib/pin/pin-state.ts';
import { type OpenPin, type PinWatcher, watchPins } from '../../../../lib/pin/watch-pins.ts';

const A = '50595195810299403';
const B = '165366617561100485';
const C = '52213676923889828';
const MD5_A = '97723a21b3af21cec1c11e11ed3b2dc2';
const MD5_B = 'd8b3474f5c83be27d058b22508105c50';
const MD5_C = 'f439e29ae717506529777e53dbc788e9';

const at = (size: string, md5: string) =>
  `https://i.pinimg.com/${size}/${md5.slice(0, 2)}/${md5.slice(2, 4)}/${md5.slice(4, 6)}/${md5}.jpg`;

const stateOf = (id: string, title: string, md5: string) =>
  `<script id="__PWS_INITIAL_PROPS__" type="application/json">${JSON.stringify({
    initialReduxState: {
      pins: { [id]: { id, title, images: { '736x': { url: at('736x', md5) } } } },
    },
  })}</script>`;

const picture = (md5: string, size = '736x') => `<img src="${at(size, md5)}" alt="alt of ${md5}">`;

const closeup = (title: string, content: string) =>
  `<section><div data-test-id="pin-closeup-image">${content}</div><div data-test-id="pinTitle"><h1>${title}</h1></div></section>`;

const player = (attributes = '') =>
  `<div data-test-id="CloseupMainPin"><video ${attributes}></video></div>`;

const thumbnail = (id: string, md5: string) =>
  `<div data-test-id="pin"><a href="/pin/${id}/"><img src="${at('236x', md5)}"></a></div>`;

let events: string[];
let latest: OpenPin | null;
let abort: AbortController;
let watcher: PinWatcher;
const readDetails = vi.fn(async (_id: string): Promise<EmbeddedPin | null> => null);

/** `id status md5 element`: what a report says, with the md5 of the image and of the element. */
function summary({ pin, status, element }: OpenPin): string {
  const md5 = (url: string | undefined) => url?.match(/[0-9a-f]{32}/)?.[0] ?? '-';
  return `${pin.id} ${status} ${md5(pin.image?.url)} ${md5(element?.src)}`;
}

function watch(): void {
  events = [];
  latest = null;
  abort = new AbortController();
  watcher = watchPins({
    window,
    signal: abort.signal,
    readDetails,
    onPin: (open) => {
      latest = open;
      events.push(`open ${summary(open)}`);
    },
    onUpdate: (open) => {
      latest = open;
      events.push(`update ${summary(open)}`);
    },
    onLeave: (pin) => {
      latest = null;
      events.push(`leave ${pin.id}`);
    },
  });
}

function load(path: string, html: string): void {
  history.replaceState(null, '', path);
  document.body.innerHTML = html;
  watch();
}

/** A navigation within the page, of which the watcher is told. */
function navigate(path: string): void {
  history.pushState(null, '', path);
  watcher.navigated(location.href);
}

const settle = () => vi.advanceTimersByTimeAsync(400);

const query = (selector: string): Element => {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`No ${selector}`);
  return element;
};

beforeEach(() => {
  vi.useFakeTimers();
  readDetails.mockReset().mockResolvedValue(null);
});

afterEach(() => {
  abort.abort();
  vi.useRealTimers();
});

describe('the first load', () => {
  it('reports the pin at once when its closeup is there', () => {
    load(`/pin/${A}/`, stateOf(A, 'A chair', MD5_A) + closeup('A chair', picture(MD5_A)));
    expect(events).toEqual([`open ${A} ready ${MD5_A} ${MD5_A}`]);
    expect(latest?.pin.title).toBe('A chair');
    expect(latest?.signal.aborted).toBe(false);
    expect(watcher.current()).toBe(latest);
  });

  it('reports nothing on a page without a pin', async () => {
    load('/ideas/', closeup('No pin', picture(MD5_A)));
    await settle();
    expect(events).toEqual([]);
    expect(watcher.current()).toBeNull();
  });

  it('is ready by the state alone, and hands the element on when it mounts', async () => {
    load(`/pin/${A}/`, stateOf(A, 'A chair', MD5_A) + closeup('A chair', ''));
    expect(events).toEqual([`open ${A} ready ${MD5_A} -`]);
    query('[data-test-id="pin-closeup-image"]').innerHTML = picture(MD5_A);
    await settle();
    expect(events.slice(1)).toEqual([`update ${A} ready ${MD5_A} ${MD5_A}`]);
  });

  it('waits for the closeup where there is no state', async () => {
    load(`/pin/${A}/`, '<main></main>');
    expect(events).toEqual([`open ${A} waiting - -`]);
    query('main').innerHTML = closeup('A chair', picture(MD5_A));
    await settle();
    expect(events.slice(1)).toEqual([`update ${A} ready ${MD5_A} ${MD5_A}`]);
    expect(latest?.pin).toMatchObject({ title: 'A chair', altText: `alt of ${MD5_A}` });
  });

  it('reads state that arrives with a later part of the page', async () => {
    load(`/pin/${A}/`, '<main></main>');
    document.body.insertAdjacentHTML('beforeend', stateOf(A, 'A chair', MD5_A));
    await settle();
    expect(latest?.pin).toMatchObject({ title: 'A chair', provenance: { title: 'redux' } });
  });

  it('says after ten seconds that a pin is unreadable, and takes it back when it is', async () => {
    load(`/pin/${A}/`, '<main></main>');
    await vi.advanceTimersByTimeAsync(9_900);
    expect(latest?.status).toBe('waiting');
    await vi.advanceTimersByTimeAsync(200);
    expect(latest?.status).toBe('unreadable');
    expect(latest?.signal.aborted).toBe(false);
    query('main').innerHTML = closeup('A chair', picture(MD5_A));
    await settle();
    expect(events.at(-1)).toBe(`update ${A} ready ${MD5_A} ${MD5_A}`);
  });

  it('looks at the cover of a video, and has nothing to draw on', () => {
    load(`/pin/${A}/`, player(`poster="${at('736x', MD5_A)}"`));
    expect(latest).toMatchObject({ status: 'ready', element: null, pin: { kind: 'video' } });
    expect(latest?.pin.image?.url).toBe(at('736x', MD5_A));
  });

  it('says of a video without a cover that it cannot be read', async () => {
    load(`/pin/${A}/`, player());
    expect(latest).toMatchObject({ status: 'waiting', pin: { kind: 'video', image: null } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(latest?.status).toBe('unreadable');
  });

  it('takes the picture of the head when the closeup is overdue', async () => {
    document.head.innerHTML = `<meta property="og:image" content="${at('736x', MD5_A)}">`;
    load(`/pin/${A}/`, '<main></main>');
    await settle();
    expect(latest?.status).toBe('waiting');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(latest).toMatchObject({ status: 'ready', pin: { provenance: { image: 'head' } } });
    navigate(`/pin/${B}/`);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(latest).toMatchObject({ status: 'waiting', pin: { id: B, image: null } });
    document.head.innerHTML = '';
  });
});

describe('a page that changes under the pin', () => {
  beforeEach(() => load(`/pin/${A}/`, closeup('A chair', picture(MD5_A, '236x'))));

  it('reports the element that replaces another', async () => {
    const before = latest?.element;
    query('[data-test-id="pin-closeup-image"]').innerHTML = picture(MD5_A);
    await settle();
    expect(latest?.element).toBe(query('[data-test-id="pin-closeup-image"] img'));
    expect(latest?.element).not.toBe(before);
  });

  it('stays with its first address while the page upgrades to a larger size', async () => {
    expect(latest?.pin.image?.url).toBe(at('736x', MD5_A));
    for (const size of ['736x', '1200x', 'originals']) {
      query('section img').setAttribute('src', at(size, MD5_A));
      await settle();
      expect(latest?.pin.image?.url).toBe(at('736x', MD5_A));
    }
    expect(latest?.pin.fallbackImages[0]?.url).toBe(at('originals', MD5_A));
  });

  it('keeps the pin while its picture is away', async () => {
    const { pin } = latest ?? {};
    query('section img').remove();
    await settle();
    expect(latest).toMatchObject({ status: 'ready', element: null });
    expect(latest?.pin).toEqual(pin);
  });

  it('says nothing of changes that are not of the pin', async () => {
    document.body.insertAdjacentHTML('beforeend', thumbnail(B, MD5_B).repeat(30));
    await settle();
    expect(events).toHaveLength(1);
  });

  it('reports words that come late', async () => {
    query('h1').textContent = 'A better title';
    await settle();
    expect(latest?.pin.title).toBe('A better title');
    expect(events).toHaveLength(2);
  });

  it('looks at most a few times a second, however busy the page is', async () => {
    const looks = vi.spyOn(document, 'querySelectorAll');
    for (let n = 0; n < 500; n++) {
      document.body.append(document.createElement('i'));
      await vi.advanceTimersByTimeAsync(2);
    }
    const busy = looks.mock.calls.length;
    looks.mockClear();
    document.body.append(document.createElement('i'));
    await settle();
    expect(busy).toBeLessThanOrEqual(looks.mock.calls.length * 8);
  });
});

describe('navigation within the page', () => {
  const STATE = stateOf(A, 'A chair', MD5_A);

  it('leaves the one pin and opens the other', async () => {
    load(`/pin/${A}/`, STATE + closeup('A chair', picture(MD5_A)));
    const { signal } = latest ?? {};
    navigate(`/pin/${B}/`);
    expect(signal?.aborted).toBe(true);
    expect(events.slice(1)).toEqual([`leave ${A}`, `open ${B} waiting - -`]);
    query('section').outerHTML = closeup('A lamp', picture(MD5_B));
    await settle();
    expect(events.at(-1)).toBe(`update ${B} ready ${MD5_B} ${MD5_B}`);
    expect(latest?.pin).toMatchObject({ title: 'A lamp', provenance: { title: 'dom' } });
  });

  it('never takes the former closeup for the new one, however long that takes', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    navigate(`/pin/${B}/`);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(latest).toMatchObject({ status: 'unreadable', element: null });
    expect(latest?.pin).toMatchObject({ id: B, title: null, image: null });
  });

  it('sees it when the page puts new content in the old elements', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    navigate(`/pin/${B}/`);
    query('section img').setAttribute('src', at('736x', MD5_B));
    query('h1').textContent = 'A lamp';
    await settle();
    expect(events.at(-1)).toBe(`update ${B} ready ${MD5_B} ${MD5_B}`);
    expect(latest?.pin.title).toBe('A lamp');
  });

  it('does not lend the former title to a pin whose picture came first', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    navigate(`/pin/${B}/`);
    query('section img').setAttribute('src', at('736x', MD5_B));
    await settle();
    expect(latest?.pin).toMatchObject({ id: B, title: null });
    query('h1').textContent = 'A lamp';
    await settle();
    expect(latest?.pin.title).toBe('A lamp');
  });

  it('reads the modal over the page, and the page again when it closes', async () => {
    load(`/pin/${A}/`, STATE + closeup('A chair', picture(MD5_A)) + thumbnail(B, MD5_B));
    navigate(`/pin/${B}/`);
    document.body.insertAdjacentHTML(
      'beforeend',
      `<div role="dialog">${closeup('A lamp', '')}</div>`,
    );
    await settle();
    expect(latest).toMatchObject({ status: 'waiting', element: null });
    query('[role=dialog] [data-test-id="pin-closeup-image"]').innerHTML = picture(MD5_B);
    await settle();
    expect(events.at(-1)).toBe(`update ${B} ready ${MD5_B} ${MD5_B}`);
    expect(latest?.pin.title).toBe('A lamp');

    history.replaceState(null, '', `/pin/${A}/`);
    dispatchEvent(new PopStateEvent('popstate'));
    expect(events.at(-1)).toBe(`open ${A} ready ${MD5_A} ${MD5_A}`);
    query('[role=dialog]').remove();
    await settle();
    expect(latest?.pin.title).toBe('A chair');
    expect(events.filter((event) => event === `leave ${B}`)).toHaveLength(1);
  });

  it('holds back a picture that the thumbnail contradicts, but not for ever', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)) + thumbnail(B, MD5_B));
    navigate(`/pin/${B}/`);
    query('section img').setAttribute('src', at('736x', MD5_C));
    await settle();
    expect(latest?.status).toBe('waiting');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(events.at(-1)).toBe(`update ${B} ready ${MD5_C} ${MD5_C}`);
  });

  it('allows two pins the same picture in the same element', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)) + thumbnail(B, MD5_A));
    navigate(`/pin/${B}/`);
    expect(events.at(-1)).toBe(`open ${B} ready ${MD5_A} ${MD5_A}`);
    expect(latest?.pin.title).toBeNull();
  });

  it('tells one film from the next in the same player', async () => {
    const poster = `poster="https://i.pinimg.com/videos/thumbnails/originals/26/e2/x.0000000.jpg"`;
    load(`/pin/${A}/`, player(`${poster} src="blob:https://www.pinterest.com/1"`));
    navigate(`/pin/${B}/`);
    await settle();
    expect(latest?.status).toBe('waiting');
    query('video').setAttribute('src', 'blob:https://www.pinterest.com/2');
    await settle();
    expect(latest).toMatchObject({ status: 'ready', pin: { id: B, kind: 'video' } });
  });

  it('finds out by itself when the page next changes', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    history.pushState(null, '', `/pin/${B}/`);
    document.body.append(document.createElement('i'));
    await settle();
    expect(events).toContain(`leave ${A}`);
    expect(latest?.pin.id).toBe(B);
  });

  it('survives a rush through several pins', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    navigate(`/pin/${B}/`);
    navigate(`/pin/${C}/`);
    navigate(`/pin/${A}/`);
    expect(events.at(-1)).toBe(`open ${A} ready ${MD5_A} ${MD5_A}`);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(events.filter((event) => event.startsWith('leave'))).toEqual([
      `leave ${A}`,
      `leave ${B}`,
      `leave ${C}`,
    ]);
    expect(latest?.status).toBe('ready');
  });

  it('stays with the pin while only the rest of its address changes', () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    navigate(`/pin/${A}/sent/?sender=1`);
    navigate(`/pin/a-chair--${A}/`);
    expect(events).toHaveLength(1);
  });

  it('leaves the pin for a page without one', () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    navigate('/someone/a-board/');
    expect(events.at(-1)).toBe(`leave ${A}`);
    expect(watcher.current()).toBeNull();
  });

  it('goes by an announced address that is not in the address bar yet', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    watcher.navigated(`https://www.pinterest.com/pin/${B}/`);
    expect(latest?.pin.id).toBe(B);
    document.body.append(document.createElement('i'));
    await vi.advanceTimersByTimeAsync(300);
    expect(latest?.pin.id).toBe(B);
    history.pushState(null, '', `/pin/${B}/`);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(events.filter((event) => event.startsWith('open'))).toHaveLength(2);
  });

  it('comes back when the announced navigation did not happen', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    watcher.navigated(`/pin/${B}/`);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(events.at(-1)).toBe(`open ${A} ready ${MD5_A} ${MD5_A}`);
  });
});

describe('the end', () => {
  it('leaves the pin on the way to the back-forward cache, and opens it again on return', async () => {
    load(`/pin/${A}/`, closeup('A chair', picture(MD5_A)));
    dispatchEvent(new Event('pagehide'));
    expect(events.at(-1)).toBe(`leave ${A}`);
    document.body.append(document.createElement('i'));
    await settle();
    expect(events.at(-1)).toBe(`leave ${A}`);
    dispatchEvent(new Event('pageshow'));
    expect(events.at(-1)).toBe(`open ${A} ready ${MD5_A} ${MD5_A}`);
  });

  it('says nothing more once the watch has ended', async () => {
    load(`/pin/${A}/`, '<main></main>');
    const { signal } = latest ?? {};
    abort.abort();
    expect(signal?.aborted).toBe(true);
    query('main').innerHTML = closeup('A chair', picture(MD5_A));
    navigate(`/pin/${B}/`);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(events).toEqual([`open ${A} waiting - -`]);
  });
});

describe('a pin that only Pinterest itself can tell of', () => {
  const details = (id: string, fields: object) =>
    readPinResource(JSON.stringify({ resource_response: { data: { id, ...fields } } }), id);

  it('is asked for once the user has stayed, and filled in', async () => {
    load(`/pin/${A}/`, stateOf(A, 'A chair', MD5_A) + closeup('A chair', picture(MD5_A)));
    readDetails.mockResolvedValue(
      details(B, { auto_alt_text: 'a bed', images: { '736x': { url: at('736x', MD5_B) } } }),
    );
    navigate(`/pin/${B}/`);
    await vi.advanceTimersByTimeAsync(200);
    expect(readDetails).not.toHaveBeenCalled();
    await settle();
    expect(readDetails.mock.calls).toEqual([[B]]);
    expect(latest?.pin).toMatchObject({
      id: B,
      altText: 'a bed',
      image: { url: at('736x', MD5_B) },
      provenance: { altText: 'resource' },
    });
  });

  it('is not asked for when it is only leafed past', async () => {
    load('/ideas/', '<main></main>');
    navigate(`/pin/${A}/`);
    await vi.advanceTimersByTimeAsync(200);
    navigate(`/pin/${B}/`);
    await settle();
    expect(readDetails.mock.calls).toEqual([[B]]);
  });

  it('is not asked for where the state tells of it, nor on the first load', async () => {
    load(`/pin/${A}/`, '<main></main>');
    await settle();
    query('main').innerHTML = stateOf(B, 'A bed', MD5_B);
    navigate(`/pin/${B}/`);
    await settle();
    expect(latest?.pin.title).toBe('A bed');
    expect(readDetails).not.toHaveBeenCalled();
  });

  it('is read from the page where Pinterest does not tell', async () => {
    load('/ideas/', closeup('A bed', picture(MD5_B)));
    navigate(`/pin/${B}/`);
    await settle();
    expect(events).toEqual([`open ${B} ready ${MD5_B} ${MD5_B}`]);
  });

  it('is left as it is when the answer comes too late', async () => {
    load('/ideas/', '<main></main>');
    let answer: (pin: EmbeddedPin | null) => void = () => {};
    readDetails.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    navigate(`/pin/${A}/`);
    await settle();
    navigate(`/pin/${B}/`);
    await settle();
    const count = events.length;
    answer(details(A, { title: 'Too late' }));
    await settle();
    expect(events).toHaveLength(count);
    expect(latest?.pin.title).toBeNull();
  });
});

describe('a carousel', () => {
  const carousel = `<script id="__PWS_INITIAL_PROPS__" type="application/json">${JSON.stringify({
    initialReduxState: {
      pins: {
        [A]: {
          id: A,
          image_signature: MD5_A,
          images: { '736x': { url: at('736x', MD5_A) } },
          carousel_data: {
            carousel_slots: [MD5_A, MD5_B, MD5_C].map((md5) => ({
              images: { '736x': { url: at('736x', md5), width: 720, height: 900 } },
            })),
          },
        },
      },
    },
  })}</script>`;

  /** Slides side by side in a window of 400 pixels that shows the one at `index`. */
  function show(index: number): void {
    const frame = query('[data-test-id="pin-closeup-image"]');
    frame.getBoundingClientRect = () => new DOMRect(0, 0, 400, 500);
    for (const [n, slide] of [...frame.querySelectorAll('img')].entries()) {
      slide.getBoundingClientRect = () => new DOMRect((n - index) * 400, 0, 400, 500);
    }
  }

  const slides = `<section><div data-test-id="pin-closeup-image" style="overflow-x:hidden">${[MD5_A, MD5_B, MD5_C].map((md5) => picture(md5)).join('')}</div></section>`;

  it('is read by the slide in view, and followed when the user turns it', async () => {
    load(`/pin/${A}/`, '<main></main>');
    query('main').innerHTML = carousel + slides;
    show(0);
    await settle();
    expect(latest?.pin.kind).toBe('carousel');
    expect(events.at(-1)).toBe(`update ${A} ready ${MD5_A} ${MD5_A}`);
    show(1);
    query('section').dispatchEvent(new Event('transitionend'));
    await settle();
    expect(events.at(-1)).toBe(`update ${A} ready ${MD5_B} ${MD5_B}`);
    expect(latest?.pin.image).toEqual({ url: at('736x', MD5_B), width: 720, height: 900 });
    show(2);
    query('section').dispatchEvent(new Event('scroll'));
    await settle();
    expect(events.at(-1)).toBe(`update ${A} ready ${MD5_C} ${MD5_C}`);
    show(0);
    query('section').dispatchEvent(new Event('click'));
    await settle();
    expect(events.at(-1)).toBe(`update ${A} ready ${MD5_A} ${MD5_A}`);
  });
});
