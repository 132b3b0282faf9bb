import { boardMessages } from './board-messages.ts';

/** How often in a row the background may be gone before it is left alone. */
const MOST_LOST = 3;

/**
 * Stays with a run until it rests or `signal` is aborted, so that the browser does not put the
 * background to sleep over it. Where the background dies, asking again wakes it, and with it the run.
 */
export async function stayWithRun(runId: string, signal: AbortSignal): Promise<void> {
  for (let lost = 0; lost < MOST_LOST && !signal.aborted; ) {
    try {
      if (!(await boardMessages.sendMessage('board:watch', runId))) return;
      lost = 0;
    } catch {
      lost++;
    }
  }
}
