import type { WalkStep } from '../board/walk-board.ts';
import type { Pin } from '../pin/pin.ts';
import type { ApiBoard, ApiPart } from './answers.ts';
import { BadRequestError } from './client.ts';

/** Pages in a row without a new pin after which a board is taken to have ended. */
const MOST_EMPTY = 3;

export interface ApiWalkOptions {
  /** The board as the API tells of it now. */
  facts(): Promise<ApiBoard>;
  /** The pins after a bookmark; with null, the first. */
  part(bookmark: string | null): Promise<ApiPart<Pin>>;
  /** Where a former walk ended; null to begin. */
  bookmark: string | null;
}

/**
 * The pins of a board, page after page of the API; asks for nothing before the next step is taken.
 * A bookmark of a former walk that the API no longer knows is forgotten once: the walk begins anew.
 * Rejects as `facts` and `part` do.
 */
export async function* walkApiBoard(options: ApiWalkOptions): AsyncGenerator<WalkStep, void, void> {
  let { bookmark } = options;
  let facts: Pick<WalkStep, 'title' | 'pinCount'> = { title: null, pinCount: null };
  if (bookmark === null) {
    const { name, pinCount } = await options.facts();
    facts = { title: name, pinCount };
    yield { pins: [], mode: 'feed', bookmark, refused: null, ...facts };
  }
  let isOld = bookmark !== null;
  const seen = new Set<string>();
  for (let empty = 0; ; ) {
    const from = bookmark;
    const part = await options.part(from).catch((error: unknown) => {
      if (!(isOld && error instanceof BadRequestError)) throw error;
      return null;
    });
    isOld = false;
    if (!part) {
      bookmark = null;
      continue;
    }
    const pins = part.items.filter(({ id }) => !seen.has(id));
    for (const { id } of pins) seen.add(id);
    empty = pins.length > 0 ? 0 : empty + 1;
    ({ bookmark } = part);
    const isLast = bookmark === null || bookmark === from || empty === MOST_EMPTY;
    yield { pins, mode: isLast ? 'ended' : 'feed', bookmark, refused: null, ...facts };
    if (isLast) return;
  }
}
