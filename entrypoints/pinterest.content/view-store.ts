import type { PageView } from '../../lib/page/page-session.ts';

/** What the overlay of a page shows. */
export interface OverlayView {
  page: PageView | null;
  /** How often the user has asked from outside the page to draw an area. */
  pickRequests: number;
}

/** The latest view of a page, for a component that may mount after it was set. */
export interface ViewStore {
  get(): OverlayView;
  setPage(page: PageView | null): void;
  requestPick(): void;
  /** Calls `listener` with every later view. Returns the function that ends it. */
  subscribe(listener: (view: OverlayView) => void): () => void;
}

export function createViewStore(): ViewStore {
  let current: OverlayView = { page: null, pickRequests: 0 };
  const listeners = new Set<(view: OverlayView) => void>();
  const set = (changes: Partial<OverlayView>): void => {
    current = { ...current, ...changes };
    for (const listener of listeners) listener(current);
  };
  return {
    get: () => current,
    setPage: (page) => set({ page }),
    requestPick: () => set({ pickRequests: current.pickRequests + 1 }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
