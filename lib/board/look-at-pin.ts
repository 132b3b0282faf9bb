import type { AnalysisService } from '../engine/analysis-service.ts';
import type { BackendChoice } from '../engine/backend-choice.ts';
import type { TextHost } from '../engine/protocol.ts';
import { MagpieError, toFailure } from '../errors.ts';
import type { Pin } from '../pin/pin.ts';
import type { LookOutcome } from './board-runs.ts';
import { imageUrlsOf, pinLookOf } from './pin-look.ts';

/** What looking at a pin needs of its surroundings. */
export interface LookAtPinOptions {
  service: Pick<AnalysisService, 'analyze'>;
  text: TextHost;
  mayFetchImages(): Promise<boolean>;
  backend(): Promise<BackendChoice>;
}

/**
 * Looks at one pin of a board: its picture by the service that looks at open pins too, after
 * whatever somebody watches, and its words. A pin whose words cannot be read has none. Never
 * rejects.
 */
export async function lookAtPin(
  options: LookAtPinOptions,
  pin: Pin,
  signal: AbortSignal,
): Promise<LookOutcome> {
  try {
    const imageUrls = imageUrlsOf(pin);
    if (!imageUrls) throw new MagpieError(pin.kind === 'video' ? 'video-pin' : 'pin-unreadable');
    if (!(await options.mayFetchImages())) throw new MagpieError('permission-needed');
    const { title, description, altText, interests, board } = pin;
    const [outcome, terms] = await Promise.all([
      options.service.analyze(
        { imageUrls, remember: true, backend: await options.backend(), patient: true },
        () => {},
        signal,
      ),
      options.text
        .readTerms({ title, description, altText, interests, board })
        .catch((error: unknown) => {
          console.warn("Magpie: a pin's words could not be read.", error);
          return [];
        }),
    ]);
    return outcome.ok
      ? { ok: true, look: pinLookOf(pin, outcome.analysis, terms) }
      : { ok: false, failure: outcome.failure };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}
