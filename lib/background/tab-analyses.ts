import type { Analysis, Stage } from '../analysis.ts';
import type { AnalysisService } from '../engine/analysis-service.ts';
import type { BackendChoice } from '../engine/backend-choice.ts';
import { MagpieError, toFailure } from '../errors.ts';
import type { AnalysisOrder, OrderUpdate } from '../platform/page-messages.ts';
import type { Run, TabState } from '../tab-state.ts';
import type { CloudRequest } from './cloud-vision.ts';

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
  /** Adds what a remote service says, where the user wants it; `onAsking` comes first if so. */
  enrich?(request: CloudRequest, onAsking: () => void): Promise<Run & { status: 'done' }>;
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
      if (!outcome.ok) return publish({ status: 'failed', failure: outcome.failure, analysis });
      analysis = outcome.analysis;
      return publish(
        await this.#enriched(tab, order, outcome.analysis, controller.signal, publish),
      );
    } catch (error) {
      return publish({ status: 'failed', failure: toFailure(error), analysis });
    } finally {
      if (this.#running.get(tab.id)?.controller === controller) this.#running.delete(tab.id);
    }
  }

  /** What the device found is the result, whatever becomes of asking anybody else. */
  async #enriched(
    { incognito }: Tab,
    { imageUrls }: AnalysisOrder,
    analysis: Analysis,
    signal: AbortSignal,
    publish: (run: Run) => void,
  ): Promise<Run> {
    const done: Run = { status: 'done', analysis };
    if (!this.#options.enrich || signal.aborted) return done;
    try {
      return await this.#options.enrich({ imageUrls, analysis, remember: !incognito }, () =>
        publish({ ...done, cloud: { status: 'asking' } }),
      );
    } catch (error) {
      return { ...done, cloud: { status: 'failed', failure: toFailure(error) } };
    }
  }

  /** Ends what a tab has ordered; with `orderId`, only if it is that order. */
  leave(tabId: number, orderId?: string): void {
    const running = this.#running.get(tabId);
    if (!running || (orderId !== undefined && running.orderId !== orderId)) return;
    running.controller.abort();
    this.#running.delete(tabId);
  }
}
