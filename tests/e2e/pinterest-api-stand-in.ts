import type { IncomingHttpHeaders } from 'node:http';
import * as v from 'valibot';
import type { ApiAnswer } from '../fixtures/cloud-vision-api.ts';
import {
  apiAnswer,
  apiBoard,
  apiFailure,
  apiPage,
  apiPin,
  BAD_BOOKMARK,
  NO_BOARD,
  type StandInApiBoard,
  TEST_TOKEN,
  UNAUTHORIZED,
} from '../fixtures/pinterest-api.ts';

/** What the description says of a list's parameters: no others, and at most 250 items a page. */
const ListSchema = v.strictObject({
  page_size: v.optional(
    v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.minValue(1), v.maxValue(250)),
    '25',
  ),
  bookmark: v.optional(v.string()),
});

/** "Maximum number of items to include in a single page": there may be fewer, so a few make pages. */
const MOST_ITEMS = 4;

const BOOKMARK = /^after-(\d+)$/;

/** Answers a request to api.pinterest.com as Pinterest's API does to the owner of these boards. */
export function answerPinterestApi(
  method: string,
  { path, headers }: { path: string; headers: IncomingHttpHeaders },
  boards: readonly StandInApiBoard[],
): ApiAnswer {
  if (headers.authorization !== `Bearer ${TEST_TOKEN}`) return UNAUTHORIZED;
  if (method !== 'GET') return apiFailure(405, 0, 'Method not allowed.');
  const { pathname, searchParams } = new URL(path, 'https://api.pinterest.com');
  const [, id, pins] = /^\/v5\/boards(?:\/(\d+)(\/pins)?)?$/.exec(pathname) ?? [null];
  if (pathname !== '/v5/boards' && id === undefined) return apiFailure(404, 0, 'Not found.');
  const board = boards.find((each) => each.id === id);
  if (id !== undefined && !board) return NO_BOARD;
  if (board && !pins) return apiAnswer(200, apiBoard(board));
  const asked = v.safeParse(ListSchema, Object.fromEntries(searchParams));
  if (!asked.success) return apiFailure(400, 1, 'Invalid request.');
  const { page_size: size, bookmark } = asked.output;
  const from = bookmark === undefined ? 0 : Number(BOOKMARK.exec(bookmark)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) return BAD_BOOKMARK;
  const items = board ? board.pins.map((pin) => apiPin(pin, board.id)) : boards.map(apiBoard);
  const to = from + Math.min(size, MOST_ITEMS);
  return apiPage(items.slice(from, to), to < items.length ? `after-${to}` : null);
}
