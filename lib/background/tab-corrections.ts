import {
  applyChange,
  type Change,
  type Corrections,
  isEmpty,
  NO_CORRECTIONS,
} from '../corrections.ts';
import type { BoundedStore } from '../engine/bounded-store.ts';
import type { CorrectionsOfTab } from '../platform/session.ts';
import type { Tab } from './tab-analyses.ts';

/** Corrections as they are kept. */
export type CorrectionStore = Pick<BoundedStore<Corrections>, 'get' | 'put' | 'delete'>;

/** What the corrections need of their surroundings. */
export interface TabCorrectionsOptions {
  /** What is kept for good, by `correctionsKey`. */
  store: CorrectionStore;
  /** What a tab shows now, which lives as long as the browser. */
  session: {
    get(tabId: number): Promise<CorrectionsOfTab | null>;
    set(tabId: number, corrections: CorrectionsOfTab): Promise<void>;
  };
}

/**
 * What the user made of the finds of each tab's image. What is done in a private window stays in
 * the session of its tab. One step at a time, so that no change is lost to another.
 */
export class TabCorrections {
  readonly #options: TabCorrectionsOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: TabCorrectionsOptions) {
    this.#options = options;
  }

  /** The corrections of an image that a tab has opened. */
  open(tab: Tab, key: string): Promise<Corrections> {
    return this.#inTurn(async () => {
      const corrections = await this.#read(tab, key);
      await this.#options.session.set(tab.id, { key, corrections });
      return corrections;
    });
  }

  /** The corrections of an image after a change, which is kept. */
  change(tab: Tab, key: string, change: Change): Promise<Corrections> {
    return this.#inTurn(async () => {
      const corrections = applyChange(await this.#read(tab, key), change);
      await this.#options.session.set(tab.id, { key, corrections });
      if (!tab.incognito) await this.#keep(key, corrections).catch(warnOfBrokenStore);
      return corrections;
    });
  }

  async #read(tab: Tab, key: string): Promise<Corrections> {
    const { session, store } = this.#options;
    const present = await session.get(tab.id);
    const own = present?.key === key ? present.corrections : null;
    // Of a private window nothing else is there; in any other the store has what all tabs did.
    if (tab.incognito && own) return own;
    try {
      return (await store.get(key, !tab.incognito)) ?? NO_CORRECTIONS;
    } catch (error) {
      warnOfBrokenStore(error);
      return own ?? NO_CORRECTIONS;
    }
  }

  #keep(key: string, corrections: Corrections): Promise<void> {
    const { store } = this.#options;
    return isEmpty(corrections) ? store.delete(key) : store.put(key, corrections);
  }

  #inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(step);
    this.#last = result.catch(() => {});
    return result;
  }
}

/** A full disk or a broken profile: the change holds as long as the tab. */
function warnOfBrokenStore(error: unknown): void {
  console.warn('Magpie: corrections cannot be kept.', error);
}
