import { beforeAll, expect, inject, it } from 'vitest';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import type { Tab } from './tab.ts';
import { eventually } from './tab.ts';
import { analysisEnd } from './views.ts';
import { separateVisits } from './visits.ts';

const photos = inject('photos');

interface StoredFind {
  noun: string;
  object: object | null;
  terms: { role: string; value: string; field: string; quote: string }[];
}

/** What the background keeps of the pin with this title, once its analysis and `word` are there. */
function storedFinds(popup: Tab, title: string, word: string): Promise<StoredFind[]> {
  return eventually(async () => {
    const json = await popup.evaluate(async (wanted) => {
      const api = globalThis as unknown as {
        browser?: { storage: { session: { get(): Promise<object> } } };
        chrome: { storage: { session: { get(): Promise<object> } } };
      };
      const kept = await (api.browser ?? api.chrome).storage.session.get();
      const states = Object.values(kept) as {
        pin?: { title: string };
        run?: { status: string };
        finds?: StoredFind[];
      }[];
      const state = states.find(({ pin }) => pin?.title === wanted);
      // As text: WebDriver BiDi hands an object that stands in several places over only once.
      return state?.run?.status === 'done' ? JSON.stringify(state.finds ?? []) : '[]';
    }, title);
    const finds = JSON.parse(json) as StoredFind[];
    return finds.some(({ terms }) => terms.some(({ value }) => value === word)) ? finds : null;
  }, `finds with "${word}" for "${title}"`);
}

inEveryBrowser("a pin's words", (the) => {
  const visits = separateVisits(the);
  let pins: { english: Awaited<ReturnType<typeof addPhotoPin>>; german: typeof pins.english };

  beforeAll(async () => {
    const english = await addPhotoPin(the.standIn, {
      id: '310000000000000001',
      file: photos['home-decor-3'],
      title: 'Cozy corner <b>inspo</b>',
      altText: 'a living room with a velvet wingback chair and a crystal chandelier',
      interests: ['Japandi living room'],
    });
    const german = await addPhotoPin(the.standIn, {
      id: '310000000000000002',
      file: photos['home-decor-3'],
      imageName: 'sessel',
      title: 'Skandinavischer Ohrensessel aus Samt',
      era: 'dom-2026',
    });
    pins = { english, german };
  });

  it('refine what was seen, say how it is, and name what was not seen', async () => {
    const popup = await visits.openPopup(await visits.open(pinUrlOf(pins.english)));
    expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
    const finds = await storedFinds(popup, 'Cozy corner <b>inspo</b>', 'japandi');
    const chair = finds.find(({ noun }) => noun === 'wingback chair');
    expect(chair?.object).not.toBeNull();
    expect(chair?.terms).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ role: 'material', value: 'velvet', field: 'altText' }),
        expect.objectContaining({ role: 'style', value: 'japandi', field: 'interests' }),
      ]),
    );
    const chandelier = finds.find(({ noun }) => noun === 'chandelier');
    expect(chandelier?.object).toBeNull();
    expect(chandelier?.terms.map(({ value }) => value)).toContain('crystal');
    expect(chandelier?.terms.map(({ value }) => value)).not.toContain('velvet');
  });

  it('are read in German as well, from a page that has them in its markup only', async () => {
    const popup = await visits.openPopup(await visits.open(pinUrlOf(pins.german)));
    const finds = await storedFinds(popup, pins.german.title, 'scandinavian');
    const chair = finds.find(({ noun }) => noun === 'wingback chair');
    expect(chair?.terms.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['scandinavian', 'velvet', 'wingback chair']),
    );
  });
});
