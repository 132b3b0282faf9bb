// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { focusMark, Overlay, type OverlayProps } from '../../../components/overlay/Overlay.tsx';
import type { PictureFrame } from '../../../lib/overlay/track-image.ts';
import { findsIn } from '../../../lib/query/choices.ts';
import { fakeCorrecting } from '../support/correcting.ts';
import { analysis, done, object, SHOPS } from './fixtures.ts';
import { rendered } from './rendered.ts';

const FRAME: PictureFrame = {
  picture: { x: 100, y: 50, width: 800, height: 640 },
  painted: { x: 100, y: 50, width: 800, height: 640 },
  visible: { x: 100, y: 50, width: 800, height: 640 },
  rounding: '0px',
  viewport: { width: 1400, height: 800 },
  corner: 'bottom-left',
};

/** In an order that is not the one in which they are read. */
const ROOM = done(
  object('vase', 0.7, 0.7),
  object('armchair', 0.1, 0.7),
  object('wall art', 0.4, 0.1),
);

const NO_FACTS = new Map();
const events = {
  onToggle: vi.fn(),
  onRetry: vi.fn(),
  onLook: vi.fn(),
  onReveal: vi.fn(),
  copyText: vi.fn(async (_text: string) => undefined),
  onSearchAll: vi.fn(async (_urls: string[]) => undefined),
  onKeepWords: vi.fn(),
};

function overlay(props: Partial<OverlayProps> = {}) {
  return (
    <Overlay
      run={ROOM}
      finds={findsIn({ run: props.run ?? ROOM })}
      imageUrl="https://i.pinimg.com/736x/a.jpg"
      frame={FRAME}
      shops={SHOPS}
      nounFacts={NO_FACTS}
      offer={null}
      open={true}
      correcting={fakeCorrecting()}
      lookAt={async () => ({ ok: false, failure: { code: 'cancelled' } })}
      pickRequests={0}
      {...events}
      {...props}
    />
  );
}

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

describe('the mark', () => {
  it('counts the finds and toggles the hotspots', async () => {
    const view = await rendered(overlay({ open: false }));
    const mark = view.control('Magpie: 3 finds');
    expect(mark.getAttribute('aria-expanded')).toBe('false');
    expect(view.hasControl(/^Armchair/)).toBe(false);
    await view.click(mark);
    expect(events.onToggle).toHaveBeenCalledWith(true);
  });

  it('says that it looks, and in which stage on demand', async () => {
    const run = { status: 'running', stage: 'decode', analysis: null } as const;
    const view = await rendered(overlay({ run }));
    expect(view.hasControl('Magpie: Looking')).toBe(true);
    expect(view.root.textContent).toContain('Fetching the picture.');
  });

  it('waits to be asked, and shows what it will find', async () => {
    const run = { status: 'idle', analysis: null } as const;
    const view = await rendered(overlay({ run, open: false }));
    expect(view.spoken()).toBe('');
    await view.click(view.control('Magpie: Look'));
    expect(events.onLook).toHaveBeenCalledOnce();
    expect(events.onToggle).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('does not hide what is shown already when it is asked', async () => {
    const view = await rendered(overlay({ run: { status: 'idle', analysis: null }, open: true }));
    await view.click(view.control('Magpie: Look'));
    expect(events.onLook).toHaveBeenCalledOnce();
    expect(events.onToggle).not.toHaveBeenCalled();
  });

  it('says that there is nothing', async () => {
    const view = await rendered(overlay({ run: done() }));
    expect(view.hasControl('Magpie: 0 finds')).toBe(true);
    expect(view.spoken()).toBe('Nothing to shop here, as far as I can see.');
  });

  it('says what failed, and keeps the focus when it is tried again', async () => {
    const failure = { code: 'offline' } as const;
    const view = await rendered(overlay({ run: { status: 'failed', failure, analysis: null } }));
    expect(view.spoken()).toContain('Are you offline?');
    await view.click(view.control('Try again'));
    expect(events.onRetry).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(view.control('Magpie: Could not look'));
  });

  it('offers no second try that cannot help', async () => {
    const failure = { code: 'image-too-large' } as const;
    const view = await rendered(overlay({ run: { status: 'failed', failure, analysis: null } }));
    expect(view.hasControl('Try again')).toBe(false);
  });

  it('keeps the finds of a run that failed later', async () => {
    const failure = { code: 'engine-lost' } as const;
    const run = { status: 'failed', failure, analysis: analysis([object('vase', 0, 0)]) } as const;
    const view = await rendered(overlay({ run }));
    expect(view.hasControl('Magpie: 1 find')).toBe(true);
    expect(view.hasControl('Vase, sure')).toBe(true);
  });

  it('takes the focus for the keyboard shortcut', async () => {
    const view = await rendered(overlay());
    focusMark(view.root);
    expect(document.activeElement).toBe(view.control('Magpie: 3 finds'));
  });
});

describe('hotspots', () => {
  const names = (root: Element) =>
    [...root.querySelectorAll('.hotspot')].map((spot) => spot.getAttribute('aria-label'));

  it('come in reading order, at the middle of their finds', async () => {
    const { root, control } = await rendered(overlay());
    expect(names(root)).toEqual(['Wall art, sure', 'Armchair, sure', 'Vase, sure']);
    expect(control('Wall art, sure').style.left).toBe('500px');
    expect(control('Wall art, sure').style.top).toBe('178px');
  });

  it('tell several of one noun apart', async () => {
    const twins = findsIn({ run: ROOM }).map((find) => ({ ...find, noun: 'cushion' }));
    const { root } = await rendered(overlay({ finds: twins }));
    expect(names(root)).toEqual([
      'Cushion, sure, 1 of 3',
      'Cushion, sure, 2 of 3',
      'Cushion, sure, 3 of 3',
    ]);
  });

  it('show box and noun while they have the focus', async () => {
    const view = await rendered(overlay());
    expect(view.root.querySelector('.outline')).toBeNull();
    view.control('Vase, sure').focus();
    await view.update(overlay());
    expect(view.root.querySelector('.outline__tag')?.textContent).toBe('Vase');
  });

  it('ask to be scrolled into view when they get the focus outside of it', async () => {
    const visible = { ...FRAME.visible, height: 300 };
    const view = await rendered(overlay({ frame: { ...FRAME, visible } }));
    view.control('Wall art, sure').focus();
    expect(events.onReveal).not.toHaveBeenCalled();
    view.control('Vase, sure').focus();
    expect(events.onReveal).toHaveBeenCalledWith(object('vase', 0.7, 0.7).box);
  });

  it('leave out what the page has cropped away', async () => {
    const painted = { x: 100, y: 50, width: 300, height: 640 };
    const view = await rendered(overlay({ frame: { ...FRAME, painted, visible: painted } }));
    expect(names(view.root)).toEqual(['Armchair, sure']);
  });
});

describe('the card', () => {
  async function opened(props: Partial<OverlayProps> = {}) {
    const view = await rendered(overlay(props));
    await view.click(view.control('Armchair, sure'));
    const card = view.root.querySelector<HTMLElement>('[role="dialog"]');
    if (!card) throw new Error('no card');
    return { ...view, card };
  }

  it('is a named dialog that takes the focus, beside its find', async () => {
    const { card } = await opened();
    const title = document.getElementById(card.getAttribute('aria-labelledby') ?? '');
    expect(title?.textContent).toBe('Armchair sure');
    expect(document.activeElement).toBe(card);
    // The find reaches from 180 to 340.
    expect(Number.parseFloat(card.style.left)).toBeGreaterThanOrEqual(340);
  });

  it('closes on Escape and gives the focus back; a second Escape hides the hotspots', async () => {
    const view = await opened();
    await view.key(view.card, 'Escape');
    expect(view.root.querySelector('[role="dialog"]')).toBeNull();
    const hotspot = view.control('Armchair, sure');
    expect(document.activeElement).toBe(hotspot);
    expect(events.onToggle).not.toHaveBeenCalled();
    await view.key(hotspot, 'Escape');
    expect(events.onToggle).toHaveBeenCalledWith(false);
    expect(document.activeElement).toBe(view.control('Magpie: 3 finds'));
  });

  it('closes by its button', async () => {
    const view = await opened();
    await view.click(view.control('Close'));
    expect(view.root.querySelector('[role="dialog"]')).toBeNull();
    expect(document.activeElement).toBe(view.control('Armchair, sure'));
  });

  it('closes when the page is pressed, which gets the press too', async () => {
    const view = await opened();
    const pressed = vi.fn();
    document.body.addEventListener('pointerdown', pressed, { once: true });
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
    await view.update(overlay());
    expect(view.root.querySelector('[role="dialog"]')).toBeNull();
    expect(pressed).toHaveBeenCalledOnce();
  });

  it('closes when the focus walks on to the next hotspot', async () => {
    const view = await opened();
    view.control('Vase, sure').focus();
    await view.update(overlay());
    expect(view.root.querySelector('[role="dialog"]')).toBeNull();
  });

  it('closes when the picture goes out of sight, and stays so', async () => {
    const view = await opened();
    await view.update(overlay({ frame: null }));
    await view.update(overlay());
    expect(view.root.querySelector('[role="dialog"]')).toBeNull();
  });

  it('stays open while finer labels arrive', async () => {
    const view = await opened();
    const finer = done(object('wing chair', 0.1, 0.7), object('vase', 0.7, 0.7));
    await view.update(overlay({ run: finer }));
    expect(view.root.querySelector('[role="dialog"] h2')?.textContent).toBe('Wing chair sure');
  });

  it('searches for what the user makes of the query; an empty one is the noun', async () => {
    const view = await opened();
    const input = view.card.querySelector('input');
    if (!input) throw new Error('no query');
    expect(input.value).toBe('mustard yellow armchair');
    const type = async (text: string) => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await view.update(overlay());
    };
    await type('velvet armchair');
    expect(view.control(/^Etsy/).getAttribute('href')).toBe(
      'https://etsy.example/?q=velvet%20armchair',
    );
    await type('  ');
    expect(view.control(/^Etsy/).getAttribute('href')).toBe('https://etsy.example/?q=armchair');
  });

  it('searches at the first shop on Enter', async () => {
    const view = await opened();
    const followed = vi.fn((event: Event) => event.preventDefault());
    view.control(/^Etsy/).addEventListener('click', followed);
    view.card
      .querySelector('form')
      ?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
    expect(followed).toHaveBeenCalledOnce();
  });

  it('copies a colour and says so', async () => {
    const view = await opened();
    await view.click(view.control('mustard, copy #e3ad1c'));
    expect(events.copyText).toHaveBeenCalledWith('#e3ad1c');
    expect(view.spoken()).toContain('Copied #e3ad1c');
  });

  it('keeps the keys from the page', async () => {
    const view = await opened();
    const heard = vi.fn();
    document.body.addEventListener('keydown', heard);
    await view.key(view.card, 's');
    document.body.removeEventListener('keydown', heard);
    expect(heard).not.toHaveBeenCalled();
  });
});
