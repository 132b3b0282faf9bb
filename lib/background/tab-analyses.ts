import type { Analysis, Stage } from '../analysis.ts';
import type { AnalysisService } from '../engine/analysis-service.ts';
import type { BackendChoice } from '../engine/backend-choice.ts';
import type { TextHost } from '../engine/protocol.ts';
import { MagpieError, toFailure } from '../errors.ts';
import type { Pin } from '../pin/pin.ts';
import type { AnalysisOrder, OrderUpdate, RegionOrder } from '../platform/page-messages.ts';
import type { RegionOutcome } from '../region.ts';
import type { Run, TabState } from '../tab-state.ts';
import { findsOf } from '../text/finds.ts';
import type { Term } from '../text/term.ts';

/** Where an order comes from. */
export interface Tab {
  id: number;
  incognito: boolean;
}

/** What the orders need of their surroundings. */
export interface TabAnalysesOptions {
  service: AnalysisService;
  text: TextHost;
  mayFetchImages(urls: readonly string[]): Promise<boolean>;
  backend(): Promise<BackendChoice>;
  /** Gets every change of what a tab shows, in order. */
  publish(tab: Tab, state: TabState, update: OrderUpdate): void;
}

/** What is known of an order so far. */
interface CurrentOrder {
  order: AnalysisOrder;
  readonly controller: AbortController;
  run: Run;
  terms: readonly Term[];
}

/**
 * The analyses that tabs have ordered, at most one a tab: a new order of a tab ends the one
 * before. Holds nothing that is missed when the background dies; the page orders anew.
 */
export class TabAnalyses {
  readonly #options: TabAnalysesOptions;
  readonly #current = new Map<number, CurrentOrder>();
  readonly #looks = new Map<number, AbortController>();

  constructor(options: TabAnalysesOptions) {
    this.#options = options;
  }

  /** Carries out an order and publishes its stages. Never rejects. */
  async order(tab: Tab, order: AnalysisOrder): Promise<OrderUpdate> {
    this.leave(tab.id);
    let analysis: Analysis | null = null;
    const current: CurrentOrder = {
      order,
      controller: new AbortController(),
      run: { status: 'running', stage: 'decode', analysis },
      terms: [],
    };
    this.#current.set(tab.id, current);
    const publish = (run: Run): OrderUpdate => {
      current.run = run;
      return this.#publish(tab, current);
    };
    const onStage = (soFar: Analysis, stage: Stage) => {
      analysis = soFar;
      publish({ status: 'running', stage, analysis });
    };

    publish(current.run);
    const reading = this.#readTerms(tab, current);
    try {
      if (!(await this.#options.mayFetchImages(order.imageUrls))) {
        throw new MagpieError('permission-needed');
      }
      const outcome = await this.#options.service.analyze(
        {
          imageUrls: order.imageUrls,
          remember: !tab.incognito,
          backend: await this.#options.backend(),
        },
        onStage,
        current.controller.signal,
      );
      await reading;
      return publish(
        outcome.ok
          ? { status: 'done', analysis: outcome.analysis }
          : { status: 'failed', failure: outcome.failure, analysis },
      );
    } catch (error) {
      return publish({ status: 'failed', failure: toFailure(error), analysis });
    }
  }

  /** Looks at an area of a tab's image; one that the tab asked for before is let go. Never rejects. */
  async look(tab: Tab, { imageUrls, area }: RegionOrder): Promise<RegionOutcome> {
    const controller = new AbortController();
    this.#looks.get(tab.id)?.abort();
    this.#looks.set(tab.id, controller);
    try {
      if (!(await this.#options.mayFetchImages(imageUrls))) {
        throw new MagpieError('permission-needed');
      }
      const backend = await this.#options.backend();
      return await this.#options.service.look({ imageUrls, backend, area }, controller.signal);
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    } finally {
      if (this.#looks.get(tab.id) === controller) this.#looks.delete(tab.id);
    }
  }

  /** Takes other texts of the pin that a tab has ordered; of an order that is gone, nothing. */
  reword(tab: Tab, orderId: string, pin: Pin): void {
    const current = this.#current.get(tab.id);
    if (current?.order.orderId !== orderId) return;
    current.order = { ...current.order, subject: { page: 'pin', pin } };
    void this.#readTerms(tab, current);
  }

  /** Ends what a tab has ordered; with `orderId`, only if it is that order. */
  leave(tabId: number, orderId?: string): void {
    const current = this.#current.get(tabId);
    if (!current || (orderId !== undefined && current.order.orderId !== orderId)) return;
    current.controller.abort();
    this.#current.delete(tabId);
  }

  async #readTerms(tab: Tab, current: CurrentOrder): Promise<void> {
    const { subject } = current.order;
    if (subject.page !== 'pin') return;
    const { title, description, altText, interests, board } = subject.pin;
    try {
      const terms = await this.#options.text.readTerms({
        title,
        description,
        altText,
        interests,
        board,
      });
      // Texts that came meanwhile are read on their own.
      if (current.order.subject !== subject) return;
      current.terms = terms;
      this.#publish(tab, current);
    } catch (error) {
      console.warn("Magpie: the pin's words could not be read.", error);
    }
  }

  #publish(tab: Tab, { order, controller, run, terms }: CurrentOrder): OrderUpdate {
    const finds = findsIn(run, terms);
    const update = { orderId: order.orderId, run, finds };
    if (!controller.signal.aborted) {
      const { subject, imageUrl } = order;
      this.#options.publish(tab, { ...subject, imageUrl, run, finds }, update);
    }
    return update;
  }

  /** Ends the look at an area of a tab. */
  leaveArea(tabId: number): void {
    this.#looks.get(tabId)?.abort();
  }
}

/** The finds of a run. What only the words name waits for its end: it may yet be seen. */
function findsIn({ status, analysis }: Run, terms: readonly Term[]) {
  const finds = findsOf(analysis?.objects ?? [], terms);
  return status === 'running' ? finds.filter(({ object }) => object !== null) : finds;
}
