import type { BoundedStore } from '../engine/bounded-store.ts';
import type { PrivateData, PrivateDataUsage } from '../private-data.ts';

/** The stores of what Magpie keeps of the user's. */
export type PrivateStores = Record<PrivateData, Pick<BoundedStore<unknown>, 'usage' | 'clear'>>;

/** How much each store holds. Rejects where one is broken. */
export async function usageOf({
  analyses,
  corrections,
  finds,
}: PrivateStores): Promise<PrivateDataUsage> {
  return {
    analyses: await analyses.usage(),
    corrections: await corrections.usage(),
    finds: await finds.usage(),
  };
}
