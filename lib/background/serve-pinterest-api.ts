import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { BoardRuns } from '../board/board-runs.ts';
import { toFailure } from '../errors.ts';
import { type ApiTools, createPinterestApi } from '../pinterest-api/client.ts';
import { mayUsePinterestApi } from '../platform/permissions.ts';
import {
  type ApiEnd,
  ApiOrderSchema,
  pinterestApiMessages,
} from '../platform/pinterest-api-messages.ts';
import {
  dropTokenCandidate,
  getAccessToken,
  getApiBoards,
  getApiPause,
  getTokenCandidate,
  saveAccessToken,
  setApiBoards,
  setApiPause,
} from '../platform/pinterest-api-store.ts';
import { ApiWalks } from './api-walks.ts';
import { assertOwnPage } from './own-page.ts';
import { ApiAccess } from './pinterest-api.ts';

/** Well within the thirty seconds after which both browsers end an idle background, milliseconds. */
const STIR_INTERVAL = 20_000;

const TOOLS: ApiTools = {
  fetch: (...request) => fetch(...request),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  now: () => performance.now(),
};

/**
 * Serves Pinterest's API to the options page, and walks through the boards of runs that are from
 * it. Only the background asks the API. Registers its listeners at once.
 *
 * @returns the walks, which are to be told of every change of a run, in order, and of its deletion
 */
export function servePinterestApi(
  runs: BoardRuns,
  tools: ApiTools = TOOLS,
): Pick<ApiWalks, 'follow' | 'forget'> {
  const api = new ApiAccess({
    client: createPinterestApi(tools),
    mayAsk: mayUsePinterestApi,
    token: getAccessToken,
    candidate: getTokenCandidate,
    dropCandidate: dropTokenCandidate,
    saveToken: saveAccessToken,
    saveBoards: setApiBoards,
    pause: getApiPause,
    setPause: setApiPause,
    now: Date.now,
  });
  const walks = new ApiWalks({ runs, api, stayAwake });

  pinterestApiMessages.onMessage('api:check', ({ sender }) => {
    assertOwnPage(sender);
    return endOf(() => api.check());
  });
  pinterestApiMessages.onMessage('api:boards', ({ sender }) => {
    assertOwnPage(sender);
    return endOf(() => api.refreshBoards());
  });
  pinterestApiMessages.onMessage('api:begin', async ({ data, sender }) => {
    assertOwnPage(sender);
    const { boardId, limit } = v.parse(ApiOrderSchema, data);
    const board = (await getApiBoards())?.find(({ id }) => id === boardId);
    if (!board) return 'api-board-missing';
    await runs.begin({ kind: 'api', id: board.id, name: board.name }, limit);
    return null;
  });
  return walks;
}

/** How something ended that is asked of the API, for the options page to say. */
async function endOf(ask: () => Promise<void>): Promise<ApiEnd> {
  try {
    await ask();
    return null;
  } catch (error) {
    const { code, detail } = toFailure(error);
    console.warn("Magpie: Pinterest's API could not be asked.", detail);
    return code;
  }
}

/**
 * No page stays with a run of the API, as a board's own page does, and a download alone does not
 * keep a background alive: a call to the browser does (Chrome 110, Firefox's event pages).
 */
function stayAwake(isRunning: () => Promise<boolean>): void {
  const stir = async (): Promise<void> => {
    if (await isRunning()) await browser.runtime.getPlatformInfo();
    else clearInterval(timer);
  };
  const timer = setInterval(() => {
    stir().catch((error: unknown) => console.warn('Magpie: a run may be put to sleep.', error));
  }, STIR_INTERVAL);
}
