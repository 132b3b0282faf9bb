import {
  PRIVATE_DATA,
  type PrivateData,
  type PrivateDataUsage,
  type Usage,
} from '../private-data.ts';

/** A store of what Magpie keeps of the user's. */
interface PrivateStore {
  usage(): Promise<Usage>;
  clear(): Promise<void>;
}
export type PrivateStores = Record<PrivateData, PrivateStore>;

/** How much each store holds. Rejects where one is broken. */
export async function usageOf(stores: PrivateStores): Promise<PrivateDataUsage> {
  const usages = await Promise.all(
    PRIVATE_DATA.map(async (kind) => [kind, await stores[kind].usage()] as const),
  );
  return Object.fromEntries(usages) as PrivateDataUsage;
}
