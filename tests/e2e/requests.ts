import { PIN_RESOURCE } from '../../lib/pin/selectors.ts';
import type { RequestRecord, StandIn } from './stand-in.ts';

/**
 * What Magpie has fetched to look at, in order. The stand-in's pages fetch nothing by script, and
 * pictures that a page or the popup only shows are asked for as `image`.
 */
export function fetchesOf({ requests }: StandIn): RequestRecord[] {
  return requests.filter(
    ({ headers, path }) =>
      headers['sec-fetch-dest'] === 'empty' && !path.startsWith(PIN_RESOURCE.path),
  );
}

/** The pins for which Magpie has asked Pinterest itself, by id, in order. */
export function askedPins({ requests }: StandIn): (string | undefined)[] {
  return requests
    .filter(({ path }) => path.startsWith(PIN_RESOURCE.path))
    .map(({ path }) => /\d{10,}/.exec(path)?.[0]);
}

/** The addresses of {@link fetchesOf}. */
export function fetchedUrls(standIn: StandIn): string[] {
  return fetchesOf(standIn).map(({ host, path }) => `https://${host}${path}`);
}
