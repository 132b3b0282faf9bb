import type { ApiPage } from '../board/board-page.ts';
import type { BoardRuns } from '../board/board-runs.ts';
import type { RunProgress } from '../board/run-progress.ts';
import { type Failure, toFailure } from '../errors.ts';
import { walkApiBoard } from '../pinterest-api/walk-api-board.ts';
import type { ApiAccess } from './pinterest-api.ts';

export interface ApiWalksOptions {
  runs: Pick<BoardRuns, 'bookmark' | 'found' | 'progress' | 'stop' | 'wanted'>;
  api: Pick<ApiAccess, 'board' | 'pins'>;
  /** Keeps the browser from ending the background until `isRunning` says no. */
  stayAwake(isRunning: () => Promise<boolean>): void;
}

interface Walk {
  controller: AbortController;
  /** Why it goes no further. */
  failure: Failure | null;
}

/**
 * Walks through the boards of the runs that are from Pinterest's API: while they run, and as far as
 * they have use for pins. Nothing here outlives the background; whoever takes up a run publishes
 * it, and so its walk goes on from the bookmark that was kept.
 */
export class ApiWalks {
  readonly #options: ApiWalksOptions;
  readonly #walks = new Map<string, Walk>();
  readonly #running = new Set<string>();
  #isAwake = false;

  constructor(options: ApiWalksOptions) {
    this.#options = options;
  }

  /** Learns of a change of any run. */
  follow(progress: RunProgress): void {
    const { id, page, status } = progress;
    if (page.kind !== 'api') return;
    const walk = this.#walks.get(id);
    if (status !== 'running') {
      walk?.controller.abort();
      this.#walks.delete(id);
      this.#running.delete(id);
      return;
    }
    this.#stayAwakeFor(id);
    if (!walk) void this.#walk(id, page);
    else if (walk.failure) void this.#stopAtEnd(id, walk.failure);
  }

  /** Learns that a run was deleted: another of the same board is none of its walk's business. */
  forget(id: string): void {
    this.#walks.get(id)?.controller.abort();
    this.#walks.delete(id);
    this.#running.delete(id);
  }

  async #walk(id: string, page: ApiPage): Promise<void> {
    const { runs, api } = this.#options;
    const walk: Walk = { controller: new AbortController(), failure: null };
    const { signal } = walk.controller;
    this.#walks.set(id, walk);
    try {
      if ((await runs.wanted(id)) > 0) {
        const steps = walkApiBoard({
          facts: () => api.board(page.id, signal),
          part: (bookmark) => api.pins(page, bookmark, signal),
          bookmark: await runs.bookmark(id),
        });
        if (signal.aborted) return;
        for await (const step of steps) {
          if (signal.aborted || (await runs.found(id, step)) === 0 || signal.aborted) break;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      walk.failure = toFailure(error);
      await this.#stopAtEnd(id, walk.failure);
      return;
    }
    if (this.#walks.get(id) === walk) this.#walks.delete(id);
  }

  /** Stops a run once all that was found before the failure is looked at. */
  async #stopAtEnd(id: string, failure: Failure): Promise<void> {
    const { runs } = this.#options;
    const progress = await runs.progress(id);
    if (progress?.status !== 'running') return;
    const found = progress.limit - (await runs.wanted(id));
    if (progress.done + progress.failed.length >= found) await runs.stop(id, failure);
  }

  #stayAwakeFor(id: string): void {
    this.#running.add(id);
    if (this.#isAwake) return;
    this.#isAwake = true;
    this.#options.stayAwake(async () => {
      for (const each of this.#running) {
        // One that was deleted is never told of again.
        if ((await this.#options.runs.progress(each))?.status !== 'running') {
          this.#running.delete(each);
        }
      }
      this.#isAwake = this.#running.size > 0;
      return this.#isAwake;
    });
  }
}
