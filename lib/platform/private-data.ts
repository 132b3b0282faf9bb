import * as v from 'valibot';
import {
  type PrivateData,
  type PrivateDataUsage,
  PrivateDataUsageSchema,
} from '../private-data.ts';
import { pageMessages } from './page-messages.ts';

/**
 * How much Magpie keeps of the user's. The background is asked, since what is kept is where its
 * windows are, not those of a private page that asks. Rejects where it cannot tell.
 */
export async function readPrivateDataUsage(): Promise<PrivateDataUsage> {
  return v.parse(
    PrivateDataUsageSchema,
    await pageMessages.sendMessage('private-data:usage', undefined),
  );
}

/** Deletes all of a kind. Rejects where it is still there. */
export async function clearPrivateData(kind: PrivateData): Promise<void> {
  await pageMessages.sendMessage('private-data:clear', kind);
}
