// @vitest-environment jsdom

import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Overlay, type OverlayProps } from '../../../components/overlay/Overlay.tsx';
import type { BoundingBox } from '../../../lib/analysis.ts';
import { applyChange, correctedRun, NO_CORRECTIONS } from '../../../lib/corrections.ts';
import type { PictureFrame } from '../../../lib/overlay/track-image.ts';
import { findsIn } from '../../../lib/query/choices.ts';
import type { RegionOutcome } from '../../../lib/region.ts';
import { fakeCorrecting } from '../support/correcting.ts';
import { done, object, SHOPS } from './fixtures.ts';
import { type Rendered, rendered } from './rendered.ts';

const PICTURE = { x: 100, y: 50, width: 1000, height: 800 };
const FRAME: PictureFrame = {
  picture: PICTURE,
  painted: PICTURE,
  visible: PICTURE,
  rounding: '0px',
  viewport: { width: 1600, height: 1000 },
  corner: 'bottom-left',
};
const RUN = done(object('vase', 0.7, 0.7));

const found = (box: BoundingBox): RegionOutcome => ({
  ok: true,
  region: {
    label: 'lamp',
    score: 0.6,
    box,
    colors: [],
    material: null,
    sources: ['labeler'],
    alternatives: ['vase'],
  },
});

let lookAt: ReturnType<typeof vi.fn<OverlayProps['lookAt']>>;
let correcting: ReturnType<typeof fakeCorrecting>;
const events = { onToggle: vi.fn(), onRetry: vi.fn(), onLook: vi.fn(), onReveal: vi.fn() };

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  Element.prototype.setPointerCapture = () => undefined;
  lookAt = vi.fn<OverlayProps['lookAt']>(async (area) => found(area));
  correcting = fakeCorrecting();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

function overlay(props: Partial<OverlayProps> = {}) {
  return (
    <Overlay
      run={RUN}
      finds={findsIn({ run: props.run ?? RUN })}
      imageUrl="https://i.pinimg.com/736x/a.jpg"
      frame={FRAME}
      shops={SHOPS}
      nounFacts={new Map()}
      offer={null}
      onSearchAll={async () => undefined}
      onKeepWords={() => undefined}
      open={true}
      copyText={async () => undefined}
      correcting={correcting}
      lookAt={lookAt}
      pickRequests={0}
      {...events}
      {...props}
    />
  );
}

async function picking() {
  const view = await rendered(overlay());
  await view.click(view.control('Pick an area'));
  return { ...view, ...partsOf(view) };
}

function partsOf({ root }: Rendered) {
  const field = root.querySelector<HTMLElement>('.picking__field');
  const area = root.querySelector<HTMLElement>('.picking__area');
  if (!field || !area) throw new Error('nothing to pick on');
  const pointer = (type: string, x: number, y: number) =>
    act(async () => {
      const at = { clientX: x, clientY: y, button: 0, bubbles: true, cancelable: true };
      field.dispatchEvent(new MouseEvent(type, at));
    });
  return {
    area,
    drag: async (from: [number, number], to: [number, number]) => {
      await pointer('pointerdown', ...from);
      await pointer('pointermove', ...to);
      await pointer('pointerup', ...to);
    },
    keyDown: (key: string, shiftKey = false) =>
      act(async () => {
        area.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
      }),
    place: () => {
      const { left, top, width, height } = area.style;
      return [left, top, width, height].map(Number.parseFloat);
    },
  };
}

const drawnObject = () => {
  const [change] = correcting.correct.mock.lastCall ?? [];
  if (change?.kind !== 'draw') throw new Error('nothing was drawn');
  return change.object;
};

describe('picking an area', () => {
  it('starts from a labelled button, and puts the finds away', async () => {
    const view = await picking();
    expect(view.hasControl(/^Vase/)).toBe(false);
    expect(document.activeElement).toBe(view.area);
    expect(view.area.getAttribute('aria-label')).toBe('Area to look at');
    // The middle half of the picture.
    expect(view.place()).toEqual([250, 200, 500, 400]);
  });

  it('is not offered before there is something to look at', async () => {
    const run = { status: 'running', stage: 'decode', analysis: null } as const;
    expect((await rendered(overlay({ run }))).hasControl('Pick an area')).toBe(false);
    expect((await rendered(overlay({ open: false }))).hasControl('Pick an area')).toBe(false);
  });

  it('starts when it is asked for from outside, as soon as it can', async () => {
    const view = await rendered(overlay({ open: false }));
    await view.update(overlay({ open: false, pickRequests: 1 }));
    expect(view.root.querySelector('.picking')).toBeNull();
    await view.update(overlay({ pickRequests: 1 }));
    expect(view.root.querySelector('.picking')).not.toBeNull();
    await view.click(view.control('Cancel'));
    await view.update(overlay({ pickRequests: 1 }));
    expect(view.root.querySelector('.picking')).toBeNull();
  });

  it('looks at once at what is drawn, from any corner to any other', async () => {
    const { drag } = await picking();
    await drag([700, 650], [400, 250]);
    const [area] = lookAt.mock.lastCall ?? [];
    expect(area).toEqual({
      x: expect.closeTo(0.3),
      y: expect.closeTo(0.25),
      width: expect.closeTo(0.3),
      height: expect.closeTo(0.5),
    });
    expect(drawnObject()).toMatchObject({
      label: 'lamp',
      box: area,
      byUser: { drawn: true, was: null },
    });
  });

  it('opens the card of what was found', async () => {
    const view = await picking();
    await view.drag([400, 250], [700, 650]);
    const corrections = applyChange(NO_CORRECTIONS, { kind: 'draw', object: drawnObject() });
    await view.update(overlay({ run: correctedRun(RUN, corrections) }));
    expect(view.root.querySelector('[role="dialog"] h2')?.textContent).toBe(
      'Lamp likely, your area',
    );
    expect(view.hasControl(/^Vase/)).toBe(true);
  });

  it('takes a click for the new middle of the frame', async () => {
    const { drag, place } = await picking();
    await drag([500, 400], [501, 401]);
    expect(lookAt).not.toHaveBeenCalled();
    expect(place()).toEqual([
      expect.closeTo(151, 0),
      expect.closeTo(151, 0),
      expect.closeTo(500),
      expect.closeTo(400),
    ]);
  });

  it('refuses what is too small, and says so', async () => {
    const view = await picking();
    await view.drag([400, 250], [408, 258]);
    expect(lookAt).not.toHaveBeenCalled();
    expect(view.spoken()).toContain('That is too small to make out.');
    expect(view.place()).toEqual([250, 200, 500, 400]);
  });

  it('is done with the keys alone', async () => {
    const view = await picking();
    await view.keyDown('ArrowRight');
    await view.keyDown('ArrowUp');
    expect(view.place()).toEqual([270, 184, 500, 400].map((side) => expect.closeTo(side)));
    await view.keyDown('ArrowLeft', true);
    await view.keyDown('ArrowDown', true);
    expect(view.place()).toEqual([270, 184, 480, 416].map((side) => expect.closeTo(side)));
    expect(view.spoken()).toBe('27% from the left, 23% from the top, 48% wide, 52% high');
    expect(events.onReveal).toHaveBeenCalled();
    await view.keyDown('Enter');
    expect(lookAt).toHaveBeenCalledExactlyOnceWith({
      x: expect.closeTo(0.27),
      y: expect.closeTo(0.23),
      width: expect.closeTo(0.48),
      height: expect.closeTo(0.52),
    });
  });

  it('is left with Escape; the finds stay open, and the button has the focus', async () => {
    const view = await picking();
    await view.keyDown('Escape');
    expect(view.root.querySelector('.picking')).toBeNull();
    expect(events.onToggle).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(document.activeElement).toBe(view.control('Pick an area')));
  });

  it('lets the user name what nobody recognises', async () => {
    lookAt.mockImplementation(async (area) => {
      const outcome = found(area);
      return outcome.ok ? { ...outcome, region: { ...outcome.region, label: null } } : outcome;
    });
    const view = await picking();
    await view.click(view.control('Look here'));
    expect(view.root.textContent).toContain('I can’t tell what this is.');
    await view.update(overlay());
    const vase = view.root.querySelector('[role="option"]');
    expect(vase?.textContent).toBe('vase');
    if (vase) await view.click(vase);
    expect(drawnObject()).toMatchObject({ label: 'vase', score: 1 });
  });

  it('says what went wrong, and lets the user try again', async () => {
    lookAt.mockResolvedValueOnce({ ok: false, failure: { code: 'offline' } });
    const view = await picking();
    await view.click(view.control('Look here'));
    expect(view.spoken()).toContain('Are you offline?');
    await view.click(view.control('Look here'));
    expect(drawnObject().label).toBe('lamp');
  });

  it('forgets the answer when the user has gone on', async () => {
    const answer = Promise.withResolvers<RegionOutcome>();
    lookAt.mockReturnValueOnce(answer.promise);
    const view = await picking();
    await view.click(view.control('Look here'));
    expect(view.spoken()).toBe('Looking at it');
    await view.click(view.control('Cancel'));
    await act(async () => answer.resolve(found({ x: 0, y: 0, width: 1, height: 1 })));
    expect(correcting.correct).not.toHaveBeenCalled();
  });

  it('ends with its picture', async () => {
    const view = await picking();
    await view.update(overlay({ imageUrl: 'https://i.pinimg.com/736x/b.jpg' }));
    expect(view.root.querySelector('.picking')).toBeNull();
  });
});

describe('a find that is removed from its card', () => {
  it('is gone with its card, and can be had back at once', async () => {
    const view = await rendered(overlay());
    await view.click(view.control(/^Vase/));
    await view.click(view.control('Correct “vase”'));
    await view.click(view.control('Remove this find'));
    await view.update(overlay({ run: done() }));
    expect(view.root.querySelector('[role="dialog"]')).toBeNull();
    expect(view.root.textContent).toContain('Removed “vase”.');
    const undo = view.control('Undo');
    expect(document.activeElement).toBe(undo);
    await view.click(undo);
    expect(correcting.correct).toHaveBeenLastCalledWith(
      expect.objectContaining({ kind: 'restore', was: 'vase' }),
    );
    expect(document.activeElement).toBe(view.control(/^Magpie/));
  });
});
