import { isDeepStrictEqual } from 'node:util';
import { beforeAll, expect, inject, it } from 'vitest';
import { imagePathOf, pinPage, type StandInPage } from '../fixtures/pinterest-page.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { fetchedUrls } from './requests.ts';
import { imageUrlOf } from './stand-in.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';
import { separateVisits } from './visits.ts';

const HOST = 'magpie-overlay';
const IMAGE = '.picture img';
const MARK = `${HOST} >>> .mark[data-status="done"]`;

const MARKUP = `<img src="https://evil.example/x" onerror="window.pwned=1"><script>window.pwned=1</script>"'><b>&lt;`;

inEveryBrowser('a hostile page', (the) => {
  const visits = separateVisits(the);
  const photos = inject('photos');
  let pin: StandInPage;
  let sofa: StandInPage;
  let count = 0;

  /** Serves the pin with markup of the page's own before its closing tag. */
  const serve = (markup: string, page: StandInPage = pin): string => {
    count++;
    const id = `35000000000000010${count}`;
    const html = pinPage({ ...page, id }).replace('</body>', `${markup}</body>`);
    the.standIn.addPage(`/pin/${id}/`, html);
    return `https://www.pinterest.com/pin/${id}/`;
  };

  /** Waits for the pin's own result, as a page that does no harm would have it. */
  const expectTheArmchair = async (popup: Tab) => {
    expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
    await popup.find('.find h2', { text: 'Armchair' });
  };

  const hostsAsked = () => new Set(the.standIn.requests.map(({ host }) => host));

  beforeAll(async () => {
    sofa = await addPhotoPin(the.standIn, {
      id: '350000000000000001',
      file: photos['product-11'],
      title: 'A sofa',
    });
    pin = await addPhotoPin(the.standIn, {
      id: '350000000000000002',
      file: photos['home-decor-3'],
      title: 'A corner to read in',
      related: [sofa],
    });
  });

  it('cannot put markup into our views with its words', async () => {
    const bad = { ...pin, title: MARKUP, description: MARKUP, altText: MARKUP, board: MARKUP };
    const tab = await visits.open(serve('', bad));
    const popup = await visits.openPopup(tab);
    await expectTheArmchair(popup);
    // Entities in Pinterest's data are read as the signs they stand for, and shown as such.
    expect(await popup.text('h1')).toBe(MARKUP.replace('&lt;', '<'));
    await tab.click(`${HOST} >>> .hotspot`);
    await tab.find(`${HOST} >>> .card`);
    for (const view of [tab, popup]) {
      expect(await view.evaluate(() => 'pwned' in window, null)).toBe(false);
      expect(await view.count('[src*="evil.example"]')).toBe(0);
    }
    expect(hostsAsked()).not.toContain('evil.example');
  });

  it('cannot speak for us in messages and events', async () => {
    const tab = await visits.open(serve(''));
    const popup = await visits.openPopup(tab);
    await expectTheArmchair(popup);
    const extensionId = await popup.evaluate(
      () => (globalThis as unknown as { chrome: { runtime: { id: string } } }).chrome.runtime.id,
      null,
    );
    await tab.evaluate((id) => {
      const run = { status: 'failed', failure: { code: 'cancelled' }, analysis: null };
      const forged = [
        { type: 'analysis:update', data: { orderId: '', run } },
        { type: 'page:state', data: { page: 'no-pin' } },
        { type: 'page:retry' },
        { type: 'page:look' },
        { type: 'private-data:clear', data: 'analyses' },
        { type: 'engine:cancel-all' },
        { type: `${id}:pinterest:wxt:locationchange` },
      ];
      for (const message of forged) {
        window.postMessage({ id: 1, timestamp: Date.now(), ...message }, '*');
        for (const target of [window, document]) {
          target.dispatchEvent(new CustomEvent(message.type, { detail: message }));
          target.dispatchEvent(
            Object.assign(new Event(message.type), { newUrl: 'https://www.pinterest.com/' }),
          );
        }
      }
      document.querySelector('magpie-overlay')?.dispatchEvent(new CustomEvent('click'));
    }, extensionId);
    await tab.front();
    await tab.find(MARK);
    await expectTheArmchair(popup);
    await tab.click(`a[href="/pin/${sofa.id}/"]`);
    await popup.find('h1', { text: sofa.title });
    expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
    await popup.find('.find h2', { text: 'Sofa' });
  });

  it('cannot stand between us and the browser', async () => {
    const tab = await visits.open(
      serve(`<script>
        window.heard = [];
        const listen = (name) => new Proxy(function () {}, {
          get: (_, key) => { window.heard.push(name + '.' + String(key)); return listen(name); },
          apply: () => { window.heard.push(name + '()'); return listen(name); },
        });
        window.chrome = listen('chrome');
        window.browser = listen('browser');
        window.fetch = listen('fetch');
        window.indexedDB = listen('indexedDB');
      </script>`),
    );
    await expectTheArmchair(await visits.openPopup(tab));
    await tab.front();
    await tab.find(MARK);
    const heard = await tab.evaluate(() => (window as unknown as { heard: string[] }).heard, null);
    expect(heard).toEqual([]);
  });

  it('is not believed when it names another pin, or pictures that are not Pinterest’s', async () => {
    const other = { ...sofa, title: 'Not this one', imagePath: imagePathOf('planted') };
    const state = pinPage({ ...other, era: 'redux' });
    const planted = (id: string) =>
      JSON.stringify({
        initialReduxState: {
          pins: {
            [id]: {
              id,
              images: {
                '736x': {
                  url: 'https://evil.example/736x/aa/bb/cc/0123456789abcdef0123456789abcdef.jpg',
                },
                '564x': {
                  url: 'https://i.pinimg.com.evil.example/564x/aa/bb/cc/0123456789abcdef0123456789abcdef.jpg',
                },
                '474x': {
                  url: 'https://i.pinimg.com@evil.example/474x/aa/bb/cc/0123456789abcdef0123456789abcdef.jpg',
                },
                '236x': {
                  url: 'http://i.pinimg.com/236x/aa/bb/cc/0123456789abcdef0123456789abcdef.jpg',
                },
                orig: { url: 'data:image/png;base64,AAAA' },
              },
            },
          },
        },
      });
    const props = /<script id="__PWS_INITIAL_PROPS__".*?<\/script>/s.exec(state)?.[0] ?? '';
    expect(props).toContain(other.title);
    const url = serve(
      `${props}<script id="__PWS_DATA__" type="application/json">${planted(`35000000000000010${count + 1}`)}</script>
      <link rel="canonical" href="${pinUrlOf(other)}"><meta property="og:title" content="Not this one">
      <meta property="og:image" content="${imageUrlOf(other)}">`,
      { ...pin, era: 'dom-2026' },
    );
    const tab = await visits.open(url);
    const popup = await visits.openPopup(tab);
    await expectTheArmchair(popup);
    expect(await popup.text('h1')).toBe(pin.title);
    expect(fetchedUrls(the.standIn).filter((fetched) => fetched !== imageUrlOf(pin))).toEqual([]);
    expect([...hostsAsked()].filter((host) => host.includes('evil'))).toEqual([]);
  });

  it('cannot have us fetch a picture from elsewhere, not even when a person picks it', async () => {
    const tab = await visits.open(
      serve('<img id="bait" src="https://evil.example/bait.jpg" width="300" height="200" alt="">'),
    );
    const popup = await visits.openPopup(tab);
    await expectTheArmchair(popup);
    const ofThePage = the.standIn.requests.filter(({ host }) => host === 'evil.example').length;
    await the.driver.pickImage({ tab, selector: '#bait' });
    await popup.find('.notice h2', { text: 'Pinterest hosts' });
    await popup.front();
    expect(the.standIn.requests.filter(({ host }) => host === 'evil.example')).toHaveLength(
      ofThePage,
    );
  });

  it('may tear our overlay out or bury it, and the popup still works', async () => {
    const tab = await visits.open(
      serve(`<div style="position:fixed;inset:0;z-index:2147483647;background:#fff"></div><script>
        window.torn = 0;
        new MutationObserver(() => {
          for (const host of document.querySelectorAll('magpie-overlay')) { host.remove(); window.torn++; }
        }).observe(document, { childList: true, subtree: true });
      </script>`),
    );
    const popup = await visits.openPopup(tab);
    await expectTheArmchair(popup);
    await eventually(
      () => tab.evaluate(() => (window as unknown as { torn: number }).torn > 0, null),
      'the page to tear the overlay out',
    );
    await tab.evaluate((id) => {
      document.querySelector<HTMLElement>(`a[href="/pin/${id}/"]`)?.click();
    }, sofa.id);
    await popup.find('h1', { text: sofa.title });
    expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
  });

  it('cannot restyle us', async () => {
    const tab = await visits.open(serve(''));
    await tab.find(MARK);
    const markOnImage = async () => {
      const image = await tab.rect(IMAGE);
      const { x, y, width, height } = await tab.rect(MARK);
      return { x: Math.round(x - image.x), y: Math.round(y - image.y), width, height };
    };
    const before = await markOnImage();
    await tab.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = `
        *, *::before, *::after { color: red !important; font: italic 40px serif !important;
          letter-spacing: 9px !important; text-transform: uppercase !important; cursor: wait !important }
        magpie-overlay, magpie-overlay * { display: none !important; visibility: hidden !important;
          opacity: 0 !important; transform: scale(0) !important; position: absolute !important;
          pointer-events: none !important; clip-path: inset(50%) !important; filter: blur(9px) !important }`;
      document.head.append(style);
    }, null);
    // The page's larger letters may give it a scroll bar, which moves its image.
    await eventually(
      async () => isDeepStrictEqual(await markOnImage(), before),
      'the mark to sit where it sat on the image',
    );
    await tab.click(`${HOST} >>> .hotspot`);
    await tab.find(`${HOST} >>> .card`);
  });
});
