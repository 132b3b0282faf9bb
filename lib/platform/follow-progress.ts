import * as v from 'valibot';
import { type RunProgress, RunProgressSchema } from '../board/run-progress.ts';
import { boardMessages } from './board-messages.ts';

/** A page may listen to a message once only, and its views come and go in any order. */
const followers = new Set<(progress: RunProgress) => void>();
let stopListening: (() => void) | null = null;

/** Calls `follow` whenever a run has come further, until the returned function is called. */
export function followProgress(follow: (progress: RunProgress) => void): () => void {
  followers.add(follow);
  stopListening ??= boardMessages.onMessage('board:progress', ({ data }) => {
    const progress = v.safeParse(RunProgressSchema, data);
    if (progress.success) for (const each of followers) each(progress.output);
  });
  return () => {
    followers.delete(follow);
    if (followers.size > 0) return;
    stopListening?.();
    stopListening = null;
  };
}
