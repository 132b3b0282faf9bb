// @vitest-environment jsdom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Options, type OptionsProps } from '../../../components/options/Options.tsx';
import type { ShopSetting } from '../../../components/options/ShopSettings.tsx';
import type { ModelStatus } from '../../../lib/platform/models.ts';
import { rendered } from './rendered.ts';

const SHOPS: ShopSetting[] = [
  {
    id: 'amazon',
    name: 'Amazon',
    enabled: true,
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
    marketplace: 'all',
    marketplaces: [{ id: 'all', name: 'Etsy' }],
  },
];

const MODELS: ModelStatus[] = [
  { id: 'coco-ssd', purpose: 'Finds.', present: true, version: '2.2.3', license: 'Apache-2.0' },
  { id: 'mobilenet', purpose: 'Names.', present: false, reason: 'it could not be fetched.' },
];

const saved = {
  onShopsChange: vi.fn(async (_shops: readonly ShopSetting[]) => undefined),
  onOverlayChange: vi.fn(async (_overlay: boolean) => undefined),
  onBackendChange: vi.fn(async (_backend: string) => undefined),
};
afterEach(() => vi.clearAllMocks());

/** The options over a store that keeps the order, as the page has. */
function Page(props: Partial<OptionsProps>) {
  const [shops, setShops] = useState<readonly ShopSetting[]>(SHOPS);
  return (
    <Options
      shops={shops}
      overlay={true}
      backend="auto"
      backendInUse="wasm"
      models={MODELS}
      {...saved}
      onShopsChange={async (next) => {
        setShops(next);
        await saved.onShopsChange(next);
      }}
      {...props}
    />
  );
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
    const onOverlayChange = () => Promise.reject(new Error('quota'));
    const view = await rendered(<Page onOverlayChange={onOverlayChange} />);
    const box = view.root.querySelector<HTMLInputElement>('section > .switch input');
    await act(async () => box?.click());
    expect(view.spoken()).toContain('would not save');
  });

  it('chooses a backend and shows the one in use', async () => {
    const view = await rendered(<Page />);
    expect(view.root.textContent).toContain('In use now: Processor (WebAssembly)');
    await choose(view.root.querySelector('#backend'), 'webgl');
    expect(saved.onBackendChange).toHaveBeenCalledWith('webgl');
  });

  it('lists the models with versions and licences, and why one is missing', async () => {
    const { root } = await rendered(<Page />);
    expect(root.textContent).toContain('Version 2.2.3 · Apache-2.0');
    expect(root.textContent).toContain('Missing: it could not be fetched.');
  });
});
