import * as v from 'valibot';

/** Chrome's categories that name each task of a thread and the scripts that ran in it. */
export const TRACE_CATEGORIES = [
  '-*',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.stack',
];

const EventSchema = v.looseObject({
  name: v.string(),
  ph: v.string(),
  pid: v.number(),
  tid: v.number(),
  /** Microseconds. */
  ts: v.number(),
  /** Microseconds by the clock, and on the processor. */
  dur: v.optional(v.number(), 0),
  tdur: v.optional(v.number(), 0),
  args: v.optional(v.unknown()),
});
type TraceEvent = v.InferOutput<typeof EventSchema>;

const TraceSchema = v.object({ traceEvents: v.array(EventSchema) });

/** The address of a page or a script, where an event tells it. */
const ArgsSchema = v.object({
  data: v.optional(v.looseObject({ url: v.optional(v.string()) })),
});

/** A task of a thread, in milliseconds. */
export interface Task {
  /** How long it kept the thread, by the clock. */
  wall: number;
  /** How long of that it ran: without what other processes took of the processor. */
  cpu: number;
}

/** The longest tasks of a page's main thread. */
export interface LongestTasks {
  any: Task;
  /** Of those in which a script of the given origin ran, or which it made necessary. */
  byOrigin: Task;
}

/**
 * Finds the longest tasks in a trace of Chrome.
 * @param trace its JSON, recorded with {@link TRACE_CATEGORIES}
 * @param pageUrl the page whose main thread is looked at; it was loaded during the trace
 * @param origin of the scripts to tell apart, such as an extension's
 * @throws Error where the trace does not show the page
 */
export function longestTasks(trace: string, pageUrl: string, origin: string): LongestTasks {
  const { traceEvents } = v.parse(TraceSchema, JSON.parse(trace));
  const thread = mainThreadOf(traceEvents, pageUrl);
  const events = traceEvents.filter(({ pid, tid }) => pid === thread.pid && tid === thread.tid);
  const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  const marks = events
    .filter(({ args }) => JSON.stringify(args ?? null).includes(origin))
    .map(({ ts }) => ts);
  const holdsMark = ({ ts, dur }: TraceEvent) =>
    marks.some((mark) => mark >= ts && mark <= ts + dur);
  return { any: longest(tasks), byOrigin: longest(tasks.filter(holdsMark)) };
}

function mainThreadOf(events: readonly TraceEvent[], pageUrl: string): TraceEvent {
  const commit = events.findLast(
    ({ name, args }) => name === 'CommitLoad' && argsOf(args).data?.url === pageUrl,
  );
  if (!commit) throw new Error(`The trace does not show ${pageUrl}.`);
  return commit;
}

function argsOf(args: unknown): v.InferOutput<typeof ArgsSchema> {
  const { success, output } = v.safeParse(ArgsSchema, args);
  return success ? output : {};
}

/** By each clock the longest; 0 of none. */
function longest(tasks: readonly TraceEvent[]): Task {
  const inMs = (micros: number) => micros / 1000;
  return {
    wall: inMs(Math.max(0, ...tasks.map(({ dur }) => dur))),
    cpu: inMs(Math.max(0, ...tasks.map(({ tdur }) => tdur))),
  };
}
