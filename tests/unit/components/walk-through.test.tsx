// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Overlay, type OverlayProps } from '../../../components/overlay/Overlay.tsx';
import { Popup, type PopupContent } from '../../../components/popup/Popup.tsx';
import type { PictureFrame } from '../../../lib/overlay/track-image.ts';
import { findsIn } from '../../../lib/query/choices.ts';
import { lexiconOf } from '../../../lib/query/lexicons.ts';
import { learn } from '../../../lib/query/translate.ts';
import type { Run } from '../../../lib/tab-state.ts';
import { fakeCorrecting } from '../support/correcting.ts';
import { speak } from '../support/languages.ts';
import { analysis, done, object, pinState, SHOPS } from './fixtures.ts';
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
      onLook={vi.fn()}
      onReveal={vi.fn()}
      copyText={async () => undefined}
      onSearchAll={async () => undefined}
      onKeepWords={vi.fn()}
      {...props}
    />
  );
}

function popup(content: PopupContent) {
  return (
    <Popup
      content={content}
      shops={SHOPS}
      nounFacts={new Map()}
      correcting={fakeCorrecting()}
      copyText={async () => undefined}
      onSearchAll={async () => undefined}
      onKeepWords={vi.fn()}
      onRetry={vi.fn()}
      onLook={vi.fn()}
      onReload={vi.fn()}
      onGrantPermission={vi.fn()}
      onOpenOptions={vi.fn()}
      onPickArea={vi.fn()}
    />
  );
}
const tab = (run: Run): PopupContent => ({ view: 'tab', state: pinState(run) });

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

describe('in the popup, a person hears', () => {
  it('how far Magpie is, stage by stage', async () => {
    const view = await rendered(popup({ view: 'waiting' }));
    const heard = [view.spoken()];
    const stages: Run[] = [
      { status: 'running', stage: 'decode', analysis: null },
      { status: 'running', stage: 'palette', analysis: null },
      { status: 'running', stage: 'objects', analysis: analysis([]) },
      { status: 'running', stage: 'labels', analysis: analysis([object('vase', 0, 0)]) },
      RUN,
    ];
    for (const run of stages) {
      await view.update(popup(tab(run)));
      heard.push(view.spoken());
    }
    expect(heard).toEqual([
      'Asking the page',
      'Fetching the picture',
      'Picking out the colours',
      'Looking for things',
      '1 find so far',
      '2 finds · analysed on this device',
    ]);
  });

  it('the pin, its colours, and each find with its search and shops', async () => {
    const view = await rendered(popup(tab(RUN)));
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "main
      heading: A room
      status: 2 finds · analysed on this device
      button: Options
      region: Colours
      button: pale grey 60%, copy #c9c9ca
      button: mustard 20%, copy #e3ad1c
      list: Finds
      heading: Armchair sure
      button: Correct “armchair”, collapsed
      button: mustard, copy #e3ad1c
      button: mustard yellow armchair, change the search, collapsed
      link: Etsy: search for mustard yellow armchair, opens a new tab
      link: Amazon.de: search for mustard yellow armchair, opens a new tab
      link: IKEA: search for mustard yellow armchair, opens a new tab
      button: More shops for mustard yellow armchair, collapsed
      heading: Vase likely
      button: Correct “vase”, collapsed
      button: mustard, copy #e3ad1c
      button: mustard yellow vase, change the search, collapsed
      link: Etsy: search for mustard yellow vase, opens a new tab
      link: Amazon.de: search for mustard yellow vase, opens a new tab
      link: IKEA: search for mustard yellow vase, opens a new tab
      button: More shops for mustard yellow vase, collapsed
      button: Pick an area
      link: Boards
      link: Saved finds"
    `);
  });

  it('the same in German', async () => {
    speak('de');
    learn('de', lexiconOf('de'));
    const view = await rendered(popup(tab(done(object('armchair', 0.1, 0.7)))));
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "main
      heading: A room
      status: 1 Treffer · auf diesem Gerät erkannt
      button: Einstellungen
      region: Farben
      button: hellgrau 60 %, #c9c9ca kopieren
      button: senfgelb 20 %, #e3ad1c kopieren
      list: Treffer
      heading: Sessel sicher
      button: „Sessel“ korrigieren, collapsed
      button: senfgelb, #e3ad1c kopieren
      button: mustard yellow armchair, Suche ändern, collapsed
      link: Etsy: nach mustard yellow armchair suchen, öffnet einen neuen Tab
      link: Amazon.de: nach mustard yellow armchair suchen, öffnet einen neuen Tab
      link: IKEA: nach mustard yellow armchair suchen, öffnet einen neuen Tab
      button: Mehr Shops für mustard yellow armchair, collapsed
      button: Bereich wählen
      link: Pinnwände
      link: Gemerkte Treffer"
    `);
    speak('en');
  });

  it('why there is nothing, and what to do', async () => {
    const view = await rendered(popup({ view: 'permission-needed', missing: 'pages' }));
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "main
      heading: Magpie
      button: Options
      heading: Magpie needs your permission to look at pictures on Pinterest.
      paragraph: It looks at them on this device only. Nothing is sent anywhere.
      button: Allow on Pinterest
      link: Boards
      link: Saved finds"
    `);
  });
});
