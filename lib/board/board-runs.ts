import { type Failure, MagpieError, toFailure } from '../errors.ts';
import type { Pin } from '../pin/pin.ts';
import { type BoardPage, boardKey } from './board-page.ts';
import {
  type BoardRun,
  MOST_AT_ONCE,
  newRun,
  pinsToBegin,
  pinsWanted,
  type RunEvent,
  type RunPin,
  type RunState,
  restoredRun,
  runAfter,
} from './board-run.ts';
import type { PinLook } from './pin-look.ts';
import { type Pace, paceAfter, progressOf, type RunProgress } from './run-progress.ts';
import type { RunStore } from './run-store.ts';
import type { WalkStep } from './walk-board.ts';

/** How looking at one pin ended. */
export type LookOutcome = { ok: true; look: PinLook } | { ok: false; failure: Failure };

export interface BoardRunsOptions {
  store: RunStore;
  /** Looks at one pin. Never rejects; aborting `signal` ends it as `cancelled`. */
  look(pin: Pin, signal: AbortSignal): Promise<LookOutcome>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Gets every change of a run, in order. */
  publish(progress: RunProgress): void;
  /** Is told of each run that is deleted. */
  forgotten?(runId: string): void;
}

/** What this process knows of a run beside what is kept of it. */
interface Live {
  state: RunState;
  pace: Pace;
  /** Ends what is being looked at. */
  controller: AbortController;
  /** Pins whose last change could not be written down. */
  unwritten: Set<string>;
}

/**
 * The analyses of boards. Everything that counts is in the store before it is published, so it may
 * die at any moment: `wake` takes up what ran, and what was finished is not looked at again.
 */
export class BoardRuns {
  readonly #options: BoardRunsOptions;
  readonly #live = new Map<string, Promise<Live | null>>();
  /** Pins begun and not ended, of all runs: what the two at a time are counted by. */
  #begun = 0;
  /** Writes go one after another, in the order in which they came about. */
  #writing: Promise<unknown> = Promise.resolve();
  /** Nothing is read back before this: it is being deleted. */
  #removing: Promise<unknown> = Promise.resolve();
  /** Those that were deleted: nothing of them is written down any more. */
  readonly #forgotten = new WeakSet<Live>();

  constructor(options: BoardRunsOptions) {
    this.#options = options;
  }

  /** Takes up the runs that were running when the background last died. */
  async wake(): Promise<void> {
    const runs = await this.#options.store.runs();
    await Promise.all(
      runs
        .filter(({ status }) => status === 'running')
        .map(({ id }) => this.#open(id).then((live) => live && this.#changed(live, []))),
    );
  }

  /**
   * Begins the analysis of a board, or takes up the one that is there, with a new limit. Every
   * finished pin of it is kept.
   */
  async begin(page: BoardPage, limit: number): Promise<RunProgress> {
    const id = boardKey(page);
    const known = await this.#apply(id, { type: 'begin', limit });
    if (known) return known;
    const state = newRun(page, limit, this.#options.now());
    const live = this.#liveOf(state);
    this.#live.set(id, Promise.resolve(live));
    return this.#changed(live, []);
  }

  /** Takes in the pins of a step through the board. Answers how many more there is use for. */
  async found(runId: string, step: WalkStep): Promise<number> {
    const { pins, mode, bookmark, refused, title, pinCount } = step;
    const walk = { mode, bookmark, refused };
    await this.#apply(runId, { type: 'found', pins, walk, title, pinCount });
    return this.wanted(runId);
  }

  /** How many more pins a run has use for; 0 while it rests, or where there is none. */
  async wanted(runId: string): Promise<number> {
    const live = await this.#open(runId);
    return live ? pinsWanted(live.state) : 0;
  }

  /** Where a walk through the board is to be taken up; null for the beginning. */
  async bookmark(runId: string): Promise<string | null> {
    return (await this.#open(runId))?.state.run.walk.bookmark ?? null;
  }

  /** Begins no more pins; those that are being looked at are finished. */
  async pause(runId: string): Promise<RunProgress | null> {
    return this.#apply(runId, { type: 'pause' });
  }

  /** Goes on after a pause, a stop or a cancellation. */
  async resume(runId: string): Promise<RunProgress | null> {
    return this.#apply(runId, { type: 'resume' });
  }

  /** Ends a run at once; what is finished is kept. */
  async cancel(runId: string): Promise<RunProgress | null> {
    const progress = await this.#apply(runId, { type: 'cancel' });
    const live = await this.#open(runId);
    live?.controller.abort();
    return progress;
  }

  /** Begins no more pins, for a reason; the run can be resumed. */
  async stop(runId: string, failure: Failure): Promise<RunProgress | null> {
    return this.#apply(runId, { type: 'stop', failure });
  }

  /** Looks at failed pins again: at these, or with null at all. */
  async retry(runId: string, pinIds: readonly string[] | null): Promise<RunProgress | null> {
    return this.#apply(runId, { type: 'retry', pinIds });
  }

  /** How far a run has come and is kept; null where there is none. */
  async progress(runId: string): Promise<RunProgress | null> {
    const live = await this.#open(runId);
    await this.#writing;
    return live && progressOf(live.state, live.pace);
  }

  /** How far the runs have come, and are kept, that are in one of these states. */
  async all(states: ReadonlySet<BoardRun['status']>): Promise<RunProgress[]> {
    const runs = await this.#options.store.runs();
    // What is open may have gone on from what is stored; the pins of others need not be read.
    const wanted = runs.filter(({ id, status }) => this.#live.has(id) || states.has(status));
    const all = await Promise.all(wanted.map(({ id }) => this.progress(id)));
    return all.filter((progress) => progress !== null).filter(({ status }) => states.has(status));
  }

  /** Ends a run and forgets all that was found. */
  async delete(runId: string): Promise<void> {
    const live = await this.#open(runId);
    this.#end(runId, live);
    await this.#remove(() => this.#options.store.delete(runId));
  }

  /** Ends all runs and forgets all that was found in them. */
  async clear(): Promise<void> {
    const opened = await Promise.all(
      [...this.#live].map(async ([id, one]) => [id, await one.catch(() => null)] as const),
    );
    for (const [id, live] of opened) this.#end(id, live);
    await this.#remove(() => this.#options.store.clear());
  }

  #end(runId: string, live: Live | null): void {
    this.#live.delete(runId);
    if (live) this.#forgotten.add(live);
    live?.controller.abort();
    this.#options.forgotten?.(runId);
  }

  /** Deletes after all that is being written; a failure is the caller's alone. */
  async #remove(remove: () => Promise<void>): Promise<void> {
    const removing = this.#writing.then(remove);
    this.#writing = removing.catch(() => {});
    this.#removing = this.#writing;
    await removing;
  }

  #open(runId: string): Promise<Live | null> {
    const known = this.#live.get(runId);
    if (known) return known;
    const opening: Promise<Live | null> = this.#removing
      .then(() => this.#options.store.open(runId))
      .then((kept) => {
        if (kept) return this.#liveOf(restoredRun(kept.run, kept.pins));
        leave();
        return null;
      });
    // Another may have begun there meanwhile.
    const leave = (): void => {
      if (this.#live.get(runId) === opening) this.#live.delete(runId);
    };
    opening.catch(leave);
    this.#live.set(runId, opening);
    return opening;
  }

  #liveOf(state: RunState): Live {
    const controller = new AbortController();
    return { state, pace: [this.#options.now()], controller, unwritten: new Set() };
  }

  async #apply(runId: string, event: RunEvent): Promise<RunProgress | null> {
    const live = await this.#open(runId);
    return live && this.#take(live, event);
  }

  /** Applies an event, writes down what it changed, and begins what may be begun. */
  async #take(live: Live, event: RunEvent, look?: PinLook): Promise<RunProgress> {
    const before = live.state;
    live.state = runAfter(before, event);
    const isTakenUp = before.run.status !== 'running' && live.state.run.status === 'running';
    if (isTakenUp) {
      live.pace = [this.#options.now()];
      if (live.controller.signal.aborted) live.controller = new AbortController();
    }
    if (event.type === 'finished') live.pace = paceAfter(live.pace, this.#options.now());
    const pins = changedPins(before, live.state);
    const found = look && event.type === 'finished' ? { pinId: event.pinId, look } : undefined;
    return this.#changed(live, pins, found);
  }

  async #changed(
    live: Live,
    pins: readonly RunPin[],
    look?: { pinId: string; look: PinLook },
  ): Promise<RunProgress> {
    const { run, pins: all } = live.state;
    const overdue = [...live.unwritten].flatMap((id) => all.get(id) ?? []);
    live.unwritten.clear();
    const due = [...new Map([...overdue, ...pins].map((each) => [each.pin.id, each])).values()];
    const writing = this.#writing.then(async () => {
      // What was deleted meanwhile is not to come back.
      if (this.#forgotten.has(live)) return;
      await this.#options.store.save({ run, pins: due, ...(look ? { look } : {}) });
    });
    this.#writing = writing.catch(() => {});
    try {
      await writing;
    } catch (cause) {
      live.controller.abort();
      for (const { pin } of due) live.unwritten.add(pin.id);
      const failure = toFailure(new MagpieError('storage-full', { cause }));
      live.state = runAfter(unfinished(live.state, look?.pinId), { type: 'stop', failure });
    }
    const progress = progressOf(live.state, live.pace);
    if (!this.#forgotten.has(live)) {
      this.#options.publish(progress);
      this.#beginNext(live);
    }
    return progress;
  }

  #beginNext(live: Live): void {
    for (const { pin } of pinsToBegin(live.state, MOST_AT_ONCE - this.#begun)) {
      live.state = runAfter(live.state, { type: 'begun', pinId: pin.id });
      this.#begun++;
      void this.#lookAt(live, pin);
    }
  }

  async #lookAt(live: Live, pin: Pin): Promise<void> {
    const { signal } = live.controller;
    const outcome = await this.#options.look(pin, signal);
    const pinId = pin.id;
    if (outcome.ok) await this.#take(live, { type: 'finished', pinId }, outcome.look);
    else await this.#take(live, { type: 'failed', pinId, failure: outcome.failure });
    // Not before it is written down, so that a death costs two pins at most.
    this.#begun--;
    // Another run may have waited for the place, too.
    for (const other of this.#live.values()) {
      const waiting = await other.catch(() => null);
      if (waiting) this.#beginNext(waiting);
    }
  }
}

function changedPins(before: RunState, { pins }: RunState): RunPin[] {
  return before.pins === pins
    ? []
    : [...pins].flatMap(([id, each]) => (before.pins.get(id) === each ? [] : [each]));
}

/** The run with a pin whose look could not be kept waiting once more. */
function unfinished(state: RunState, pinId: string | undefined): RunState {
  const lost = pinId === undefined ? undefined : state.pins.get(pinId);
  if (!lost) return state;
  const pins = new Map(state.pins).set(lost.pin.id, { ...lost, state: 'waiting' });
  return { ...state, pins };
}
