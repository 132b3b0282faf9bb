import type { Analysis, Stage } from '../analysis.ts';
import type { AnalysisService } from '../engine/analysis-service.ts';
import type { BackendChoice } from '../engine/backend-choice.ts';
import { MagpieError, toFailure } from '../errors.ts';
import type { AnalysisOrder, OrderUpdate, RegionOrder } from '../platform/page-messages.ts';
import type { RegionOutcome } from '../region.ts';
import type { Run, TabState } from '../tab-state.ts';

/** Where an order comes from. */
export interface Tab {
  id: number;
  incognito: boolean;
}

/** What the orders need of their surroundings. */
export interface TabAnalysesOptions {
  service: AnalysisService;
  mayFetchImages(): Promise<boolean>;
  backend(): Promise<BackendChoice>;
  /** Gets every change of what a tab shows, in order. */
  publish(tab: Tab, state: TabState, update: OrderUpdate): void;
}

/**
 * The analyses that tabs have ordered, at most one a tab: a new order of a tab ends the one
 * before. Holds nothing that is missed when the background dies; the page orders anew.
 */
export class TabAnalyses {
  readonly #options: TabAnalysesOptions;
  readonly #running = new Map<number, { orderId: string; controller: AbortController }>();
  readonly #looks = new Map<number, AbortController>();

  constructor(options: TabAnalysesOptions) {
    this.#options = options;
  }

  /** Carries out an order and publishes its stages. Never rejects. */
  async order(tab: Tab, order: AnalysisOrder): Promise<OrderUpdate> {
    const controller = new AbortController();
    this.leave(tab.id);
    this.#running.set(tab.id, { orderId: order.orderId, controller });

    let analysis: Analysis | null = null;
    const publish = (run: Run): OrderUpdate => {
      const update = { orderId: order.orderId, run };
      if (!controller.signal.aborted) {
        this.#options.publish(tab, { ...order.subject, imageUrl: order.imageUrl, run }, update);
      }
      return update;
    };
    const onStage = (soFar: Analysis, stage: Stage) => {
      analysis = soFar;
      publish({ status: 'running', stage, analysis });
    };

    publish({ status: 'running', stage: 'decode', analysis });
    try {
      if (!(await this.#options.mayFetchImages())) throw new MagpieError('permission-needed');
      const outcome = await this.#options.service.analyze(
        {
          imageUrls: order.imageUrls,
          remember: !tab.incognito,
          backend: await this.#options.backend(),
        },
        onStage,
        controller.signal,
      );
      return publish(
        outcome.ok
          ? { status: 'done', analysis: outcome.analysis }
          : { status: 'failed', failure: outcome.failure, analysis },
      );
    } catch (error) {
      return publish({ status: 'failed', failure: toFailure(error), analysis });
    } finally {
      if (this.#running.get(tab.id)?.controller === controller) this.#running.delete(tab.id);
    }
  }

  /** Looks at an area of a tab's image; one that the tab asked for before is let go. Never rejects. */
  async look(tab: Tab, { imageUrls, area }: RegionOrder): Promise<RegionOutcome> {
    const controller = new AbortController();
    this.#looks.get(tab.id)?.abort();
    this.#looks.set(tab.id, controller);
    try {
      if (!(await this.#options.mayFetchImages())) throw new MagpieError('permission-needed');
      const backend = await this.#options.backend();
      return await this.#options.service.look({ imageUrls, backend, area }, controller.signal);
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    } finally {
      if (this.#looks.get(tab.id) === controller) this.#looks.delete(tab.id);
    }
  }

  /** Ends what a tab has ordered; with `orderId`, only if it is that order. */
  leave(tabId: number, orderId?: string): void {
    const running = this.#running.get(tabId);
    if (!running || (orderId !== undefined && running.orderId !== orderId)) return;
    running.controller.abort();
    this.#running.delete(tabId);
  }

  /** Ends the look at an area of a tab. */
  leaveArea(tabId: number): void {
    this.#looks.get(tabId)?.abort();
  }
}
