import { openEyesInNode } from '../../lib/engine/open-eyes-node.ts';
import type { Eyes } from '../../lib/engine/pipeline.ts';
import type { CloserEyes } from '../../lib/vision/look-closer.ts';
import { ensureModels } from '../models/ensure.ts';

/**
 * The shipped models, in Node.
 * @throws Error where the build lacks localizer or labeler, without which there is no closer look
 */
export async function openEvaluationEyes(): Promise<Eyes & CloserEyes> {
  await ensureModels({ quiet: true });
  const eyes = await openEyesInNode(new URL('../../public/models/', import.meta.url));
  const { localizer, labeler } = eyes;
  if (!localizer || !labeler) throw new Error('This needs the localizer and the labeler.');
  return { ...eyes, localizer, labeler };
}
