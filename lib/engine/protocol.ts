import * as v from 'valibot';
import { AnalysisSchema, BoundingBoxSchema, STAGES } from '../analysis.ts';
import { FailureSchema } from '../errors.ts';
import type { PinTexts } from '../pin/pin.ts';
import type { RegionOutcome } from '../region.ts';
import type { Term } from '../text/term.ts';
import { BACKEND_CHOICES } from './backend-choice.ts';
import type { EmbedJob, EmbedOutcome } from './embed.ts';

/** One image to analyse. */
export const JobSchema = v.object({
  id: v.string(),
  /** Renditions of one image, the one to try first in front. */
  imageUrls: v.pipe(v.array(v.string()), v.minLength(1)),
  backend: v.picklist(BACKEND_CHOICES),
  /** True where the most prominent objects are to be described in numbers, too. */
  embedFinds: v.exactOptional(v.boolean()),
});
export type Job = v.InferOutput<typeof JobSchema>;

/** One area of an image to look at. */
export const RegionJobSchema = v.object({
  ...v.pick(JobSchema, ['id', 'imageUrls', 'backend']).entries,
  area: BoundingBoxSchema,
});
export type RegionJob = v.InferOutput<typeof RegionJobSchema>;

/** All that is known of a job's image when a stage ends, and the stage that comes next. */
export const JobUpdateSchema = v.object({
  jobId: v.string(),
  analysis: AnalysisSchema,
  next: v.picklist(STAGES),
});
export type JobUpdate = v.InferOutput<typeof JobUpdateSchema>;

/** How a job ended. Failures are values, because errors lose their class between contexts. */
export const OutcomeSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), analysis: AnalysisSchema }),
  v.object({ ok: v.literal(false), failure: FailureSchema }),
]);
export type Outcome = v.InferOutput<typeof OutcomeSchema>;

/** Where analyses run. Its two makers are the whole difference between the browsers. */
export interface EngineHost {
  /** Runs one job. Never rejects; aborting `signal` ends it as `cancelled`. */
  run(job: Job, onUpdate: (update: JobUpdate) => void, signal: AbortSignal): Promise<Outcome>;
  /** Looks at one area. Never rejects; aborting `signal` ends it as `cancelled`. */
  look(job: RegionJob, signal: AbortSignal): Promise<RegionOutcome>;
  /** Describes areas of a picture in numbers. Never rejects; aborting `signal` ends it as `cancelled`. */
  embed(job: EmbedJob, signal: AbortSignal): Promise<EmbedOutcome>;
}

/** Reads texts where the language library may be loaded late: not in a service worker. */
export interface TextHost {
  /** The terms of a pin's texts. Rejects where its document was lost. */
  readTerms(texts: PinTexts): Promise<Term[]>;
}
