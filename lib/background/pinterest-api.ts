import { MagpieError } from '../errors.ts';
import { QuotaError } from '../http/api-client.ts';
import type { Pin } from '../pin/pin.ts';
import type { AccessToken } from '../pinterest-api/access-token.ts';
import type { ApiBoard, ApiPart } from '../pinterest-api/answers.ts';
import type { ApiCaller, PinterestApi } from '../pinterest-api/client.ts';

/** How long the API is left alone after too many requests where it does not say, milliseconds. */
const USUAL_PAUSE = 60_000;

/** As many pages of boards as are asked for at most: 1,000 boards. */
const MOST_PAGES = 4;

export interface ApiAccessOptions {
  client: PinterestApi;
  /** Whether the browser lets Magpie ask the API. */
  mayAsk(): Promise<boolean>;
  token(): Promise<AccessToken | null>;
  /** A token to check, where it waits; whoever turns the API off takes it away. */
  candidate(): Promise<AccessToken | null>;
  dropCandidate(): Promise<void>;
  saveToken(token: AccessToken): Promise<void>;
  saveBoards(boards: readonly ApiBoard[]): Promise<void>;
  /** The moment before which the API is left alone, milliseconds since 1970. */
  pause(): Promise<number>;
  setPause(until: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Pinterest's API with all that stands before a request: the user's token, the browser's
 * permission, and the rest that the API asked for. Rejects with a MagpieError.
 */
export class ApiAccess {
  readonly #options: ApiAccessOptions;

  constructor(options: ApiAccessOptions) {
    this.#options = options;
  }

  /** Tries the token that waits, and keeps it, and the boards that it shows, if it works. */
  async check(): Promise<void> {
    const { candidate: read, dropCandidate, saveToken, saveBoards } = this.#options;
    const candidate = await read();
    const isWanted = async () => (await read())?.reveal() === candidate?.reveal();
    try {
      const boards = await this.#listBoards(candidate);
      if (!(await isWanted())) throw new MagpieError('cancelled');
      await saveBoards(boards);
      if (candidate) await saveToken(candidate);
    } finally {
      if (await isWanted()) await dropCandidate();
    }
  }

  /** Asks for the user's boards and keeps the list. */
  async refreshBoards(): Promise<void> {
    const { token, saveBoards } = this.#options;
    const asking = await token();
    const boards = await this.#listBoards(asking);
    // It may have been turned off meanwhile.
    if ((await token())?.reveal() === asking?.reveal()) await saveBoards(boards);
  }

  async board(id: string, signal: AbortSignal): Promise<ApiBoard> {
    const { client, token } = this.#options;
    return this.#ask(await token(), signal, (caller) => client.board(caller, id));
  }

  async pins(
    board: Pick<ApiBoard, 'id' | 'name'>,
    bookmark: string | null,
    signal: AbortSignal,
  ): Promise<ApiPart<Pin>> {
    const { client, token } = this.#options;
    return this.#ask(await token(), signal, (caller) => client.pins(caller, board, bookmark));
  }

  async #listBoards(token: AccessToken | null): Promise<ApiBoard[]> {
    const { client } = this.#options;
    const { signal } = new AbortController();
    const boards = new Map<string, ApiBoard>();
    let bookmark: string | null = null;
    for (let page = 0; page < MOST_PAGES; page++) {
      const from: string | null = bookmark;
      const part: ApiPart<ApiBoard> = await this.#ask(token, signal, (caller) =>
        client.boards(caller, from),
      );
      for (const board of part.items) boards.set(board.id, board);
      ({ bookmark } = part);
      if (bookmark === null || bookmark === from) break;
    }
    return [...boards.values()];
  }

  async #ask<Answer>(
    token: AccessToken | null,
    signal: AbortSignal,
    ask: (caller: ApiCaller) => Promise<Answer>,
  ): Promise<Answer> {
    const { mayAsk, pause, setPause, now } = this.#options;
    if (!token) throw new MagpieError('api-no-token');
    if (!(await mayAsk())) throw new MagpieError('api-permission');
    if (now() < (await pause())) throw new MagpieError('api-quota', { detail: 'still resting' });
    try {
      return await ask({ token, signal });
    } catch (error) {
      if (error instanceof QuotaError) await setPause(now() + (error.retryAfter ?? USUAL_PAUSE));
      throw error;
    }
  }
}
