// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPictures } from '../../../../lib/overlay/find-pictures.ts';
import { add, layOut } from './page.ts';

let page: ReturnType<typeof layOut>;
let host: Element;

beforeEach(() => {
  page = layOut({ width: 1000, height: 800 });
  host = add('<magpie-ranking></magpie-ranking>');
  page.put(host, 0, 0, 0, 0);
  vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockReturnValue(true);
  vi.spyOn(HTMLImageElement.prototype, 'naturalWidth', 'get').mockReturnValue(600);
  vi.spyOn(HTMLImageElement.prototype, 'naturalHeight', 'get').mockReturnValue(600);
  // Of jsdom's own making; a hidden element says so in its style here.
  Element.prototype.checkVisibility = function (this: HTMLElement) {
    return this.style.opacity !== '0';
  };
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

type Place = [x: number, y: number, width: number, height: number];

function put(markup: string, ...place: Place): HTMLElement {
  const element = add(markup);
  page.put(element, ...place);
  return element;
}
const names = () => findPictures(document, host).map(({ name }) => name);

describe('findPictures', () => {
  it('finds those that are large enough and in view, from the top', () => {
    put('<img alt="second" src="a.jpg">', 20, 300, 200, 200);
    put('<img alt="first" src="b.jpg">', 20, 20, 200, 200);
    put('<img alt="beside" src="c.jpg">', 300, 300, 100, 200);
    put('<img alt="icon" src="d.jpg">', 600, 20, 48, 48);
    put('<img alt="below" src="e.jpg">', 20, 900, 200, 200);
    put('<img alt="half below" src="f.jpg">', 600, 700, 200, 200);
    put('<img alt="banner" src="g.jpg">', 20, 560, 900, 110);
    expect(names()).toEqual(['first', 'second', 'beside']);
  });

  it('leaves out people, placeholders and what is hidden', () => {
    put('<img alt="round" src="a.jpg" style="border-top-left-radius: 50%">', 20, 20, 120, 120);
    put('<img alt="hidden" src="b.jpg" style="opacity: 0">', 200, 20, 120, 120);
    put('<img alt="shown" src="c.jpg">', 400, 20, 120, 120);
    expect(names()).toEqual(['shown']);
    vi.spyOn(HTMLImageElement.prototype, 'naturalWidth', 'get').mockReturnValue(1);
    expect(names()).toEqual([]);
    vi.spyOn(HTMLImageElement.prototype, 'naturalWidth', 'get').mockReturnValue(600);
    vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockReturnValue(false);
    expect(names()).toEqual([]);
  });

  it('takes of two in one place the one on top', () => {
    put('<img alt="under" src="a.jpg">', 20, 20, 200, 200);
    put('<img alt="over" src="b.jpg">', 22, 20, 200, 200);
    put('<img alt="beside" src="c.jpg">', 300, 20, 200, 200);
    expect(names()).toEqual(['over', 'beside']);
  });

  it('takes backgrounds as well, but not the page’s own, nor one behind an image', () => {
    const background = 'style="background-image: url(a.jpg)"';
    put(`<div aria-label="tile" ${background}></div>`, 20, 20, 200, 200);
    put(`<div aria-label="page" ${background}></div>`, 0, 0, 1000, 700);
    const card = put(`<div aria-label="card" ${background}></div>`, 300, 20, 300, 300);
    page.put(card.appendChild(add('<img alt="product" src="b.jpg">')), 310, 30, 200, 200);
    expect(names()).toEqual(['tile', 'product']);
  });

  it('looks into open shadow roots', () => {
    const root = put('<x-tile></x-tile>', 20, 20, 200, 200).attachShadow({ mode: 'open' });
    const image = root.appendChild(add('<img alt="inside" src="a.jpg">'));
    page.put(image, 20, 20, 200, 200);
    expect(names()).toEqual(['inside']);
  });

  it('names them by what the page says, as one plain line', () => {
    put('<img alt="  An\n oak \u202Etable " src="a.jpg">', 20, 20, 200, 200);
    const link = add('<a href="/b">The <b>link</b></a>');
    page.put(link.appendChild(add('<img src="b.jpg">')), 300, 20, 200, 200);
    put('<img src="c.jpg">', 600, 20, 200, 200);
    put(`<img alt="${'long '.repeat(100)}" src="d.jpg">`, 20, 300, 200, 200);
    const [table, linked, nameless, long] = names();
    expect(table).toBe('An oak table');
    expect(linked).toBe('The link');
    expect(nameless).toBeNull();
    expect(long?.length).toBeLessThanOrEqual(80);
  });

  it('tells another picture in the same element', () => {
    const image = put('<img src="a.jpg">', 20, 20, 200, 200);
    const source = () => findPictures(document, host)[0]?.source;
    const before = source();
    image.setAttribute('src', `data:image/png;base64,${'A'.repeat(100_000)}`);
    expect(source()).not.toBe(before);
    expect(source()?.length).toBeLessThan(1_000);
  });
});
