import type { PageView } from '../../lib/page/page-session.ts';

/** The latest view of a page, for a component that may mount after it was set. */
export interface ViewStore {
  get(): PageView | null;
  set(view: PageView | null): void;
  /** Calls `listener` with every later view. Returns the function that ends it. */
  subscribe(listener: (view: PageView | null) => void): () => void;
}

export function createViewStore(): ViewStore {
  let current: PageView | null = null;
  const listeners = new Set<(view: PageView | null) => void>();
  return {
    get: () => current,
    set(view) {
      current = view;
      for (const listener of listeners) listener(view);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
