import * as v from 'valibot';

/** What Magpie keeps of the user's on this machine, and can delete. */
export const PRIVATE_DATA = ['analyses', 'corrections', 'finds', 'boards', 'boardModels'] as const;
export const PrivateDataSchema = v.picklist(PRIVATE_DATA);
export type PrivateData = v.InferOutput<typeof PrivateDataSchema>;

/** How much a store holds. */
const UsageSchema = v.object({
  entries: v.number(),
  /** About how many bytes these take: those of their values as JSON. */
  bytes: v.number(),
});
export type Usage = v.InferOutput<typeof UsageSchema>;

/** How much there is of each kind. */
export const PrivateDataUsageSchema = v.object(v.entriesFromList(PRIVATE_DATA, UsageSchema));
export type PrivateDataUsage = v.InferOutput<typeof PrivateDataUsageSchema>;
