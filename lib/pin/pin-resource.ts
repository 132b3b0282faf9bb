import { readPinResource } from './embedded-state.ts';
import type { EmbeddedPin } from './pin-state.ts';
import { textWithin } from './response-text.ts';
import { PIN_RESOURCE } from './selectors.ts';

/** Asks Pinterest for one pin, each only once. */
export interface PinResource {
  /**
   * What Pinterest says of the pin; null when it does not say, is not to be asked, or the answer
   * cannot be read. Never rejects.
   */
  read(id: string): Promise<EmbeddedPin | null>;
}

export interface PinResourceOptions {
  /** Where the page is from, such as `https://de.pinterest.com`: nowhere else is asked. */
  origin: string;
  fetch: typeof fetch;
  /** Whether the user lets Magpie ask. Looked up before each request. */
  isAllowed: () => Promise<boolean>;
  /** Ends every request. */
  signal: AbortSignal;
}

/** How long an answer may take, in milliseconds. */
const TIMEOUT = 8_000;

/** The most bytes of an answer that are read; a pin with a long story comes to a tenth of it. */
const MOST_BYTES = 2_000_000;

/** The status after which the page's life brings no further request, for any pin. */
const TOO_MANY_REQUESTS = 429;

/**
 * The request that Pinterest's own page makes for a pin after a navigation within itself: one GET
 * to the page's own origin. Answers are kept for the life of the page, refusals too: a pin is
 * never asked for twice, and after "too many requests" none is.
 */
export function createPinResource(options: PinResourceOptions): PinResource {
  const answers = new Map<string, Promise<EmbeddedPin | null>>();
  let refused = false;

  async function ask(id: string): Promise<EmbeddedPin | null> {
    const response = await options.fetch(addressOf(id, options.origin), {
      headers: PIN_RESOURCE.headers,
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(TIMEOUT)]),
    });
    if (response.status === TOO_MANY_REQUESTS) refused = true;
    if (!response.ok) return null;
    const text = await textWithin(response, MOST_BYTES);
    return text === null ? null : readPinResource(text, id);
  }

  return {
    async read(id) {
      const known = answers.get(id);
      if (known) return known;
      if (refused || options.signal.aborted || !(await options.isAllowed())) return null;
      const answer = answers.get(id) ?? ask(id).catch(() => null);
      answers.set(id, answer);
      return answer;
    },
  };
}

function addressOf(id: string, origin: string): string {
  const url = new URL(PIN_RESOURCE.path, origin);
  const options = { id, field_set_key: PIN_RESOURCE.fieldSet };
  url.searchParams.set('source_url', `/pin/${id}/`);
  url.searchParams.set('data', JSON.stringify({ options }));
  return url.href;
}
