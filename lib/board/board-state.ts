import * as v from 'valibot';
import { type DataScript, dataScripts, reduxStates } from '../pin/embedded-state.ts';
import { field } from '../pin/field.ts';
import { jsonAt } from '../pin/json.ts';
import { BOARD_RESOURCES } from '../pin/selectors.ts';
import { cleanText, TEXT_LIMITS } from '../pin/text.ts';
import { boardKey, boardPageFromUrl, type SitePage } from './board-page.ts';
import { type FeedPart, readFeed, readKeptFeed } from './board-pins.ts';

/** What Pinterest says of a board or a section; null where it does not say. */
export interface BoardFacts {
  /** What its feed is asked for by; null for a search, which needs none. */
  id: string | null;
  title: string | null;
  pinCount: number | null;
  /** Whether it is the board of whoever is logged in. */
  isOwn: boolean | null;
}

/** What a page's data scripts say of its board, and the pins that they begin it with. */
export interface BoardState extends BoardFacts {
  feed: FeedPart | null;
}

const Id = field(v.pipe(v.string(), v.regex(/^\d{1,30}$/)));
const Count = field(v.pipe(v.number(), v.integer(), v.minValue(0)));
const Unknowns = v.record(v.string(), v.unknown());
const Table = v.pipe(
  field(Unknowns),
  v.transform((table) => table ?? {}),
);

const ReduxSchema = v.object({
  pins: Table,
  boards: Table,
  boardsections: Table,
  resources: Table,
  session: field(v.object({ isAuthenticated: field(v.boolean()), userId: Id })),
});

const BoardSchema = v.object({
  id: Id,
  name: field(v.string()),
  url: field(v.string()),
  pin_count: Count,
  owner: field(v.object({ id: Id })),
});

const SectionSchema = v.object({
  id: Id,
  title: field(v.string()),
  slug: field(v.string()),
  pin_count: Count,
  board: field(v.object({ id: Id, url: field(v.string()) })),
});

const ResourceScriptSchema = v.object({
  resource: v.object({ name: v.string(), options: Unknowns }),
});

const NOTHING: BoardFacts = { id: null, title: null, pinCount: null, isOwn: null };

/**
 * What the data scripts of a page say of the board that its URL names. After a navigation within
 * the page they speak of a former one, so only what agrees with the URL is taken. Never throws.
 */
export function readBoardState(document: Document, page: SitePage): BoardState {
  const scripts = dataScripts(document);
  const states = reduxStates(scripts).map((state) => v.parse(ReduxSchema, state));
  const facts = states.map((state) => factsIn(state, page)).find(({ id }) => id !== null);
  const known = facts ?? {
    ...NOTHING,
    title: page.kind === 'search' ? page.query : null,
  };
  const feeds = [
    ...states.flatMap((state) => keptFeeds(state, page, known.id)),
    ...answeredFeeds(scripts, page, known.id),
  ];
  return { ...known, feed: feeds.find(({ pins }) => pins.length > 0) ?? null };
}

/**
 * The facts in an answer of `BoardResource` or `BoardSectionResource`.
 *
 * @returns null where it is of another board. Never throws.
 */
export function readBoardAnswer(answer: unknown, page: SitePage): BoardFacts | null {
  const parsed = v.safeParse(
    v.object({ resource_response: v.object({ data: v.unknown() }) }),
    answer,
  );
  const data = parsed.success ? parsed.output.resource_response.data : null;
  return page.kind === 'section' ? sectionFacts(data, page, null) : boardFacts(data, page, null);
}

/** The name of the feed that a page shows. */
export function feedNameOf({ kind }: SitePage): string {
  const { boardFeed, sectionFeed, searchFeed } = BOARD_RESOURCES;
  return { board: boardFeed, section: sectionFeed, search: searchFeed }[kind].name;
}

type Redux = v.InferOutput<typeof ReduxSchema>;

function factsIn(state: Redux, page: SitePage): BoardFacts {
  const { session } = state;
  const viewer = session?.isAuthenticated ? session.userId : null;
  const candidates =
    page.kind === 'section'
      ? Object.values(state.boardsections).map((each) => sectionFacts(each, page, state.boards))
      : Object.values(state.boards).map((each) => boardFacts(each, page, viewer));
  return candidates.find((each) => each !== null && each.id !== null) ?? NOTHING;
}

function boardFacts(value: unknown, page: SitePage, viewer: string | null): BoardFacts | null {
  const board = v.safeParse(BoardSchema, value);
  if (!board.success || page.kind !== 'board' || !leadsTo(board.output.url, page)) return null;
  const { id, name, pin_count: pinCount, owner } = board.output;
  const isOwn = viewer === null || !owner?.id ? null : owner.id === viewer;
  return { id, title: cleanText(name, TEXT_LIMITS.board), pinCount, isOwn };
}

/** A section knows only its slug: its board, where it is named, must be that of the page. */
function sectionFacts(
  value: unknown,
  page: SitePage,
  boards: Readonly<Record<string, unknown>> | null,
): BoardFacts | null {
  const section = v.safeParse(SectionSchema, value);
  if (!section.success || page.kind !== 'section') return null;
  const { id, title, slug, pin_count: pinCount, board } = section.output;
  if (slug?.toLowerCase() !== page.section.toLowerCase()) return null;
  const known = v.safeParse(BoardSchema, board?.id ? boards?.[board.id] : null);
  const boardUrl = board?.url ?? (known.success ? known.output.url : null);
  const { user, slug: boardSlug } = page;
  if (boardUrl !== null && !leadsTo(boardUrl, { kind: 'board', user, slug: boardSlug }))
    return null;
  // From the state of a page, which may be of another board, nothing is taken on trust.
  if (boardUrl === null && boards !== null) return null;
  return { id, title: cleanText(title, TEXT_LIMITS.board), pinCount, isOwn: null };
}

function leadsTo(path: string | null, page: SitePage): boolean {
  const origin = 'https://www.pinterest.com';
  if (path === null || !URL.canParse(path, origin)) return false;
  const found = boardPageFromUrl(new URL(path, origin));
  return found !== null && boardKey(found) === boardKey(page);
}

function keptFeeds(state: Redux, page: SitePage, id: string | null): FeedPart[] {
  const feeds = v.safeParse(Unknowns, state.resources[feedNameOf(page)]);
  return Object.entries(feeds.success ? feeds.output : {})
    .filter(([key]) => isAskedOf(page, id, (name) => optionIn(key, name)))
    .map(([, value]) => readKeptFeed(value, state.pins))
    .filter((feed) => feed !== null);
}

function answeredFeeds(
  scripts: readonly DataScript[],
  page: SitePage,
  id: string | null,
): FeedPart[] {
  return scripts
    .filter(({ kind, text }) => kind === 'resource' && text.includes(feedNameOf(page)))
    .map(({ text }) => jsonAt(text, 0)?.value)
    .filter((value) => {
      const script = v.safeParse(ResourceScriptSchema, value);
      if (!script.success || script.output.resource.name !== feedNameOf(page)) return false;
      return isAskedOf(page, id, (name) => script.output.resource.options[name]);
    })
    .map(readFeed)
    .filter((feed) => feed !== null);
}

/** Whether a feed with these options is that of the page. */
function isAskedOf(page: SitePage, id: string | null, option: (name: string) => unknown): boolean {
  if (page.kind === 'search') {
    const query = option('query');
    const scope = option('scope') ?? BOARD_RESOURCES.searchFeed.scope;
    return (
      typeof query === 'string' &&
      scope === BOARD_RESOURCES.searchFeed.scope &&
      query.toLowerCase() === page.query.toLowerCase()
    );
  }
  return id !== null && option(page.kind === 'board' ? 'board_id' : 'section_id') === id;
}

/** An option in a key of the state's resources, such as `board_id="12",page_size=25`. */
function optionIn(key: string, name: string): string | undefined {
  const at = `,${key}`.indexOf(`,${name}="`);
  const value = at === -1 ? undefined : jsonAt(key, at + name.length + 1)?.value;
  return typeof value === 'string' ? value : undefined;
}
