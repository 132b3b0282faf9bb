import * as v from 'valibot';
import { type ErrorCode, type Failure, FailureSchema } from '../errors.ts';
import { type Pin, PinSchema } from '../pin/pin.ts';
import { type BoardPage, BoardPageSchema, boardKey } from './board-page.ts';

/** How many pins of a board are looked at. */
export const RUN_LIMIT = { least: 1, most: 1_000, usual: 60 } as const;

/** The most pins that are looked at, and so pictures that are asked for, at a time. */
export const MOST_AT_ONCE = 2;

/** How often a pin is begun anew by itself when the engine was lost over it. */
const MOST_ATTEMPTS = 3;

const Limit = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(RUN_LIMIT.least),
  v.maxValue(RUN_LIMIT.most),
);

/** How the search for a board's pins stands; see `WalkStep`. */
export const WalkSchema = v.object({
  mode: v.picklist(['feed', 'scroll', 'ended']),
  bookmark: v.nullable(v.string()),
  refused: v.nullable(v.picklist([403, 429])),
});

/** The analysis of one board. */
export const BoardRunSchema = v.object({
  /** The board's key: each board has one run. */
  id: v.string(),
  page: BoardPageSchema,
  title: v.nullable(v.string()),
  /** How many pins the board says it has; null where it does not say. */
  pinCount: v.nullable(v.number()),
  limit: Limit,
  /**
   * - `running`: pins are looked at, or waited for.
   * - `paused`: by the user. `cancelled`: by the user; what is done is kept.
   * - `stopped`: `stop` says why.
   * - `done`: every pin within the limit is looked at, or failed.
   */
  status: v.picklist(['running', 'paused', 'stopped', 'cancelled', 'done']),
  stop: v.nullable(FailureSchema),
  walk: WalkSchema,
  startedAt: v.number(),
});
export type BoardRun = v.InferOutput<typeof BoardRunSchema>;

/** A pin of a run. */
export const RunPinSchema = v.object({
  runId: v.string(),
  pin: PinSchema,
  /** Its place on the board, from 0. */
  place: v.number(),
  state: v.picklist(['waiting', 'done', 'failed']),
  failure: v.nullable(FailureSchema),
  /** How often the engine was lost over it. */
  attempts: v.number(),
});
export type RunPin = v.InferOutput<typeof RunPinSchema>;

/** A run with its pins, and which of them are being looked at. A value; every event makes a new one. */
export interface RunState {
  run: BoardRun;
  /** By id, in the board's order. */
  pins: ReadonlyMap<string, RunPin>;
  inFlight: ReadonlySet<string>;
}

/** What happens to a run. */
export type RunEvent =
  | {
      type: 'found';
      pins: readonly Pin[];
      walk: BoardRun['walk'];
      title: string | null;
      pinCount: number | null;
    }
  | { type: 'begun'; pinId: string }
  | { type: 'finished'; pinId: string }
  | { type: 'failed'; pinId: string; failure: Failure }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'cancel' }
  | { type: 'stop'; failure: Failure }
  /** Failed pins are to be looked at again: these, or with null all. */
  | { type: 'retry'; pinIds: readonly string[] | null }
  /** The user asks for the board again: it may have grown, and the limit be another. */
  | { type: 'begin'; limit: number };

const BEGINNING: BoardRun['walk'] = { mode: 'feed', bookmark: null, refused: null };

/** A new run; `limit` is held within its bounds. */
export function newRun(page: BoardPage, limit: number, now: number): RunState {
  const run: BoardRun = {
    id: boardKey(page),
    page,
    title: null,
    pinCount: null,
    limit: withinBounds(limit),
    status: 'running',
    stop: null,
    walk: BEGINNING,
    startedAt: now,
  };
  return { run, pins: new Map(), inFlight: new Set() };
}

/** A run as it was kept: nothing of it is being looked at. */
export function restoredRun(run: BoardRun, pins: readonly RunPin[]): RunState {
  const inOrder = [...pins].sort((a, b) => a.place - b.place);
  return {
    run,
    pins: new Map(inOrder.map((each) => [each.pin.id, each])),
    inFlight: new Set(),
  };
}

/** The run after an event; the same value where the event changes nothing. */
export function runAfter(state: RunState, event: RunEvent): RunState {
  const next = changed(state, event);
  if (next === state) return state;
  const { status } = next.run;
  if (status === 'running' && isComplete(next)) return withRun(next, { status: 'done' });
  return status === 'done' && !isComplete(next) ? withRun(next, { status: 'running' }) : next;
}

/** The pins to begin now, in the board's order; `slots` is how many may be begun. */
export function pinsToBegin(state: RunState, slots: number): RunPin[] {
  if (state.run.status !== 'running') return [];
  return pinsWithin(state)
    .filter(({ state: is, pin }) => is === 'waiting' && !state.inFlight.has(pin.id))
    .slice(0, Math.max(0, slots));
}

/** How many more pins the run has use for; 0 while it rests. */
export function pinsWanted({ run, pins }: RunState): number {
  return run.status === 'running' && run.walk.mode !== 'ended'
    ? Math.max(0, run.limit - pins.size)
    : 0;
}

function changed(state: RunState, event: RunEvent): RunState {
  const { run } = state;
  switch (event.type) {
    case 'found':
      return afterFound(state, event);
    case 'begun':
      return { ...state, inFlight: new Set(state.inFlight).add(event.pinId) };
    case 'finished':
      return withPin(state, event.pinId, { state: 'done', failure: null });
    case 'failed':
      return afterFailure(state, event.pinId, event.failure);
    case 'pause':
      return run.status === 'running' ? withRun(state, { status: 'paused' }) : state;
    case 'resume':
      return run.status === 'running' || run.status === 'done'
        ? state
        : withRun(state, { status: 'running', stop: null });
    case 'cancel':
      return run.status === 'done' ? state : withRun(state, { status: 'cancelled', stop: null });
    case 'stop':
      return withRun(state, { status: 'stopped', stop: event.failure });
    case 'retry':
      return afterRetry(state, event.pinIds);
    case 'begin':
      return withRun(state, {
        limit: withinBounds(event.limit),
        status: 'running',
        stop: null,
        walk: run.walk.mode === 'ended' ? BEGINNING : { ...run.walk, mode: 'feed', refused: null },
      });
  }
}

function afterFound(
  state: RunState,
  { pins: found, walk, title, pinCount }: RunEvent & { type: 'found' },
): RunState {
  const pins = new Map(state.pins);
  for (const pin of found) {
    if (pins.has(pin.id) || pins.size >= RUN_LIMIT.most) continue;
    pins.set(pin.id, {
      runId: state.run.id,
      pin,
      place: pins.size,
      state: 'waiting',
      failure: null,
      attempts: 0,
    });
  }
  const { run } = state;
  return withRun(
    { ...state, pins },
    {
      // Another tab of the board may be behind.
      walk: run.walk.mode === 'ended' ? run.walk : walk,
      title: title ?? run.title,
      pinCount: pinCount ?? run.pinCount,
    },
  );
}

/** Failures that say nothing of the pin: it waits for better times, and so does the run. */
const NOT_OF_THE_PIN: ReadonlySet<ErrorCode> = new Set([
  'offline',
  'permission-needed',
  'models-missing',
]);

/** Failures after which Pinterest is left alone. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set(['image-forbidden', 'too-many-requests']);

function afterFailure(state: RunState, pinId: string, failure: Failure): RunState {
  const known = state.pins.get(pinId);
  const { code } = failure;
  if (!known || code === 'cancelled') return landed(state, pinId);
  if (NOT_OF_THE_PIN.has(code)) return stopped(landed(state, pinId), failure);
  const attempts = known.attempts + 1;
  if (code === 'engine-lost' && attempts < MOST_ATTEMPTS) {
    return withPin(state, pinId, { attempts });
  }
  const failed = withPin(state, pinId, { state: 'failed', failure, attempts });
  return REFUSALS.has(code) ? stopped(failed, failure) : failed;
}

/** A run that the user has halted stays so. */
function stopped(state: RunState, stop: Failure): RunState {
  return state.run.status === 'running' ? withRun(state, { status: 'stopped', stop }) : state;
}

function afterRetry(state: RunState, pinIds: readonly string[] | null): RunState {
  const asked = [...state.pins.values()].filter(
    (each) => each.state === 'failed' && (pinIds === null || pinIds.includes(each.pin.id)),
  );
  if (asked.length === 0) return state;
  const retried = asked.reduce(
    (so, { pin }) => withPin(so, pin.id, { state: 'waiting', failure: null, attempts: 0 }),
    state,
  );
  return withRun(retried, { status: 'running', stop: null });
}

function withPin(state: RunState, pinId: string, change: Partial<RunPin>): RunState {
  const known = state.pins.get(pinId);
  if (!known) return landed(state, pinId);
  return { ...landed(state, pinId), pins: new Map(state.pins).set(pinId, { ...known, ...change }) };
}

function landed(state: RunState, pinId: string): RunState {
  const inFlight = new Set(state.inFlight);
  inFlight.delete(pinId);
  return { ...state, inFlight };
}

function withRun(state: RunState, change: Partial<BoardRun>): RunState {
  return { ...state, run: { ...state.run, ...change } };
}

function pinsWithin({ run, pins }: RunState): RunPin[] {
  return [...pins.values()].slice(0, run.limit);
}

function isComplete(state: RunState): boolean {
  const { run, pins, inFlight } = state;
  const isFound =
    pins.size >= run.limit ||
    run.walk.mode === 'ended' ||
    // Nobody need scroll on through a board that is known to hold no more.
    (run.walk.mode === 'scroll' && run.pinCount !== null && pins.size >= run.pinCount);
  return (
    isFound && inFlight.size === 0 && pinsWithin(state).every(({ state: is }) => is !== 'waiting')
  );
}

function withinBounds(limit: number): number {
  const whole = Number.isFinite(limit) ? Math.round(limit) : RUN_LIMIT.usual;
  return Math.min(RUN_LIMIT.most, Math.max(RUN_LIMIT.least, whole));
}
