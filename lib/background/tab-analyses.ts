import type { Analysis, Stage } from '../analysis.ts';
import type { BoardFit } from '../board/board-fit.ts';
import { cloudTerms } from '../cloud-vision/terms.ts';
import type { AnalysisService } from '../engine/analysis-service.ts';
import type { BackendChoice } from '../engine/backend-choice.ts';
import type { TextHost } from '../engine/protocol.ts';
import { MagpieError, toFailure } from '../errors.ts';
import type { Pin } from '../pin/pin.ts';
import type { AnalysisOrder, OrderUpdate, RegionOrder } from '../platform/page-messages.ts';
import type { RegionOutcome } from '../region.ts';
import type { ImageState, Run, TabState } from '../tab-state.ts';
import { findsOf } from '../text/finds.ts';
import type { Term } from '../text/term.ts';
import { boardTerms } from './board-fits.ts';
import type { CloudRequest } from './cloud-vision.ts';

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
  /** Adds what a remote service says, where the user wants it; `onAsking` comes first if so. */
  enrich?(request: CloudRequest, onAsking: () => void): Promise<Run & { status: 'done' }>;
  /** The learned boards that a picture fits; `pinId` is null for a picture of no pin. */
  fits?(pinId: string | null, analysis: Analysis): Promise<BoardFit[]>;
  /** Gets every change of what a tab shows, in order. */
  publish(tab: Tab, state: TabState, update: OrderUpdate): void;
}

/** What is known of an order so far. */
interface CurrentOrder {
  order: AnalysisOrder;
  readonly controller: AbortController;
  run: Run;
  terms: readonly Term[];
  fits: readonly BoardFit[];
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
      fits: [],
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
      if (!outcome.ok) return publish({ status: 'failed', failure: outcome.failure, analysis });
      analysis = outcome.analysis;
      current.fits = await this.#fitsOf(order, analysis);
      return publish(
        await this.#enriched(tab, order, outcome.analysis, current.controller.signal, publish),
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

  /**
   * What a tab shows once the run of its image is another one that ended, with the finds of that;
   * whatever comes of its order later keeps to the run. Null where the tab has moved on.
   */
  async withRun(
    { id }: Tab,
    shown: ImageState,
    run: Run & { status: 'done' },
  ): Promise<ImageState | null> {
    const current = this.#current.get(id);
    if (!current) {
      // The background was stopped after the order had ended, and what it knew of it is gone.
      const terms = shown.page === 'pin' ? await this.#termsIn(shown.pin) : null;
      return { ...shown, run, finds: findsIn(run, terms ?? [], shown.fits ?? []) };
    }
    const { subject, imageUrl } = current.order;
    if (imageUrl !== shown.imageUrl || current.run.status !== 'done') return null;
    current.run = run;
    const { terms, fits } = current;
    return { ...subject, imageUrl, run, finds: findsIn(run, terms, fits), ...asKnown(fits) };
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
    const current = this.#current.get(tabId);
    if (!current || (orderId !== undefined && current.order.orderId !== orderId)) return;
    current.controller.abort();
    this.#current.delete(tabId);
  }

  async #readTerms(tab: Tab, current: CurrentOrder): Promise<void> {
    const { subject } = current.order;
    if (subject.page !== 'pin') return;
    const terms = await this.#termsIn(subject.pin);
    // Texts that came meanwhile are read on their own.
    if (!terms || current.order.subject !== subject) return;
    current.terms = terms;
    this.#publish(tab, current);
  }

  /** What a pin's words say; null where they cannot be read. Never rejects. */
  async #termsIn({ title, description, altText, interests, board }: Pin): Promise<Term[] | null> {
    try {
      const texts = { title, description, altText, interests, board };
      return await this.#options.text.readTerms(texts);
    } catch (error) {
      console.warn("Magpie: the pin's words could not be read.", error);
      return null;
    }
  }

  /** The boards that a picture fits: none where that cannot be told. Never rejects. */
  async #fitsOf({ subject }: AnalysisOrder, analysis: Analysis): Promise<BoardFit[]> {
    try {
      const pinId = subject.page === 'pin' ? subject.pin.id : null;
      return (await this.#options.fits?.(pinId, analysis)) ?? [];
    } catch (error) {
      console.warn('Magpie: the models of boards could not be asked.', error);
      return [];
    }
  }

  #publish(tab: Tab, { order, controller, run, terms, fits }: CurrentOrder): OrderUpdate {
    const finds = findsIn(run, terms, fits);
    const update = { orderId: order.orderId, run, finds, ...asKnown(fits) };
    if (!controller.signal.aborted) {
      const { subject, imageUrl } = order;
      this.#options.publish(tab, { ...subject, imageUrl, run, finds, ...asKnown(fits) }, update);
    }
    return update;
  }

  /** Ends the look at an area of a tab. */
  leaveArea(tabId: number): void {
    this.#looks.get(tabId)?.abort();
  }
}

function asKnown(fits: readonly BoardFit[]): { fits?: BoardFit[] } {
  return fits.length === 0 ? {} : { fits: [...fits] };
}

/**
 * The finds of a run; the pin's words come before Google's, and those before its boards'. What only words name waits for the
 * run's end: it may yet be seen.
 */
function findsIn({ status, analysis }: Run, terms: readonly Term[], fits: readonly BoardFit[]) {
  const google = analysis?.cloud ? cloudTerms(analysis.cloud) : [];
  const said = [...terms, ...google, ...boardTerms(fits)];
  const finds = findsOf(analysis?.objects ?? [], said);
  return status === 'running' ? finds.filter(({ object }) => object !== null) : finds;
}
