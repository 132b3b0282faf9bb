import type { Usage } from './private-data.ts';

/** A store of IndexedDB, as far as its size is asked. */
interface SizedStore {
  openCursor(): Promise<SizedCursor | null>;
}

interface SizedCursor {
  readonly value: unknown;
  continue(): Promise<SizedCursor | null>;
}

/** How much a store of IndexedDB holds. Its transaction must last. */
export async function sizeOf(store: SizedStore): Promise<Usage> {
  let [entries, bytes] = [0, 0];
  // One at a time: all at once may be megabytes.
  for (let at = await store.openCursor(); at; at = await at.continue()) {
    entries++;
    bytes += new TextEncoder().encode(JSON.stringify(at.value)).length;
  }
  return { entries, bytes };
}
