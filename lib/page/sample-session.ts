import * as v from 'valibot';
import type { BoundingBox } from '../analysis.ts';
import { correctedFinds } from '../corrected-finds.ts';
import { applyChange, type Change, correctedRun, NO_CORRECTIONS } from '../corrections.ts';
import { type OrderUpdate, OrderUpdateSchema, pageMessages } from '../platform/page-messages.ts';
import { type RegionOutcome, RegionOutcomeSchema } from '../region.ts';
import type { Run } from '../tab-state.ts';
import type { PageSession, PageView } from './page-session.ts';

/** What a session of our own picture needs. */
export interface SampleSessionOptions {
  /** Shows the picture. */
  element: HTMLImageElement;
  /** Ends the session; nothing is shown after. */
  signal: AbortSignal;
  onView: (view: PageView) => void;
}

/**
 * The session of the picture that comes with the extension: has it looked at like the picture of
 * any tab. What the user corrects holds as long as the page; it is only a try.
 */
export function startSampleSession({
  element,
  signal,
  onView,
}: SampleSessionOptions): Pick<PageSession, 'retry' | 'look' | 'correct' | 'lookAt'> {
  const imageUrl = element.src;
  let corrections = NO_CORRECTIONS;
  let orderId = '';
  let latest: Pick<PageView, 'run' | 'finds'> = { run: STARTING };

  const show = (next: Pick<PageView, 'run' | 'finds'>): void => {
    if (signal.aborted) return;
    latest = next;
    const { run, finds } = next;
    onView({
      element,
      imageUrl,
      run: correctedRun(run, corrections),
      finds: finds && correctedFinds(finds, corrections),
      pin: null,
    });
  };

  const apply = ({ orderId: ofOrder, run, finds }: OrderUpdate): void => {
    if (ofOrder === orderId) show({ run, finds });
  };

  const look = async (): Promise<void> => {
    show({ run: STARTING });
    orderId = crypto.randomUUID();
    try {
      const answer = await pageMessages.sendMessage('analysis:order', {
        orderId,
        subject: { page: 'picked-image' },
        imageUrl,
        imageUrls: [imageUrl],
      });
      apply(v.parse(OrderUpdateSchema, answer));
    } catch (error) {
      const failure = { code: 'engine-lost' as const, detail: String(error) };
      show({ run: { status: 'failed', failure, analysis: null } });
    }
  };

  const stop = pageMessages.onMessage('analysis:update', ({ data }) => {
    apply(v.parse(OrderUpdateSchema, data));
  });
  signal.addEventListener('abort', stop);
  void look();

  return {
    retry: () => void look(),
    look: () => void look(),
    correct(change: Change) {
      corrections = applyChange(corrections, change);
      show(latest);
    },
    async lookAt(area: BoundingBox): Promise<RegionOutcome> {
      try {
        const order = { imageUrls: [imageUrl] as [string], area };
        return v.parse(RegionOutcomeSchema, await pageMessages.sendMessage('region:look', order));
      } catch (error) {
        return { ok: false, failure: { code: 'engine-lost', detail: String(error) } };
      }
    },
  };
}

const STARTING: Run = { status: 'running', stage: 'decode', analysis: null };
