// @vitest-environment jsdom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AnalysisSection } from '../../../components/options/AnalysisSection.tsx';
import { ModelsSection } from '../../../components/options/ModelsSection.tsx';
import { Options } from '../../../components/options/Options.tsx';
import { OverlaySection } from '../../../components/options/OverlaySection.tsx';
import { ReadingSection } from '../../../components/options/ReadingSection.tsx';
import { SearchesSection } from '../../../components/options/SearchesSection.tsx';
import { ShopsSection } from '../../../components/options/ShopsSection.tsx';
import type { ModelStatus } from '../../../lib/platform/models.ts';
import type { Kept } from '../../../lib/platform/settings.ts';
import type { ShopChoice } from '../../../lib/shops/shop-choices.ts';
import { rendered } from './rendered.ts';

const SHOPS: ShopChoice[] = [
  {
    id: 'amazon',
    name: 'Amazon',
    enabled: true,
    words: {},
    marketplace: 'us',
    marketplaces: [
      { id: 'us', name: 'Amazon.com' },
      { id: 'de', name: 'Amazon.de' },
    ],
  },
  {
    id: 'etsy',
    name: 'Etsy',
    enabled: true,
    words: { style: false },
    marketplace: 'automatic',
    marketplaces: [],
  },
];

const MODELS: ModelStatus[] = [
  {
    id: 'coco-ssd',
    purpose: 'options.cocoSsd',
    present: true,
    version: '2.2.3',
    license: 'Apache-2.0',
  },
  {
    id: 'mobilenet',
    purpose: 'options.mobilenet',
    present: false,
    reason: 'it could not be fetched.',
  },
];

const keeping = <Value,>() => vi.fn(async (_: Value): Promise<Kept> => 'everywhere');
const saved = {
  onShopsChange: keeping<readonly ShopChoice[]>(),
  onStyleWordsChange: keeping<boolean>(),
  onTranslateChange: keeping<boolean>(),
  onCheapestFirstChange: keeping<boolean>(),
  onReadPinDetailsChange: keeping<boolean>(),
  onOverlayChange: keeping<boolean>(),
  onAutomaticChange: keeping<boolean>(),
  onBackendChange: keeping<string>(),
};
const onChangeShortcut = vi.fn();
afterEach(() => vi.clearAllMocks());

interface PageProps {
  shops?: readonly ShopChoice[];
  shortcut?: string;
  hasShortcutSettings?: boolean;
}

/** The sections over a store that keeps the order, as the page has. */
function Page(props: PageProps) {
  const [shops, setShops] = useState<readonly ShopChoice[]>(props.shops ?? SHOPS);
  return (
    <Options>
      <ShopsSection
        shops={shops}
        cheapestFirst={false}
        onShopsChange={(next) => {
          setShops(next);
          return saved.onShopsChange(next);
        }}
        onCheapestFirstChange={saved.onCheapestFirstChange}
      />
      <SearchesSection
        styleWords={true}
        translate={true}
        onStyleWordsChange={saved.onStyleWordsChange}
        onTranslateChange={saved.onTranslateChange}
      />
      <OverlaySection
        overlay={true}
        shortcut={props.shortcut ?? 'Alt+Shift+M'}
        onOverlayChange={saved.onOverlayChange}
        onChangeShortcut={props.hasShortcutSettings === false ? null : onChangeShortcut}
      />
      <ReadingSection readPinDetails={true} onReadPinDetailsChange={saved.onReadPinDetailsChange} />
      <AnalysisSection
        automatic={true}
        backend="auto"
        backendInUse="wasm"
        onAutomaticChange={saved.onAutomaticChange}
        onBackendChange={saved.onBackendChange}
      />
      <ModelsSection models={MODELS} />
    </Options>
  );
}

function switchOf(root: Element, words: string): HTMLInputElement {
  const label = [...root.querySelectorAll('.switch')].find(({ textContent }) =>
    textContent.includes(words),
  );
  const box = label?.querySelector('input');
  if (!box) throw new Error(`no switch "${words}"`);
  return box;
}

async function type(root: Element, name: string, text: string): Promise<void> {
  const field = root.querySelector<HTMLInputElement>(`.custom-shop [name="${name}"]`);
  if (!field) throw new Error(`no field "${name}"`);
  await act(async () => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function submit(root: Element): Promise<void> {
  await act(async () => {
    root.querySelector('.custom-shop')?.dispatchEvent(new Event('submit', { cancelable: true }));
  });
}

async function choose(control: Element | null, value: string): Promise<void> {
  if (!(control instanceof HTMLSelectElement)) throw new Error('no select');
  await act(async () => {
    control.value = value;
    control.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

describe('Options', () => {
  it('moves a shop, says where it went, and keeps the focus on its row', async () => {
    const view = await rendered(<Page />);
    await view.click(view.control('Move Etsy up'));
    expect(saved.onShopsChange.mock.lastCall?.[0].map(({ id }) => id)).toEqual(['etsy', 'amazon']);
    expect(view.spoken()).toContain('Etsy is now number 1 of 2');
    // Up is of no use at the top any more.
    expect(document.activeElement).toBe(view.control('Move Etsy down'));
  });

  it('turns the ends of the list off', async () => {
    const { control } = await rendered(<Page />);
    expect(control('Move Amazon up').hasAttribute('disabled')).toBe(true);
    expect(control('Move Etsy down').hasAttribute('disabled')).toBe(true);
  });

  it('keeps a marketplace at once and says so', async () => {
    const view = await rendered(<Page />);
    await choose(view.control('Marketplace of Amazon'), 'de');
    expect(saved.onShopsChange.mock.lastCall?.[0][0]?.marketplace).toBe('de');
    expect(view.spoken()).toContain('Saved');
  });

  it('asks for no marketplace where there is one only', async () => {
    const { hasControl } = await rendered(<Page />);
    expect(hasControl('Marketplace of Etsy')).toBe(false);
  });

  it('turns a shop off', async () => {
    const view = await rendered(<Page />);
    const box = view.root.querySelector<HTMLInputElement>('.shop-settings input');
    if (!box) throw new Error('no checkbox');
    await act(async () => box.click());
    expect(saved.onShopsChange.mock.lastCall?.[0][0]?.enabled).toBe(false);
  });

  it('says when a change was not kept', async () => {
    saved.onOverlayChange.mockRejectedValueOnce(new Error('full'));
    const view = await rendered(<Page />);
    await act(async () => switchOf(view.root, 'Show the finds').click());
    expect(view.spoken()).toContain('would not save');
  });

  it('says when a change stays on this device', async () => {
    saved.onOverlayChange.mockResolvedValueOnce('on-this-device');
    const view = await rendered(<Page />);
    await act(async () => switchOf(view.root, 'Show the finds').click());
    expect(view.spoken()).toContain('Saved on this device only');
  });

  it('names each section by its heading', async () => {
    const { root } = await rendered(<Page />);
    const sections = [...root.querySelectorAll('section')];
    expect(sections.length).toBeGreaterThan(4);
    for (const section of sections) {
      const name = document.getElementById(section.getAttribute('aria-labelledby') ?? '');
      expect(name?.textContent).toBe(section.querySelector('h2')?.textContent);
    }
  });

  it('lets the user decide when pins are looked at', async () => {
    const { root } = await rendered(<Page />);
    const box = switchOf(root, 'Look at each pin as soon as it opens');
    const hint = document.getElementById(box.getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toContain('“Look”');
    await act(async () => box.click());
    expect(saved.onAutomaticChange).toHaveBeenCalledWith(false);
  });

  it('chooses a backend and shows the one in use', async () => {
    const view = await rendered(<Page />);
    expect(view.root.textContent).toContain('In use now: Processor (WebAssembly)');
    await choose(view.root.querySelector('.backend'), 'webgl');
    expect(saved.onBackendChange).toHaveBeenCalledWith('webgl');
  });

  it('lists the models with versions and licences, and why one is missing', async () => {
    const { root } = await rendered(<Page />);
    expect(root.textContent).toContain('Version 2.2.3 · Apache-2.0');
    expect(root.textContent).toContain('Missing: it could not be fetched.');
  });
});

describe('Options for reading the pin', () => {
  it('keep whether Pinterest may be asked', async () => {
    const { root } = await rendered(<Page />);
    await act(async () => switchOf(root, 'Ask Pinterest for the words').click());
    expect(saved.onReadPinDetailsChange).toHaveBeenCalledWith(false);
  });
});

describe('Options for the keys', () => {
  const keysIn = (root: Element) =>
    [...root.querySelectorAll('kbd')].map(({ textContent }) => textContent);

  it('show them, and lead to where they are changed', async () => {
    const { root, click, control } = await rendered(<Page />);
    expect(keysIn(root)).toEqual(['Alt', 'Shift', 'M']);
    await click(control('Change the keys that show and hide the finds'));
    expect(onChangeShortcut).toHaveBeenCalledOnce();
  });

  it('say that there are none, and where to find them where no button can lead there', async () => {
    const view = await rendered(<Page shortcut="" hasShortcutSettings={false} />);
    expect(view.root.textContent).toContain('show and hide them: none yet');
    expect(view.root.textContent).toContain('Manage extension shortcuts');
    expect(view.hasControl(/^Change the keys/)).toBe(false);
  });

  it('show the keys of a Mac as they are', async () => {
    const { root } = await rendered(<Page shortcut="⌥⇧M" />);
    expect(keysIn(root)).toEqual(['⌥⇧M']);
  });
});

describe('Options for how shops are searched', () => {
  it('keep whether style is searched for', async () => {
    const { root } = await rendered(<Page />);
    await act(async () => switchOf(root, 'words for the style').click());
    expect(saved.onStyleWordsChange).toHaveBeenCalledWith(false);
  });

  it('keep language and order', async () => {
    const { root } = await rendered(<Page />);
    await act(async () => switchOf(root, 'language of the shop').click());
    expect(saved.onTranslateChange).toHaveBeenCalledWith(false);
    await act(async () => switchOf(root, 'Cheapest first').click());
    expect(saved.onCheapestFirstChange).toHaveBeenCalledWith(true);
  });

  it('say which words were kept for a shop, and forget them', async () => {
    const view = await rendered(<Page />);
    expect(view.root.textContent).toContain('Searched without style, as you kept it.');
    await view.click(view.control('Forget the words kept for Etsy'));
    expect(saved.onShopsChange.mock.lastCall?.[0][1]?.words).toEqual({});
    expect(view.root.textContent).not.toContain('as you kept it');
  });
});

describe('A shop of the user’s own', () => {
  const ADDRESS = 'https://shop.example/?q={query}';
  const lastShop = () => saved.onShopsChange.mock.lastCall?.[0].at(-1);

  it('is added at the end, turned on, and the focus goes back', async () => {
    const view = await rendered(<Page />);
    await view.click(view.control('Add a shop'));
    expect(document.activeElement?.getAttribute('name')).toBe('name');
    await type(view.root, 'name', ' Mine ');
    await type(view.root, 'url', ADDRESS);
    await choose(view.root.querySelector('.custom-shop select'), 'de');
    await submit(view.root);
    expect(lastShop()).toMatchObject({
      name: 'Mine',
      enabled: true,
      custom: { name: 'Mine', url: ADDRESS, language: 'de' },
    });
    expect(lastShop()?.custom?.id).toBe(lastShop()?.id);
    expect(view.root.querySelector('.custom-shop')).toBeNull();
    expect(view.spoken()).toContain('Mine is added');
    expect(document.activeElement).toBe(view.control('Add a shop'));
  });

  it('is not added with faults, which stand beside their fields', async () => {
    const view = await rendered(<Page />);
    await view.click(view.control('Add a shop'));
    await type(view.root, 'name', 'Mine');
    await type(view.root, 'url', 'http://shop.example/');
    await submit(view.root);
    expect(saved.onShopsChange).not.toHaveBeenCalled();
    const url = view.root.querySelector('.custom-shop [name="url"]');
    expect(document.activeElement).toBe(url);
    expect(url?.getAttribute('aria-invalid')).toBe('true');
    const hint = document.getElementById(url?.getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toContain('begin with https://');
    expect(view.root.querySelector('[name="name"]')?.getAttribute('aria-invalid')).toBe('false');
  });

  it('is changed in place and removed', async () => {
    const view = await rendered(<Page />);
    await view.click(view.control('Add a shop'));
    await type(view.root, 'name', 'Mine');
    await type(view.root, 'url', ADDRESS);
    await submit(view.root);
    const id = lastShop()?.id;
    await view.click(view.control('Edit Mine'));
    await type(view.root, 'name', 'Yours');
    await submit(view.root);
    expect(lastShop()).toMatchObject({ id, name: 'Yours', custom: { id, name: 'Yours' } });
    expect(document.activeElement).toBe(view.control('Edit Yours'));
    await view.click(view.control('Remove Yours'));
    expect(saved.onShopsChange.mock.lastCall?.[0]).toHaveLength(2);
    expect(document.activeElement).toBe(view.control('Add a shop'));
  });

  it('is none where the form is cancelled, and there are ten at most', async () => {
    const own = Array.from({ length: 10 }, (_, index): ShopChoice => {
      const custom = {
        id: `custom-${index}`,
        name: `Own ${index}`,
        url: ADDRESS,
        language: 'en' as const,
      };
      return {
        ...custom,
        enabled: true,
        words: {},
        marketplace: 'automatic',
        marketplaces: [],
        custom,
      };
    });
    const view = await rendered(<Page />);
    await view.click(view.control('Add a shop'));
    await view.click(view.control('Cancel'));
    expect(saved.onShopsChange).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(view.control('Add a shop'));
    const full = await rendered(<Page shops={own} />);
    expect(full.hasControl('Add a shop')).toBe(false);
    expect(full.root.textContent).toContain('all the shops of your own that fit: 10');
  });
});
