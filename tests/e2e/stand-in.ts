import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32, deflateSync } from 'node:zlib';
import { generate } from 'selfsigned';
import sharp from 'sharp';
import * as v from 'valibot';
import { CLOUD_VISION_HOST } from '../../lib/cloud-vision/host.ts';
import { BOARD_RESOURCES, PIN_RESOURCE } from '../../lib/pin/selectors.ts';
import { PINTEREST_API_HOST } from '../../lib/pinterest-api/host.ts';
import {
  boardFeedResource,
  boardPage,
  boardResource,
  type StandInBoard,
  searchResource,
} from '../fixtures/board-page.ts';
import type { ApiAnswer } from '../fixtures/cloud-vision-api.ts';
import type { StandInApiBoard } from '../fixtures/pinterest-api.ts';
import {
  gridPage,
  pinPage,
  pinResource,
  type StandInPage,
  type StandInPin,
} from '../fixtures/pinterest-page.ts';
import { answerAnnotate } from './cloud-vision-stand-in.ts';
import { answerPinterestApi } from './pinterest-api-stand-in.ts';

/** What the server was asked for, in the order of arrival. */
export interface RequestRecord {
  host: string;
  /** Path with query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** How an address misbehaves. */
export type Fault =
  | { kind: 'status'; status: number }
  /** Announces the whole body, sends the first half and drops the connection. */
  | { kind: 'truncated' }
  /** Answers properly, but only after so many milliseconds. */
  | { kind: 'slow'; ms: number }
  /** Answers 200 with this body instead. */
  | { kind: 'body'; type: string; body: Buffer | string }
  /** Answers as an API does. */
  | { kind: 'answer'; answer: ApiAnswer }
  /** Drops the connection without a word, as if there were no network. */
  | { kind: 'dropped' };

export interface StandIn {
  /** TCP port on 127.0.0.1 that speaks TLS for every host. */
  readonly port: number;
  /** Everything asked for since the start or the last `forget()`, without the browser's own calls home. */
  readonly requests: readonly RequestRecord[];
  forget(): void;
  /** Adds a pin page; a pin of the same id is replaced. */
  addPin(page: StandInPage): void;
  /** Adds a board with its page and its feed. Its pictures are added by themselves. */
  addBoard(board: StandInBoard): void;
  /** Adds the results of a search, which its page shows and its feed answers with. */
  addSearch(query: string, pins: readonly StandInPin[]): void;
  /** Adds a board to the account that Pinterest's API tells of. Its pictures are added by themselves. */
  addApiBoard(board: StandInApiBoard): void;
  /** Serves this HTML at a path of www.pinterest.com. */
  addPage(path: string, html: string): void;
  /** Serves HTML, or the bytes of a JPEG, at an address that is not Pinterest's: a shop's. */
  addFile(url: string, content: string | Buffer): void;
  /** Serves a photo at every size of i.pinimg.com. */
  addImage(imagePath: string, bytes: Buffer): void;
  /** Makes every address that contains `part` misbehave. */
  setFault(part: string, fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

/** Hosts that browsers call by themselves, with or without an extension. */
const CALLS_HOME =
  /^(?!vision\.)(.*\.)?(googleapis\.com|gvt1\.com|gstatic\.com|mozilla\.(com|org|net)|firefox\.com)$|^(accounts|clients\d*|clientservices|redirector|safebrowsing\w*|content-autofill|optimizationguide-pa)\.google(apis)?\.com$/;

/**
 * A server on 127.0.0.1 that stands in for the whole web: www.pinterest.com, i.pinimg.com,
 * Pinterest's API, Google Cloud Vision, and a plain page for any other host, such as a shop's. Browsers are pointed at it for all of HTTPS.
 * It sets cookies on every host, so that a request without a cookie was made without one on purpose.
 */
export async function startStandIn(): Promise<StandIn> {
  const pem = await generate([{ name: 'commonName', value: 'www.pinterest.com' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  const requests: RequestRecord[] = [];
  const pins = new Map<string, StandInPage>();
  const pages = new Map<string, string>();
  const files = new Map<string, string | Buffer>();
  const boards: StandInBoard[] = [];
  const apiBoards: StandInApiBoard[] = [];
  const searches = new Map<string, readonly StandInPin[]>();
  const images = new Map<string, Buffer>();
  const scaled = new Map<string, Promise<Buffer>>();
  const faults = new Map<string, Fault>();

  const server = createServer({ key: pem.private, cert: pem.cert }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = request.headers.host ?? '';
    const path = request.url ?? '/';
    if (CALLS_HOME.test(host)) {
      response.writeHead(404).end();
      return;
    }
    const record: RequestRecord = { host, path, headers: request.headers, body: '' };
    requests.push(record);
    for await (const part of request) record.body += part;
    const content = apiContent(request.method ?? '', record) ?? (await contentOf(host, path));
    const fault = [...faults].find(([part]) => `https://${host}${path}`.includes(part))?.[1];
    await send(response, content, fault);
  }

  function apiContent(method: string, record: RequestRecord): Content | null {
    switch (record.host) {
      case CLOUD_VISION_HOST:
        return fromApi(answerAnnotate(method, record));
      case PINTEREST_API_HOST:
        return fromApi(answerPinterestApi(method, record, apiBoards));
      default:
        return null;
    }
  }

  async function contentOf(host: string, path: string): Promise<Content> {
    const url = new URL(path, `https://${host}`);
    if (host === 'i.pinimg.com') return imageAt(url.pathname);
    const file = files.get(`https://${host}${path}`);
    if (file !== undefined) return typeof file === 'string' ? html(file) : jpeg(file);
    if (!/(^|\.)pinterest\./.test(host)) return html(`<h1>${host}</h1>`);
    if (url.pathname === PIN_RESOURCE.path) return resourceAt(url);
    if (url.pathname.startsWith('/resource/Board')) return boardAt(url);
    if (url.pathname === `/resource/${BOARD_RESOURCES.searchFeed.name}/get/`) return searchAt(url);
    const results = searches.get(url.searchParams.get('q') ?? '');
    if (results && url.pathname === '/search/pins/') return html(gridPage(results));
    const page = pages.get(url.pathname);
    if (page !== undefined) return html(page);
    if (url.pathname === '/') return html(gridPage([...pins.values()]));
    const id = /^\/pin\/(?:[^/]*--)?([\w-]+)/.exec(url.pathname)?.[1];
    const pin = id === undefined ? undefined : pins.get(id);
    if (pin) return html(pinPage(pin));
    return id === undefined ? NOT_FOUND : { ...html(notFoundPage(id)), status: 404 };
  }

  function resourceAt(url: URL): Content {
    const asked: unknown = JSON.parse(url.searchParams.get('data') ?? 'null');
    const { options } = v.parse(v.object({ options: v.object({ id: v.string() }) }), asked);
    const pin = pins.get(options.id);
    if (!pin) return NOT_FOUND;
    return json(pinResource(pin));
  }

  function boardAt(url: URL): Content {
    const asked: unknown = JSON.parse(url.searchParams.get('data') ?? 'null');
    const { options } = v.parse(BoardRequestSchema, asked);
    const board = boards.find(({ id, slug }) => id === options.board_id || slug === options.slug);
    if (!board) return NOT_FOUND;
    const isFeed = url.pathname === `/resource/${BOARD_RESOURCES.boardFeed.name}/get/`;
    const answer = isFeed
      ? boardFeedResource(board, options.bookmarks?.[0] ?? null)
      : boardResource(board);
    return json(answer);
  }

  function searchAt(url: URL): Content {
    const asked: unknown = JSON.parse(url.searchParams.get('data') ?? 'null');
    const { options } = v.parse(v.object({ options: v.object({ query: v.string() }) }), asked);
    const results = searches.get(options.query);
    return results ? json(searchResource(results)) : NOT_FOUND;
  }

  async function imageAt(pathname: string): Promise<Content> {
    const [, size = '', imagePath = ''] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
    const original = images.get(imagePath);
    if (!original) return NOT_FOUND;
    const width = Number.parseInt(size, 10);
    const key = `${width} ${imagePath}`;
    const body =
      scaled.get(key) ??
      (Number.isNaN(width)
        ? Promise.resolve(original)
        : sharp(original)
            .resize({ width, withoutEnlargement: true })
            .jpeg({ quality: 88 })
            .toBuffer());
    scaled.set(key, body);
    return jpeg(await body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');

  return {
    port: address.port,
    requests,
    forget: () => {
      requests.length = 0;
    },
    addPin: (page) => {
      pins.set(page.id, page);
    },
    addBoard: (board) => {
      boards.push(board);
      pages.set(`/${board.user}/${board.slug}/`, boardPage(board));
    },
    addSearch: (query, results) => {
      searches.set(query, results);
    },
    addApiBoard: (board) => {
      apiBoards.push(board);
    },
    addPage: (path, page) => {
      pages.set(path, page);
    },
    addFile: (url, content) => {
      files.set(url, content);
    },
    addImage: (imagePath, bytes) => {
      images.set(imagePath, bytes);
    },
    setFault: (part, fault) => {
      faults.set(part, fault);
    },
    clearFaults: () => {
      faults.clear();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const BoardRequestSchema = v.object({
  options: v.object({
    board_id: v.optional(v.string()),
    slug: v.optional(v.string()),
    bookmarks: v.optional(v.array(v.string())),
  }),
});

/** The address of a pin's picture at one of Pinterest's sizes. */
export function imageUrlOf(pin: StandInPin, size = '736x'): string {
  return `https://i.pinimg.com/${size}/${pin.imagePath}`;
}

/**
 * A PNG whose header promises the given pixels but whose data holds one row: what a decode bomb
 * looks like before it is decoded.
 */
export function pngOfSize(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = deflateSync(Buffer.alloc(1 + width * 3));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', row),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

interface Content {
  status: number;
  type: string;
  body: Buffer;
}

function fromApi({ status, body }: ApiAnswer): Content {
  return { status, type: 'application/json; charset=UTF-8', body: Buffer.from(body) };
}

const NOT_FOUND: Content = { status: 404, type: 'text/plain', body: Buffer.from('Not found') };

function html(markup: string): Content {
  const document = markup.startsWith('<!') ? markup : `<!DOCTYPE html><html lang="en">${markup}`;
  return { status: 200, type: 'text/html; charset=utf-8', body: Buffer.from(document) };
}

function json(answer: object): Content {
  const body = Buffer.from(JSON.stringify(answer));
  return { status: 200, type: 'application/json; charset=utf-8', body };
}

function jpeg(body: Buffer): Content {
  return { status: 200, type: 'image/jpeg', body };
}

function notFoundPage(id: string): string {
  const request = encodeURIComponent(JSON.stringify({ variables: { pinId: id } }));
  const response = JSON.stringify({ data: { v3GetPinQueryv2: { __typename: 'PinNotFound' } } });
  return `<title>Pinterest</title><script>window.__PWS_RELAY_REGISTER_COMPLETED_REQUEST__ = function () {};</script>
<script data-relay-completed-request="true" type="text/javascript">window.__PWS_RELAY_REGISTER_COMPLETED_REQUEST__("${request}", ${response});</script>
<h1>This Pin is gone</h1>`;
}

async function send(
  response: ServerResponse,
  content: Content,
  fault: Fault | undefined,
): Promise<void> {
  const headers = {
    'content-type': content.type,
    'content-length': String(content.body.length),
    'cache-control': 'no-store',
    'set-cookie': 'session=secret; Path=/; Secure; SameSite=None',
  };
  switch (fault?.kind) {
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/plain' }).end();
      return;
    case 'truncated':
      response.writeHead(content.status, headers);
      response.write(content.body.subarray(0, content.body.length / 2), () => response.destroy());
      return;
    case 'body':
      response.writeHead(200, { 'content-type': fault.type }).end(fault.body);
      return;
    case 'answer': {
      const { status, headers: further, body } = fault.answer;
      response.writeHead(status, { 'content-type': 'application/json', ...further }).end(body);
      return;
    }
    case 'dropped':
      response.destroy();
      return;
    case 'slow':
      await sleep(fault.ms);
  }
  response.writeHead(content.status, headers).end(content.body);
}
