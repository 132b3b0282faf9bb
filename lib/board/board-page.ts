import * as v from 'valibot';
import { RESERVED_SEGMENTS } from '../pin/selectors.ts';
import { cleanText } from '../pin/text.ts';
import { isPinterestUrl } from '../pin/url.ts';

const LONGEST_NAME = 300;

const Name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(LONGEST_NAME),
  v.check((name) => name.isWellFormed()),
);

/** A page of Pinterest's site that shows many pins which belong together. Names are decoded. */
export const SitePageSchema = v.variant('kind', [
  v.object({ kind: v.literal('board'), user: Name, slug: Name }),
  v.object({ kind: v.literal('section'), user: Name, slug: Name, section: Name }),
  v.object({ kind: v.literal('search'), query: Name }),
]);
export type SitePage = v.InferOutput<typeof SitePageSchema>;

/**
 * A board as Pinterest's API v5 tells of it: by its id and under its name. The API never says where
 * on the site it is, and its name does not tell, for a board that was renamed keeps its address.
 */
export const ApiPageSchema = v.object({
  kind: v.literal('api'),
  id: v.pipe(v.string(), v.regex(/^\d{1,30}$/)),
  name: Name,
});
export type ApiPage = v.InferOutput<typeof ApiPageSchema>;

/** Where the pins of a run are from. */
export const BoardPageSchema = v.variant('kind', [SitePageSchema, ApiPageSchema]);
export type BoardPage = v.InferOutput<typeof BoardPageSchema>;

/** Search results under other tabs (`/search/boards/`) hold no pins. */
const SEARCH_PATH = /^\/search\/(?:pins|my_pins)?\/?$/;

/**
 * The board, section or search that a page's URL names; null for every other page. Whose board it
 * is does not show in the URL: one's own has the same form.
 */
export function boardPageFromUrl(url: string | URL): SitePage | null {
  if (!URL.canParse(url) || !isPinterestUrl(url)) return null;
  const { pathname, searchParams } = new URL(url);
  if (SEARCH_PATH.test(pathname)) {
    const query = cleanText(searchParams.get('q'), LONGEST_NAME);
    return query === null ? null : { kind: 'search', query };
  }
  const segments = pathname.split('/').filter(Boolean).map(decoded);
  const [user, slug, section, ...more] = segments;
  if (user === undefined || slug === undefined || more.length > 0) return null;
  if (segments.some((segment) => segment === null || segment.length > LONGEST_NAME)) return null;
  if (user === null || slug === null || section === null) return null;
  if (RESERVED_SEGMENTS.has(user) || RESERVED_SEGMENTS.has(slug) || slug.startsWith('_')) {
    return null;
  }
  if (section === undefined) return { kind: 'board', user, slug };
  return RESERVED_SEGMENTS.has(section) || section.startsWith('_')
    ? null
    : { kind: 'section', user, slug, section };
}

/** The path of a board's page as Pinterest writes it, with the query of a search. */
export function boardPath(page: SitePage): string {
  if (page.kind === 'search') return `/search/pins/?q=${encodeURIComponent(page.query)}`;
  const segments = [page.user, page.slug, ...(page.kind === 'section' ? [page.section] : [])];
  return `/${segments.map(encodeURIComponent).join('/')}/`;
}

/**
 * The address of a board's page, from which Pinterest leads on to the site of the user's country;
 * null where nothing says which that is.
 */
export function boardUrl(page: BoardPage): string | null {
  if (page.kind === 'api') return null;
  return `https://www.pinterest.com${boardPath(page)}`;
}

/** What tells one board from another, whatever the country of the site and the case of the URL. */
export function boardKey(page: BoardPage): string {
  if (page.kind === 'api') return `api ${page.id}`;
  return `${page.kind} ${decodeURIComponent(boardPath(page)).toLowerCase()}`;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment).normalize('NFC');
  } catch {
    return null;
  }
}
