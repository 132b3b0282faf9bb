import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { RUN_LIMIT } from '../board/board-run.ts';

/** Of this machine: how long the user wants to wait depends on it. */
const KEY = 'local:board-limit';

const LimitSchema = v.fallback(
  v.pipe(v.number(), v.integer(), v.minValue(RUN_LIMIT.least), v.maxValue(RUN_LIMIT.most)),
  RUN_LIMIT.usual,
);

/** How many pins of a board the user wanted looked at last; the usual number before. */
export async function getBoardLimit(): Promise<number> {
  return v.parse(LimitSchema, await storage.getItem(KEY));
}

export async function setBoardLimit(limit: number): Promise<void> {
  await storage.setItem(KEY, limit);
}
