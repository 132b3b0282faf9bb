// @vitest-environment jsdom

import { describe, expect, it, vi } from 'vitest';
import { AnalysisSection } from '../../../components/options/AnalysisSection.tsx';
import { CloudVision } from '../../../components/options/CloudVision.tsx';
import { Options } from '../../../components/options/Options.tsx';
import { OverlaySection } from '../../../components/options/OverlaySection.tsx';
import { PrivateDataSection } from '../../../components/options/PrivateDataSection.tsx';
import { ShopsSection } from '../../../components/options/ShopsSection.tsx';
import { Welcome } from '../../../components/welcome/Welcome.tsx';
import { CLOUD_FEATURES } from '../../../lib/cloud-vision/features.ts';
import { AUTOMATIC, type ShopChoice } from '../../../lib/shops/shop-choices.ts';
import { readAloud } from './reading.ts';
import { rendered } from './rendered.ts';

/** What a person hears who goes through the pages of the extension with a screen reader. */

const saved = async () => 'everywhere' as const;
const CHOICE = { enabled: true, words: {}, marketplace: AUTOMATIC, marketplaces: [] } as const;
const SHOPS: ShopChoice[] = [
  { ...CHOICE, id: 'etsy', name: 'Etsy', words: { style: false } },
  {
    ...CHOICE,
    id: 'ikea',
    name: 'IKEA',
    enabled: false,
    marketplaces: [
      { id: AUTOMATIC, name: 'IKEA GB' },
      { id: 'gb', name: 'IKEA GB' },
    ],
  },
];

describe('a person hears', () => {
  it('on the options page its sections, each setting with what it means', async () => {
    const view = await rendered(
      <Options>
        <ShopsSection
          shops={SHOPS}
          cheapestFirst={false}
          onShopsChange={saved}
          onCheapestFirstChange={saved}
        />
        <OverlaySection
          overlay={true}
          shortcut="Alt+Shift+M"
          onOverlayChange={saved}
          onChangeShortcut={vi.fn()}
        />
        <AnalysisSection
          automatic={true}
          backend="auto"
          backendInUse="wasm"
          onAutomaticChange={saved}
          onBackendChange={saved}
        />
        <CloudVision
          hasKey={true}
          allowed={true}
          features={CLOUD_FEATURES}
          when="click"
          cap={1_000}
          spent={12}
          onCheck={async () => 'works'}
          onAllow={async () => true}
          onFeaturesChange={async () => {}}
          onWhenChange={async () => {}}
          onCapChange={async () => {}}
          onTurnOff={async () => {}}
        />
        <PrivateDataSection
          usage={{
            analyses: { entries: 2, bytes: 4_000 },
            corrections: { entries: 0, bytes: 0 },
            finds: { entries: 0, bytes: 0 },
            boards: { entries: 1, bytes: 90_000 },
            boardModels: { entries: 0, bytes: 0 },
          }}
          onClear={async () => {}}
        />
      </Options>,
    );
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "main
      heading: Options
      region: Shops
      heading: Shops
      paragraph: The first one gets the filled button. A find is searched for only at shops that may sell it and send it to you. A change counts at once.
      checkbox: Etsy, checked
      button: Move Etsy up
      button: Move Etsy down
      paragraph: Searched without style, as you kept it. Forget
      button: Forget the words kept for Etsy
      checkbox: IKEA
      combobox: Marketplace of IKEA
      button: Move IKEA up
      button: Move IKEA down
      button: Add a shop
      checkbox: Cheapest first, at shops that can sort by a link
      region: On the picture
      heading: On the picture
      checkbox: Show the finds on the picture as soon as a pin opens, checked
      paragraph: Keys that show and hide them: Alt+Shift+M
      button: Change the keys that show and hide the finds
      region: Looking at pictures
      heading: Looking at pictures
      paragraph: All of it happens on this device.
      checkbox: Look at each pin as soon as it opens, checked
      paragraph: Otherwise a pin waits until you press “Look” on it.
      combobox: Run on
      paragraph: In use now: Processor (WebAssembly)
      region: Google Cloud Vision
      heading: Google Cloud Vision
      paragraph: Optional, with an API key of your own. Google then looks at pictures as well and adds what it sees. Only for that does a picture leave this device: scaled down, without cookies, and without a word about you or the pin.
      paragraph: On. Your key is kept on this device.
      group: What to ask for
      checkbox: Labels: what the picture is of, checked
      checkbox: Objects: what is where, checked
      checkbox: Colours: the main ones of the picture, checked
      checkbox: Web: what such pictures are called elsewhere, and brands, checked
      paragraph: A picture costs 4 units.
      group: When to ask
      radio: When I click “Ask Cloud Vision”, checked
      radio: For every pin I open
      paragraph: In private windows only ever on a click.
      spinbutton: At most units a month, on this device
      paragraph: 12 of 1,000 units spent this month.
      button: Turn off and delete the key
      paragraph: Google bills a unit for each feature and picture to your key. When this was written, 1,000 units a month of each feature were free.
      paragraph: Check Google’s pricesManage your keys
      link: Check Google’s prices
      link: Manage your keys
      region: What Magpie keeps
      heading: What Magpie keeps
      paragraph: It stays on this device. Nothing is kept of private windows.
      heading: Analyses
      paragraph: 2 pictures, about 4 kB
      paragraph: So that a pin you open again is not looked at again.
      group: Analyses
      button: Delete: Analyses
      heading: Your corrections
      paragraph: None
      paragraph: The names you gave, the areas you drew, the finds you removed.
      group: Your corrections
      button: Delete: Your corrections, unavailable
      heading: Your saved finds
      paragraph: None
      paragraph: What you starred, with a small picture, its searches and your notes.
      group: Your saved finds
      button: Delete: Your saved finds, unavailable
      heading: Boards
      paragraph: 1 board, about 90 kB
      paragraph: What was found in the pins of boards that you had analysed.
      group: Boards
      button: Delete: Boards
      heading: Learned boards
      paragraph: None
      paragraph: What Magpie learned of your boards, to tell what fits them.
      group: Learned boards
      button: Delete: Learned boards, unavailable"
    `);
  });

  it('on the welcome page what Magpie does and what leaves the device', async () => {
    const view = await rendered(
      <Welcome
        browserName="chrome"
        pictureUrl="/sample.webp"
        pictureRef={null}
        tried={false}
        needsPermission={true}
        onTry={vi.fn()}
        onGrantPermission={vi.fn()}
        onOpenOptions={vi.fn()}
      />,
    );
    expect(readAloud(view.root)).toMatchInlineSnapshot(`
      "main
      heading: Find what’s in a pin
      paragraph: Open a pin on Pinterest, and Magpie names the things and colours in its picture and finds them in the shops.
      region: Permission
      paragraph: Your browser has not let Magpie at Pinterest yet. It looks at pins on this device only.
      button: Allow on Pinterest
      img: A living room with a sofa, a plant, a floor lamp, a clock, and a vase on a table
      paragraph: A picture of our own. Let Magpie look at it, on this device.
      button: Try it
      region: What leaves this device
      heading: What leaves this device
      paragraph: Nothing, unless:
      listitem: A pin’s picture has to be fetched: from Pinterest, without cookies.
      listitem: You click a shop. It gets the words of the search; a search by picture, the picture’s address.
      listitem: A page leaves a pin’s words out. Magpie asks Pinterest for them once, as its own page would. The options turn this off.
      listitem: You turn on Google Cloud Vision in the options, with a key of your own. Then Google gets the picture. It is off.
      region: Keep Magpie in sight
      heading: Keep Magpie in sight
      listitem: Click the puzzle piece beside the address bar.
      listitem: Click the pin beside Magpie.
      paragraph: Its button lists a pin’s colours and finds. Alt+Shift+M hides and shows the dots.
      link: Open Pinterest
      button: Options
      paragraph: Pages of Pinterest that are open already need to be loaded once more."
    `);
  });
});
