import type { Analysis } from '../../../lib/analysis.ts';
import { mergeCloudAnswer } from '../../../lib/cloud-vision/merge.ts';
import type { MergeHost, MergeRequest } from '../../../lib/cloud-vision/merge-request.ts';
import type { EngineHost, Job, JobUpdate, Outcome } from '../../../lib/engine/protocol.ts';

/** A job that a ManualHost was given. */
export interface GivenJob {
  job: Job;
  signal: AbortSignal;
  update(change: Omit<JobUpdate, 'jobId'>): void;
  end(outcome: Outcome): void;
}

/** An engine whose jobs the test ends by hand; like the real one it hears cancellations. */
export class ManualHost implements EngineHost, MergeHost {
  readonly given: GivenJob[] = [];

  run(job: Job, onUpdate: (update: JobUpdate) => void, signal: AbortSignal): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    signal.addEventListener('abort', () => resolve({ ok: false, failure: { code: 'cancelled' } }));
    const update = (change: Omit<JobUpdate, 'jobId'>) => onUpdate({ jobId: job.id, ...change });
    this.given.push({ job, signal, update, end: resolve });
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
