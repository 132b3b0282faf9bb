import type { Analysis } from '../analysis.ts';
import type { CloudAnswer } from './answer.ts';

/** An answer of Google's that is to become part of an analysis. */
export interface MergeRequest {
  analysis: Analysis;
  answer: CloudAnswer;
  /** The picture that was asked about, a JPEG in base64. */
  jpeg: string;
}

/** Merges where the vocabulary may be loaded late: a service worker would load it at each start. */
export interface MergeHost {
  /** The analysis with Google's word in it. Rejects where its document was lost. */
  mergeCloudAnswer(request: MergeRequest): Promise<Analysis>;
}
