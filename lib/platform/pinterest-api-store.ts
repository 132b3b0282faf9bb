import * as v from 'valibot';
import { type StorageItemKey, storage } from 'wxt/utils/storage';
import { AccessToken } from '../pinterest-api/access-token.ts';
import { type ApiBoard, ApiBoardSchema } from '../pinterest-api/answers.ts';

/**
 * What belongs to Pinterest's API. The token stays on this machine; the boards, of which some may be
 * secret, are never written to its disk.
 */
const KEYS = {
  token: 'local:pinterest-api-token',
  /** A token that has not been checked yet. */
  candidate: 'local:pinterest-api-candidate',
  boards: 'session:pinterest-api-boards',
  pause: 'session:pinterest-api-pause',
} as const satisfies Record<string, StorageItemKey>;

const BoardsSchema = v.fallback(v.nullable(v.array(ApiBoardSchema)), null);

/** All that the options page shows of Pinterest's API. The token itself is no part of it. */
export interface PinterestApiState {
  hasToken: boolean;
  /** The user's boards as they were last asked for; null where they were not since the browser began. */
  boards: ApiBoard[] | null;
}

/** The user's token; null where there is none. */
export async function getAccessToken(): Promise<AccessToken | null> {
  return parseToken(await storage.getItem(KEYS.token));
}

/** Puts a token where the background finds it to check. */
export async function setTokenCandidate(token: AccessToken): Promise<void> {
  await storage.setItem(KEYS.candidate, token.reveal());
}

/** The token to check; null where there is none, or no longer. */
export async function getTokenCandidate(): Promise<AccessToken | null> {
  return parseToken(await storage.getItem(KEYS.candidate));
}

/** Forgets the token to check, once it is. */
export async function dropTokenCandidate(): Promise<void> {
  await storage.removeItem(KEYS.candidate);
}

/** Keeps a token that works. */
export async function saveAccessToken(token: AccessToken): Promise<void> {
  await storage.setItem(KEYS.token, token.reveal());
}

/** Deletes the token, one that waits to be checked, and what they were good for. */
export async function forgetAccessToken(): Promise<void> {
  await storage.removeItems([KEYS.token, KEYS.candidate, KEYS.boards, KEYS.pause]);
}

export async function getApiBoards(): Promise<ApiBoard[] | null> {
  return v.parse(BoardsSchema, await storage.getItem(KEYS.boards));
}

export async function setApiBoards(boards: readonly ApiBoard[]): Promise<void> {
  await storage.setItem(KEYS.boards, boards);
}

/** The moment before which the API is left alone, milliseconds since 1970; 0 where it need not be. */
export async function getApiPause(): Promise<number> {
  return v.parse(v.fallback(v.number(), 0), await storage.getItem(KEYS.pause));
}

export async function setApiPause(until: number): Promise<void> {
  await storage.setItem(KEYS.pause, until);
}

export async function getPinterestApiState(): Promise<PinterestApiState> {
  return { hasToken: (await getAccessToken()) !== null, boards: await getApiBoards() };
}

/** Calls `onState` with every later state. Returns the function that ends it. */
export function watchPinterestApi(onState: (state: PinterestApiState) => void): () => void {
  const tell = () => void getPinterestApiState().then(onState);
  const stops = [KEYS.token, KEYS.boards].map((key) => storage.watch(key, tell));
  return () => {
    for (const stop of stops) stop();
  };
}

function parseToken(stored: unknown): AccessToken | null {
  return typeof stored === 'string' ? AccessToken.parse(stored) : null;
}
