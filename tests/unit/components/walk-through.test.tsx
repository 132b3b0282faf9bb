// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Overlay, type OverlayProps } from '../../../components/overlay/Overlay.tsx';
import type { PictureFrame } from '../../../lib/overlay/track-image.ts';
import { findsIn } from '../../../lib/query/choices.ts';
import { fakeCorrecting } from '../support/correcting.ts';
import { done, object, SHOPS } from './fixtures.ts';
import { readAloud } from './reading.ts';
import { rendered } from './rendered.ts';

/** What a person hears who goes through the extension with a screen reader, step by step. */

const FRAME: PictureFrame = {
  picture: { x: 100, y: 50, width: 800, height: 640 },
  painted: { x: 100, y: 50, width: 800, height: 640 },
  visible: { x: 100, y: 50, width: 800, height: 640 },
  rounding: '0px',
  viewport: { width: 1400, height: 800 },
  corner: 'bottom-left',
};

const RUN = done(object('armchair', 0.1, 0.7), object('vase', 0.7, 0.7, 0.6));

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
      open={true}
      correcting={fakeCorrecting()}
      lookAt={async () => ({ ok: false, failure: { code: 'engine-lost' } })}
      pickRequests={0}
      onToggle={vi.fn()}
      onRetry={vi.fn()}
      onReveal={vi.fn()}
      copyText={async () => undefined}
      onSearchAll={async () => undefined}
      onKeepWords={vi.fn()}
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
afterEach(() => vi.unstubAllGlobals());

describe('on the picture, a person hears', () => {
  it('that Magpie looks, and what it finds once it has', async () => {
    const run = { status: 'running', stage: 'decode', analysis: null } as const;
    const view = await rendered(overlay({ run, open: false }));
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "region: Magpie
      button: Magpie: Looking, collapsed
      status: Magpie: Looking"
    `);
    await view.update(overlay());
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "region: Magpie
      button: Magpie: 2 finds, expanded
      button: Pick an area
      status: Magpie: 2 finds
      list: Finds in this picture
      button: Armchair, sure, collapsed, opens a dialog
      button: Vase, likely, collapsed, opens a dialog"
    `);
  });

  it('a find, opened: what it is, the search, the shops, the colours, and why', async () => {
    const view = await rendered(overlay());
    await view.click(view.control('Armchair, sure'));
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "region: Magpie
      button: Magpie: 2 finds, expanded
      button: Pick an area
      status: Magpie: 2 finds
      list: Finds in this picture
      button: Armchair, sure, expanded, opens a dialog
      dialog: Armchair sure
      heading: Armchair sure
      button: Close
      button: Correct “armchair”, collapsed
      textbox: Search for
      list: Words of the search
      button: Colour: mustard, pressed
      combobox: Colour, other words
      button: Broader
      button: Narrower, unavailable
      button: Reset, unavailable
      link: Etsy: search for mustard yellow armchair, opens a new tab
      link: Amazon.de: search for mustard yellow armchair, opens a new tab
      link: IKEA: search for mustard yellow armchair, opens a new tab
      button: More shops for mustard yellow armchair, collapsed
      button: Search all: 5 tabs for mustard yellow armchair
      button: mustard, copy #e3ad1c
      paragraph: Seen in the picture by 2 models that agree.
      button: Vase, likely, collapsed, opens a dialog"
    `);
  });

  it('where the find is corrected', async () => {
    const view = await rendered(overlay());
    await view.click(view.control('Vase, likely'));
    await view.click(view.control('Correct “vase”'));
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "region: Magpie
      button: Magpie: 2 finds, expanded
      button: Pick an area
      status: Magpie: 2 finds
      list: Finds in this picture
      button: Armchair, sure, collapsed, opens a dialog
      button: Vase, likely, expanded, opens a dialog
      dialog: Vase likely
      heading: Vase likely
      button: Close
      button: Correct “vase”, expanded
      group: Correct “vase”
      combobox: Not “vase”? What is it?, collapsed
      listbox: Names
      button: Remove this find
      button: Cancel
      textbox: Search for
      list: Words of the search
      button: Colour: mustard, pressed
      combobox: Colour, other words
      button: Broader
      button: Narrower, unavailable
      button: Reset, unavailable
      link: Etsy: search for mustard yellow vase, opens a new tab
      link: Amazon.de: search for mustard yellow vase, opens a new tab
      link: IKEA: search for mustard yellow vase, opens a new tab
      button: More shops for mustard yellow vase, collapsed
      button: Search all: 5 tabs for mustard yellow vase
      button: mustard, copy #e3ad1c
      paragraph: Seen in the picture by 2 models that agree."
    `);
  });

  it('how an area is picked', async () => {
    const view = await rendered(overlay());
    await view.click(view.control('Pick an area'));
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "region: Magpie
      region: Pick an area
      movable frame: Area to look at
      paragraph: Drag over the thing you mean.
      button: Look here
      button: Cancel
      paragraph: By keyboard: arrows move the frame, Shift and arrows size it, Enter looks."
    `);
  });

  it('what went wrong, and that it can be tried again', async () => {
    const failure = { code: 'offline' } as const;
    const view = await rendered(overlay({ run: { status: 'failed', failure, analysis: null } }));
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "region: Magpie
      button: Magpie: Could not look, expanded
      paragraph: The picture couldn't be fetched. Are you offline?
      button: Try again
      status: The picture couldn't be fetched. Are you offline?"
    `);
  });
});
