import type { RequestRecord, StandIn } from './stand-in.ts';

/**
 * What Magpie has fetched to look at, in order. The stand-in's pages fetch nothing by script, and
 * pictures that a page or the popup only shows are asked for as `image`.
 */
export function fetchesOf({ requests }: StandIn): RequestRecord[] {
  return requests.filter(({ headers }) => headers['sec-fetch-dest'] === 'empty');
}

/** The addresses of {@link fetchesOf}. */
export function fetchedUrls(standIn: StandIn): string[] {
  return fetchesOf(standIn).map(({ host, path }) => `https://${host}${path}`);
}
