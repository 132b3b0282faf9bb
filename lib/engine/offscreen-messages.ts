import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Analysis } from '../analysis.ts';
import type { MergeRequest } from '../cloud-vision/merge-request.ts';
import type { PinTexts } from '../pin/pin.ts';
import type { RegionOutcome } from '../region.ts';
import type { Term } from '../text/term.ts';
import type { EmbedJob, EmbedOutcome } from './embed.ts';
import type { Job, JobUpdate, Outcome, RegionJob } from './protocol.ts';

/**
 * Between Chrome's service worker and its offscreen document. Both ends are ours and of one
 * build, and pages cannot send here, so the data is typed, not parsed.
 */
interface EngineMessages {
  'engine:run'(job: Job): Outcome;
  'engine:look'(job: RegionJob): RegionOutcome;
  'engine:embed'(job: EmbedJob): EmbedOutcome;
  'engine:cancel'(jobId: string): void;
  'engine:cancel-all'(): void;
  'engine:read-terms'(texts: PinTexts): Term[];
  'engine:merge-cloud-answer'(request: MergeRequest): Analysis;
  'engine:update'(update: JobUpdate): void;
}

export const engineMessages = defineExtensionMessaging<EngineMessages>();
