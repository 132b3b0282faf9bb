import { PINTEREST_DOMAINS } from './hosts.ts';

/** `www.` or a country: `de.`, `pt-br.`. Everything else (`business.`, `help.`) is another site. */
const SITE_PREFIX = /^(?:www\.|[a-z]{2}(?:-[a-z]{2})?\.)?$/;

/** The first segment after `/pin/`; what follows it (`/sent/`, `/visual-search/`) is a view of the pin. */
const PIN_PATH = /^\/pin\/([^/]+)/;

/** `165366617561100485`, or after a slug in any language: `phoenix-bird--165366617561100485`. */
const NUMERIC_ID = /^(?:.*--)?(\d{1,30})$/;

/**
 * The ids of promoted pins: a long base64url token. It mixes cases, which sets it apart from
 * Pinterest's own lower-case pages under `/pin/`.
 */
const OPAQUE_ID = /^(?=.*[A-Z])(?=.*[a-z])[\w-]{20,}$/;

/** Whether the URL is one of Pinterest's own site in any country, over HTTPS. */
export function isPinterestUrl(url: string | URL): boolean {
  const parsed = parse(url);
  return parsed?.protocol === 'https:' && isPinterestHost(parsed.hostname);
}

/**
 * The id of the pin that a page's URL names: its digits, or the opaque token of a promoted pin.
 * `null` when the URL is no pin of Pinterest's site.
 */
export function pinIdFromUrl(url: string | URL): string | null {
  const parsed = parse(url);
  if (!parsed || !isPinterestUrl(parsed)) return null;
  const segment = decoded(PIN_PATH.exec(parsed.pathname)?.[1] ?? '');
  const digits = NUMERIC_ID.exec(segment)?.[1];
  return digits ?? (OPAQUE_ID.test(segment) ? segment : null);
}

/** The shortest address of a pin. It carries nothing of how the user came to it. */
export function canonicalPinUrl(id: string): string {
  return `https://www.pinterest.com/pin/${encodeURIComponent(id)}/`;
}

function isPinterestHost(host: string): boolean {
  return PINTEREST_DOMAINS.some((tail) => {
    const site = `pinterest.${tail}`;
    return host.endsWith(site) && SITE_PREFIX.test(host.slice(0, -site.length));
  });
}

function parse(url: string | URL): URL | null {
  if (typeof url !== 'string') return url;
  return URL.canParse(url) ? new URL(url) : null;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
