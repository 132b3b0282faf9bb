import type { Analysis } from '../../../lib/analysis.ts';
import { mergeCloudAnswer } from '../../../lib/cloud-vision/merge.ts';
import type { MergeHost, MergeRequest } from '../../../lib/cloud-vision/merge-request.ts';
import type { EmbedJob, EmbedOutcome } from '../../../lib/engine/embed.ts';
import type {
  EngineHost,
  Job,
  JobUpdate,
  Outcome,
  RegionJob,
  TextHost,
} from '../../../lib/engine/protocol.ts';
import type { PinTexts } from '../../../lib/pin/pin.ts';
import type { RegionOutcome } from '../../../lib/region.ts';
import type { Term } from '../../../lib/text/term.ts';

/** A job that a ManualHost was given. */
export interface GivenJob {
  job: Job;
  signal: AbortSignal;
  update(change: Omit<JobUpdate, 'jobId'>): void;
  end(outcome: Outcome): void;
}

/** An area that a ManualHost was given. */
export interface GivenLook {
  job: RegionJob;
  signal: AbortSignal;
  end(outcome: RegionOutcome): void;
}

/** Areas of a picture that a ManualHost was given. */
export interface GivenEmbed {
  job: EmbedJob;
  signal: AbortSignal;
  end(outcome: EmbedOutcome): void;
}

/**
 * An engine whose jobs the test ends by hand; like the real one it hears cancellations. Texts it
 * reads as the test says.
 */
export class ManualHost implements EngineHost, TextHost, MergeHost {
  readonly given: GivenJob[] = [];
  /** Areas that it was given to look at. */
  readonly looks: GivenLook[] = [];
  /** Pictures whose areas it was given to describe. */
  readonly embeds: GivenEmbed[] = [];
  readTerms: (texts: PinTexts) => Promise<Term[]> = async () => [];

  run(job: Job, onUpdate: (update: JobUpdate) => void, signal: AbortSignal): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    signal.addEventListener('abort', () => resolve({ ok: false, failure: { code: 'cancelled' } }));
    const update = (change: Omit<JobUpdate, 'jobId'>) => onUpdate({ jobId: job.id, ...change });
    this.given.push({ job, signal, update, end: resolve });
    return promise;
  }

  look(job: RegionJob, signal: AbortSignal): Promise<RegionOutcome> {
    const { promise, resolve } = Promise.withResolvers<RegionOutcome>();
    signal.addEventListener('abort', () => resolve({ ok: false, failure: { code: 'cancelled' } }));
    this.looks.push({ job, signal, end: resolve });
    return promise;
  }

  embed(job: EmbedJob, signal: AbortSignal): Promise<EmbedOutcome> {
    const { promise, resolve } = Promise.withResolvers<EmbedOutcome>();
    signal.addEventListener('abort', () => resolve({ ok: false, failure: { code: 'cancelled' } }));
    this.embeds.push({ job, signal, end: resolve });
    return promise;
  }

  mergeCloudAnswer({ analysis, answer }: MergeRequest): Promise<Analysis> {
    return mergeCloudAnswer(analysis, answer, async () => []);
  }

  /** The `index`th job; throws where it was not given. */
  at(index: number): GivenJob {
    const given = this.given[index];
    if (!given) throw new Error(`job ${index} was not given`);
    return given;
  }
}
