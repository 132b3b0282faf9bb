import * as v from 'valibot';
import { FailureSchema } from '../errors.ts';
import { BoardRunSchema, type RunState } from './board-run.ts';

/** How far a run has come, for whoever watches it. */
export const RunProgressSchema = v.object({
  ...v.pick(BoardRunSchema, ['id', 'page', 'title', 'limit', 'status', 'stop', 'walk']).entries,
  /** Pins looked at. */
  done: v.number(),
  /** Pins that are to be looked at in all, as far as is known. */
  total: v.number(),
  /** Those of them that were found so far; the others wait for the walk through the board's page. */
  known: v.number(),
  /** Those that could not be looked at, in the board's order. */
  failed: v.array(
    v.object({
      pinId: v.string(),
      title: v.nullable(v.string()),
      imageUrl: v.nullable(v.string()),
      failure: FailureSchema,
    }),
  ),
  /** Pins a minute; null until two have been looked at. */
  perMinute: v.nullable(v.number()),
  /** Milliseconds until the last, at that rate; null where that is not known. */
  msLeft: v.nullable(v.number()),
});
export type RunProgress = v.InferOutput<typeof RunProgressSchema>;

/** A run that has not come to its end, for whoever may want it to go on. */
export const UnfinishedRunSchema = v.object({
  progress: RunProgressSchema,
  /** Whether a tab shows its board, so that it can be walked through. */
  isOpen: v.boolean(),
});
export type UnfinishedRun = v.InferOutput<typeof UnfinishedRunSchema>;

/** When the latest pins were finished without a rest between them, in milliseconds. */
export type Pace = readonly number[];

/** Enough pins that one slow picture does not upset the time left. */
const PACE_WINDOW = 20;

/** The pace once more is finished at `now`. */
export function paceAfter(pace: Pace, now: number): Pace {
  return [...pace, now].slice(-PACE_WINDOW - 1);
}

/**
 * How far a run has come.
 *
 * @param pace beginning with when the run was last taken up
 */
export function progressOf({ run, pins }: RunState, pace: Pace): RunProgress {
  const { id, page, title, limit, status, stop, walk, pinCount } = run;
  const within = [...pins.values()].slice(0, limit);
  const done = within.filter(({ state }) => state === 'done').length;
  const failed = within.flatMap(({ state, failure, pin }) =>
    state === 'failed' && failure
      ? [{ pinId: pin.id, title: pin.title, imageUrl: pin.image?.url ?? null, failure }]
      : [],
  );
  const expected = walk.mode === 'ended' ? pins.size : Math.max(pins.size, pinCount ?? limit);
  const total = Math.min(limit, expected);
  const perMs = rateOf(pace);
  const left = total - done - failed.length;
  return {
    id,
    page,
    title,
    limit,
    status,
    stop,
    walk,
    done,
    total,
    known: within.length,
    failed,
    perMinute: perMs === null ? null : perMs * 60_000,
    msLeft: left === 0 ? 0 : perMs === null || status !== 'running' ? null : left / perMs,
  };
}

/** Pins a millisecond; null where too few are finished to say. */
function rateOf(pace: Pace): number | null {
  const [first, last] = [pace[0], pace.at(-1)];
  if (first === undefined || last === undefined || pace.length < 3 || last <= first) return null;
  return (pace.length - 1) / (last - first);
}
