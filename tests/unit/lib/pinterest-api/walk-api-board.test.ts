import { describe, expect, it, vi } from 'vitest';
import type { WalkStep } from '../../../../lib/board/walk-board.ts';
import { MagpieError } from '../../../../lib/errors.ts';
import type { Pin } from '../../../../lib/pin/pin.ts';
import type { ApiPart } from '../../../../lib/pinterest-api/answers.ts';
import { BadRequestError } from '../../../../lib/pinterest-api/client.ts';
import { walkApiBoard } from '../../../../lib/pinterest-api/walk-api-board.ts';
import { pinsNamed } from '../../support/boards.ts';

const PINS = pinsNamed(6);
const facts = vi.fn(async () => ({ id: '7', name: 'Lamps', pinCount: 6 }));

type Part = (bookmark: string | null) => Promise<ApiPart<Pin>>;

/** Pages of two, of which the last has no bookmark. */
const pages: Part = async (bookmark) => {
  const from = bookmark === null ? 0 : Number(bookmark);
  return {
    items: PINS.slice(from, from + 2),
    bookmark: from + 2 < PINS.length ? `${from + 2}` : null,
  };
};

async function walked(part: Part, bookmark: string | null = null, most = 20): Promise<WalkStep[]> {
  const steps: WalkStep[] = [];
  for await (const step of walkApiBoard({ facts, part, bookmark })) {
    steps.push(step);
    if (steps.length === most) break;
  }
  return steps;
}

describe('a walk through a board of the API', () => {
  it('begins with what the board is called, and goes through its pages', async () => {
    const steps = await walked(pages);
    expect(steps[0]).toMatchObject({ pins: [], mode: 'feed', title: 'Lamps', pinCount: 6 });
    expect(steps.map(({ mode, bookmark }) => [mode, bookmark])).toEqual([
      ['feed', null],
      ['feed', '2'],
      ['feed', '4'],
      ['ended', null],
    ]);
    expect(steps.flatMap(({ pins }) => pins)).toEqual(PINS);
  });

  it('asks for nothing before the next step is taken', async () => {
    const part = vi.fn(pages);
    await walked(part, null, 2);
    expect(part).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('is taken up at a bookmark without asking what is known', async () => {
    facts.mockClear();
    const steps = await walked(pages, '4');
    expect(steps).toMatchObject([{ pins: PINS.slice(4), mode: 'ended', title: null }]);
    expect(facts).not.toHaveBeenCalled();
  });

  it('begins anew where an old bookmark is no longer known', async () => {
    const part = vi.fn<Part>(async (bookmark) => {
      if (bookmark === 'old') throw new BadRequestError('what bookmark?');
      return pages(bookmark);
    });
    const steps = await walked(part, 'old');
    expect(steps.flatMap(({ pins }) => pins)).toEqual(PINS);
  });

  it.each([
    ['a new bookmark is refused', new BadRequestError('no')],
    ['the token is refused', new MagpieError('api-token-refused')],
  ])('fails where %s', async (_, error) => {
    const part: Part = async (bookmark) => {
      if (bookmark === '2') throw error;
      return pages(bookmark);
    };
    await expect(walked(part)).rejects.toBe(error);
  });

  it('fails where the bookmark of a former walk meets another failure', async () => {
    const error = new MagpieError('api-token-refused');
    await expect(walked(() => Promise.reject(error), '4')).rejects.toBe(error);
  });

  it('ends where the API goes round in circles', async () => {
    let n = 0;
    const round = await walked(async () => ({ items: PINS.slice(0, 1), bookmark: `${n++}` }));
    expect(round.at(-1)?.mode).toBe('ended');
    expect(round.flatMap(({ pins }) => pins)).toHaveLength(1);
    const still = await walked(async () => ({ items: PINS, bookmark: 'same' }));
    expect(still.map(({ mode }) => mode)).toEqual(['feed', 'feed', 'ended']);
  });
});
