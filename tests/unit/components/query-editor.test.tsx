// @vitest-environment jsdom
import { createRef } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OfferLink } from '../../../components/OfferLink.tsx';
import { QueryEditor } from '../../../components/QueryEditor.tsx';
import { ShopLinks } from '../../../components/ShopLinks.tsx';
import { useFindQuery } from '../../../components/use-find-query.ts';
import type { Find } from '../../../lib/find.ts';
import { factsOf } from '../../../lib/query/noun-facts.ts';
import type { ReadyShop } from '../../../lib/shops/shops.ts';
import type { Term } from '../../../lib/text/term.ts';
import { object, SHOPS } from './fixtures.ts';
import { rendered } from './rendered.ts';

const term = (role: Term['role'], value: string): Term => ({
  role,
  value,
  field: 'title',
  quote: value,
});
const ARMCHAIR = object('armchair', 0, 0);
const FIND: Find = {
  noun: 'armchair',
  object: {
    ...ARMCHAIR,
    colors: [...ARMCHAIR.colors, { hex: '#1f3a5f', name: 'navy', family: 'blue', share: 0.2 }],
  },
  terms: [term('material', 'velvet'), term('style', 'boho')],
};
const events = {
  onSubmit: vi.fn(),
  onKeepWords: vi.fn(),
  onSearchAll: vi.fn(async (_urls: string[]) => undefined),
};
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

function Search({ find = FIND, shops = SHOPS }: { find?: Find; shops?: readonly ReadyShop[] }) {
  const query = useFindQuery(find, factsOf(find.noun), shops, null);
  return (
    <div class="magpie">
      <QueryEditor query={query} onSubmit={events.onSubmit} onKeepWords={events.onKeepWords} />
      <ShopLinks searches={query.searches} about={query.text} onSearchAll={events.onSearchAll} />
    </div>
  );
}
async function open(props: { find?: Find; shops?: readonly ReadyShop[] } = {}) {
  const view = await rendered(<Search {...props} />);
  const field = () => {
    const input = view.root.querySelector('input');
    if (!input) throw new Error('no field');
    return input;
  };
  return {
    ...view,
    field,
    searched: () => {
      const href = view.root.querySelector('.shops a')?.getAttribute('href') ?? '';
      return new URL(href).searchParams.get('q');
    },
    type: (text: string) =>
      act(async () => {
        field().value = text;
        field().dispatchEvent(new Event('input', { bubbles: true }));
      }),
    choose: (name: string, value: string) =>
      act(async () => {
        const select = view.control(name);
        if (!(select instanceof HTMLSelectElement)) throw new Error('no select');
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }),
  };
}

describe('the chips of a search', () => {
  it('say which words are in it, and switch them', async () => {
    const view = await open();
    expect(view.field().value).toBe('mustard yellow velvet armchair');
    const velvet = view.control('Material: velvet');
    expect(velvet.title).toBe("Leave this word out. Velvet: from this pin's title");
    expect(view.control('Colour: mustard').title).toBe('Leave this word out');
    expect(velvet.getAttribute('aria-pressed')).toBe('true');
    expect(view.control('Style: boho').getAttribute('aria-pressed')).toBe('false');
    await view.click(velvet);
    expect(view.field().value).toBe('mustard yellow armchair');
    expect(view.searched()).toBe('mustard yellow armchair');
    expect(view.control('Material: velvet').getAttribute('aria-pressed')).toBe('false');
    await view.click(view.control('Style: boho'));
    expect(view.searched()).toBe('boho mustard yellow armchair');
  });

  it('take another colour and another noun', async () => {
    const view = await open();
    await view.choose('Colour, other words', 'navy');
    expect(view.searched()).toBe('navy blue velvet armchair');
    await view.choose('Thing, other words', 'chair');
    expect(view.searched()).toBe('navy blue velvet chair');
  });

  it('give way to what is typed, come back on a click, and reset', async () => {
    const view = await open();
    await view.type('  comfy "reading" chair ');
    expect(view.searched()).toBe('comfy "reading" chair');
    expect(view.control('Colour: mustard').getAttribute('aria-pressed')).toBe('false');
    await view.click(view.control('Reset'));
    expect(view.field().value).toBe('mustard yellow velvet armchair');
    await view.type('');
    expect(view.searched()).toBe('armchair');
    await view.click(view.control('Style: boho'));
    expect(view.field().value).toBe('boho mustard yellow velvet armchair');
  });

  it('go along the ladder and keep the focus at its end', async () => {
    const view = await open();
    const texts: string[] = [];
    for (let n = 0; n < 6; n++) {
      await view.click(view.control('Broader'));
      texts.push(view.field().value);
    }
    expect(texts).toEqual([
      'mustard yellow armchair',
      'yellow armchair',
      'armchair',
      'chair',
      'chair',
      'chair',
    ]);
    expect(document.activeElement).toBe(view.control('Broader'));
    expect(view.control('Broader').getAttribute('aria-disabled')).toBe('true');
    await view.click(view.control('Narrower'));
    expect(view.field().value).toBe('armchair');
  });

  it('are there for a find without words or box', async () => {
    const view = await open({ find: { noun: 'pendant light', object: null, terms: [] } });
    expect(view.searched()).toBe('pendant light');
    expect(view.hasControl(/^Colour/)).toBe(false);
  });

  it('can be kept for the shop that is shown', async () => {
    vi.useFakeTimers();
    const view = await open();
    expect(view.hasControl(/^Keep/)).toBe(false);
    await view.click(view.control('Material: velvet'));
    await view.click(view.control('Keep for Etsy'));
    expect(events.onKeepWords).toHaveBeenCalledWith('etsy', { material: false });
    const [etsy, ...others] = SHOPS;
    if (!etsy) throw new Error('no shop');
    const kept = { ...etsy, switches: { ...etsy.switches, material: false } };
    await view.update(<Search shops={[kept, ...others]} />);
    expect(view.control('Kept for Etsy').getAttribute('aria-disabled')).toBe('true');
    await act(async () => {
      await vi.runAllTimersAsync();
    });
    expect(view.hasControl(/^Kept/)).toBe(false);
  });

  it('show markup as the words it is', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    const view = await open({ find: { ...FIND, terms: [term('material', markup)] } });
    expect(view.root.querySelector('img')).toBeNull();
    expect(view.control(`Material: ${markup}`).textContent).toBe(markup);
  });
});

describe('searching all shops', () => {
  it('opens what the links would, eight at most, and says so', async () => {
    const view = await open();
    await view.click(view.control(/^Search all: 5 tabs/));
    const [urls = []] = events.onSearchAll.mock.lastCall ?? [];
    expect(urls).toHaveLength(5);
    expect(urls[0]).toBe('https://etsy.example/?q=mustard%20yellow%20velvet%20armchair');
    expect(view.spoken()).toContain('Opened 5 tabs');

    const many = Array.from({ length: 11 }, (_, n) => ({ ...SHOPS[0], id: `s${n}` }) as ReadyShop);
    const full = await open({ shops: many });
    await full.click(full.control(/^Search 8 shops: 8 tabs/));
    expect(events.onSearchAll.mock.lastCall?.[0]).toHaveLength(8);
  });

  it('says when the browser opened none', async () => {
    events.onSearchAll.mockRejectedValueOnce(new Error('no'));
    const view = await open();
    await view.click(view.control(/^Search all: 5 tabs/));
    expect(view.spoken()).toContain('would not open');
  });

  it('go from the field to the first shop that takes words', async () => {
    const lens: ReadyShop = {
      ...(SHOPS[0] as ReadyShop),
      id: 'lens',
      by: 'picture',
      href: () => 'https://lens.example/',
    };
    const first = createRef<HTMLAnchorElement>();
    const searches = [
      { shop: 'lens', name: 'Lens', text: null, href: 'https://lens.example/' },
      { shop: 'etsy', name: 'Etsy', text: 'vase', href: 'https://etsy.example/?q=vase' },
    ];
    await rendered(
      <ShopLinks
        searches={searches}
        about="vase"
        onSearchAll={events.onSearchAll}
        firstRef={first}
      />,
    );
    expect(first.current?.textContent).toBe('Etsy');
    const view = await open({ shops: [lens, ...SHOPS] });
    expect(view.field().value).toBe('mustard yellow velvet armchair');
  });

  it('is nothing for one shop', async () => {
    const view = await open({ shops: SHOPS.slice(0, 1) });
    expect(view.hasControl(/^Search \w+:/)).toBe(false);
  });
});

describe('the pin’s own link', () => {
  const OFFER = { href: 'https://www.shop.example/x', site: 'shop.example', price: '€9.00' };

  it('names site and price, and opens a tab that learns nothing', async () => {
    const { root } = await rendered(<OfferLink offer={{ ...OFFER, kind: 'product' }} />);
    const link = root.querySelector('a');
    expect(link?.textContent).toBe('Buy it at shop.example€9.00');
    expect(link?.rel.split(' ')).toEqual(expect.arrayContaining(['noopener', 'noreferrer']));
    expect(link?.target).toBe('_blank');
  });

  it.each([
    ['sold-out', 'Sold out at shop.example'],
    ['page', 'Where the pin leads: shop.example'],
  ] as const)('of the kind %s says "%s"', async (kind, words) => {
    const { root } = await rendered(<OfferLink offer={{ ...OFFER, price: null, kind }} />);
    expect(root.textContent).toBe(words);
  });
});
