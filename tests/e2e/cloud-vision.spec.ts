import sharp from 'sharp';
import * as v from 'valibot';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { CLOUD_VISION_HOST, CLOUD_VISION_HOST_PATTERN } from '../../lib/cloud-vision/host.ts';
import { sentenceFor } from '../../scripts/english.ts';
import {
  API_OFF,
  BAD_KEY,
  BLOCKED_KEY,
  IMAGE_ERROR,
  NO_BILLING,
  QUOTA,
  SERVER_DOWN,
  TEST_KEY,
} from '../fixtures/cloud-vision-api.ts';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { examine } from './axe.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import type { Fault, RequestRecord } from './stand-in.ts';
import { readStorage, type Stored } from './stored.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';
import { separateVisits } from './visits.ts';

/** In the functions that run in the extension; Firefox has it as well. */
declare const chrome: typeof import('wxt/browser').browser;

const ASK = '.ask-cloud .button';
const STATUS = '.ask-cloud__status';
const CARD = 'magpie-overlay >>> .card';
const HOTSPOT = 'magpie-overlay >>> .hotspot';
const WRONG_KEY = `${TEST_KEY.slice(0, -6)}WRONG!`;

const RequestSchema = v.object({
  requests: v.tuple([
    v.object({
      image: v.object({ content: v.string() }),
      features: v.array(v.object({ type: v.string() })),
    }),
  ]),
});

inEveryBrowser(
  'Google Cloud Vision',
  (the) => {
    const visits = separateVisits(the);
    const photos = inject('photos');
    /** Everything that went over the network, and all that was stored after each test. */
    const network: RequestRecord[] = [];
    const stored: Stored[] = [];
    let room: StandInPage;
    let sofa: StandInPage;
    let shelf: StandInPage;
    let flat: StandInPage;

    beforeAll(async () => {
      const photo = (id: number, file: string) =>
        addPhotoPin(the.standIn, { id: `70000000000000000${id}`, file });
      room = await photo(1, photos['home-decor-3']);
      sofa = await photo(2, photos['product-11']);
      shelf = await photo(3, photos['home-decor-1']);
      flat = await photo(4, photos['home-decor-2']);
      await the.driver.grantWhenAsked(CLOUD_VISION_HOST_PATTERN);
    });
    afterEach(async () => {
      network.push(...the.standIn.requests);
      const page = await the.driver.openExtensionPage('manifest.json');
      stored.push(await page.evaluate(readStorage, null));
      await page.close();
    });

    const asked = () => the.standIn.requests.filter(({ host }) => host === CLOUD_VISION_HOST);
    const openOptions = async () => {
      const options = await the.driver.openExtensionPage('options.html');
      await options.find('.cloud');
      return options;
    };
    const look = async (pin: StandInPage) => {
      const tab = await visits.open(pinUrlOf(pin));
      const popup = await visits.openPopup(tab);
      expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
      return { tab, popup };
    };
    const tryKey = async (options: Tab, key: string) => {
      await options.click('.cloud [type="password"]');
      await options.type(key);
      await options.click('.cloud .button', { text: 'Check and save' });
    };

    it('is off: the popup offers nothing, and nothing is sent', async () => {
      const { popup } = await look(room);
      expect(await popup.count('.ask-cloud')).toBe(0);
      expect(asked()).toEqual([]);
      expect(await allowed(popup)).toBe(false);
    });

    if (the.name === 'firefox') {
      it('stays off when the permission is refused, and everything else works', async () => {
        const options = await openOptions();
        await options.front();
        const refused = the.driver.refuseWhenAsked?.();
        await tryKey(options, TEST_KEY);
        await refused;
        await options.find('.cloud .secret__end', { text: 'Everything else works as before.' });
        expect(asked()).toEqual([]);
        expect(await allowed(options)).toBe(false);
        expect(JSON.stringify(await options.evaluate(readStorage, null))).not.toContain(TEST_KEY);
        await options.close();
        const { popup } = await look(room);
        expect(await popup.count('.find')).toBeGreaterThan(0);
      });
    }

    it('does not take a key that Google refuses, and keeps neither it nor the permission', async () => {
      const options = await openOptions();
      await tryKey(options, WRONG_KEY);
      await options.find('.cloud .secret__end', { text: sentenceFor('cloud-key-refused') });
      expect(asked()).toHaveLength(1);
      expect(await allowed(options)).toBe(false);
      expect(JSON.stringify(await options.evaluate(readStorage, null))).not.toContain(WRONG_KEY);
      await options.close();
    });

    it('takes a key after one real request, and never shows it again', async () => {
      const options = await openOptions();
      await tryKey(options, TEST_KEY);
      await options.find('.cloud__on');
      expect(asked()).toHaveLength(1);
      expect(await options.text('.cloud__spent')).toBe('1 of 1,000 units spent this month.');
      expect(await allowed(options)).toBe(true);
      expect(await consentOf(options)).toEqual(the.name === 'firefox' ? ['websiteContent'] : null);
      expect(await options.count('.cloud [type="password"]')).toBe(0);
      expect(await options.evaluate(() => document.documentElement.outerHTML, null)).not.toContain(
        TEST_KEY,
      );
      await options.close();
    });

    it('adds what Google sees to a pin on a click, marks it, and asks once', async () => {
      const { tab, popup } = await look(room);
      const before = await findsOf(popup);
      expect(before.some(({ certainty }) => certainty.includes('Google'))).toBe(false);
      expect(await popup.text('.ask-cloud__cost')).toBe(
        'Sends this picture to Google · costs 4 units · 1 of 1,000 spent this month',
      );
      await popup.click(ASK, { text: 'Ask Cloud Vision' });
      await popup.find('.ask-cloud h2', { text: 'From Google' });

      const finds = await findsOf(popup);
      // Which chair it is takes models that a build may lack.
      const chair = finds.find(({ label }) => /^(arm)?chair$/i.test(label));
      if (!chair) throw new Error(`no chair among ${finds.map(({ label }) => label)}`);
      expect(chair.certainty).toMatch(/^(sure|likely) · Google$/);
      expect(finds.find(({ label }) => /clock/i.test(label))?.certainty).toMatch(/· Google$/);
      expect(finds.length).toBeGreaterThanOrEqual(before.length);
      expect(await popup.text('.ask-cloud dl')).toBe(
        'Best guess mustard yellow armchair Style mid-century modern Brand IKEA',
      );
      expect(await popup.count('.ask-cloud .chip')).toBeGreaterThan(0);
      expect(await popup.text('.header__status')).toMatch(/on this device and by Google$/);
      expect(await popup.text('.ask-cloud__cost')).toBe('Units: 5 of 1,000 spent this month');
      expect((await examine(popup, 'html')).violations).toEqual([]);
      // The page shows them, too.
      await tab.front();
      await eventually(
        async () => (await tab.count(HOTSPOT)) === finds.length,
        'the overlay to show what Google added',
      );
      await tab.click(HOTSPOT, { text: chair.label });
      expect(await tab.text(`${CARD} .confidence`)).toBe(chair.certainty);

      // A search has Google's word for the brand where the shopper wants it.
      const brand = { text: 'ikea' };
      expect(await tab.attribute(`${CARD} .word__switch`, 'title', brand)).toBe(
        'Add this word. IKEA: from Google Cloud Vision',
      );
      const field = `${CARD} .query input`;
      expect(await tab.value(field)).not.toMatch(/ikea/i);
      await tab.click(`${CARD} .word__switch`, brand);
      await eventually(async () => /^ikea .*chair$/.test(await tab.value(field)), 'the brand');
      await tab.find(`${CARD} .word__switch`, { text: 'mid-century modern' });

      const again = await look(room);
      await again.popup.find('.ask-cloud h2', { text: 'From Google' });
      expect(asked()).toHaveLength(1);
    });

    it('sends the picture as a JPEG of at most 1,024 pixels, without cookie, referrer or word of the pin', async () => {
      const sent = network.filter(({ host }) => host === CLOUD_VISION_HOST).at(-1);
      const [request] = v.parse(RequestSchema, JSON.parse(sent?.body ?? '')).requests;
      const { format, width, height, exif } = await sharp(
        Buffer.from(request.image.content, 'base64'),
      ).metadata();
      expect({ format, exif, small: Math.max(width, height) <= 1024 }).toEqual({
        format: 'jpeg',
        exif: undefined,
        small: true,
      });
      expect(request.features.map(({ type }) => type)).toEqual([
        'LABEL_DETECTION',
        'OBJECT_LOCALIZATION',
        'IMAGE_PROPERTIES',
        'WEB_DETECTION',
      ]);
      expect(sent?.headers.cookie).toBeUndefined();
      expect(sent?.headers.referer).toBeUndefined();
      const { origin, ...headers } = sent?.headers ?? {};
      expect(JSON.stringify([sent?.path, headers])).not.toMatch(/pinterest|pinimg/);
      // At most which extension asks, which no extension can keep to itself.
      expect(origin ?? 'moz-extension://').toMatch(/^(chrome|moz)-extension:\/\/|^null$/);
    });

    describe('keeps what the device found and says why', () => {
      it.each<[string, Parameters<typeof sentenceFor>[0], Fault, number]>([
        ['the key is refused', 'cloud-key-refused', { kind: 'answer', answer: BAD_KEY }, 1],
        ['the API is off', 'cloud-api-off', { kind: 'answer', answer: API_OFF }, 1],
        ['billing is missing', 'cloud-billing', { kind: 'answer', answer: NO_BILLING }, 1],
        ['the key is blocked', 'cloud-forbidden', { kind: 'answer', answer: BLOCKED_KEY }, 1],
        [
          'Google cannot read it',
          'cloud-image-refused',
          { kind: 'answer', answer: IMAGE_ERROR },
          1,
        ],
        ['Google is down', 'cloud-unavailable', { kind: 'answer', answer: SERVER_DOWN }, 3],
        ['no answer comes in time', 'cloud-timeout', { kind: 'slow', ms: 14_000 }, 1],
        ['there is no network', 'cloud-offline', { kind: 'dropped' }, 0],
        [
          'the answer is no JSON',
          'cloud-broken',
          { kind: 'body', type: 'text/html', body: '<!DOCTYPE html><title>Sign in</title>' },
          1,
        ],
        [
          'the answer has 50 MB',
          'cloud-too-large',
          { kind: 'body', type: 'application/json', body: Buffer.alloc(50_000_000, ' ') },
          1,
        ],
      ])('when %s', async (_, code, fault, requests) => {
        const { popup } = await look(sofa);
        const finds = await findsOf(popup);
        the.standIn.setFault(CLOUD_VISION_HOST, fault);
        await popup.click(ASK, { text: 'Ask Cloud Vision' });
        await popup.find(STATUS, { text: sentenceFor(code) });
        expect(await findsOf(popup)).toEqual(finds);
        // A browser may try a connection again that was dropped.
        if (requests > 0) expect(asked()).toHaveLength(requests);
        else expect(asked().length).toBeGreaterThan(0);
      });

      const ways: [string, object][] = [
        ['permission', { origins: [CLOUD_VISION_HOST_PATTERN] }],
        ...(the.name === 'firefox'
          ? [['consent', { data_collection: ['websiteContent'] }] satisfies [string, object]]
          : []),
      ];
      it.each(ways)(
        'when the %s was taken back meanwhile, until it is given again',
        async (_, what) => {
          const { popup } = await look(sofa);
          const options = await openOptions();
          await options.evaluate((permissions) => chrome.permissions.remove(permissions), what);
          await options.find('.cloud__blocked');
          await popup.click(ASK, { text: 'Ask Cloud Vision' });
          await popup.find(STATUS, { text: sentenceFor('cloud-permission') });
          await popup.find(ASK, { text: 'Open the options' });
          expect(asked()).toEqual([]);
          await options.click('.cloud__blocked .button', { text: 'Allow again' });
          await options.find('.cloud__on');
          await options.close();
        },
      );

      it('when the month’s cap is reached, and sends nothing', async () => {
        const options = await openOptions();
        await setNumber(options, '.cloud [type="number"]', 3);
        await options.find('.options__saved', { text: 'Saved' });
        const { popup } = await look(sofa);
        await popup.click(ASK, { text: 'Ask Cloud Vision' });
        await popup.find(STATUS, { text: sentenceFor('cloud-cap') });
        expect(asked()).toEqual([]);
        await setNumber(options, '.cloud [type="number"]', 1_000);
        await options.find('.options__saved', { text: 'Saved' });
        await options.close();
      });
    });

    it('asks for every pin and only for what is chosen, if the user says so', async () => {
      const options = await openOptions();
      await options.click('.cloud .switch', { text: 'Colours' });
      await options.find('.cloud fieldset .hint', { text: 'A picture costs 3 units.' });
      await options.click('.cloud .switch', { text: 'For every pin I open' });
      await options.find('.options__saved', { text: 'Saved' });
      const { popup } = await look(shelf);
      await popup.find('.ask-cloud h2', { text: 'From Google' });
      expect(await popup.count('.ask-cloud .chip')).toBe(0);
      const [only, ...more] = asked();
      expect(more).toEqual([]);
      expect(only?.body).not.toContain('IMAGE_PROPERTIES');
      await options.click('.cloud .switch', { text: 'When I click' });
      await options.find('.options__saved', { text: 'Saved' });
      await options.close();
    });

    it('can be asked again when the background was stopped while it asked', async () => {
      the.standIn.setFault(CLOUD_VISION_HOST, { kind: 'slow', ms: 20_000 });
      const { popup } = await look(flat);
      await popup.click(ASK, { text: 'Ask Cloud Vision' });
      await popup.find(STATUS, { text: 'Asking Google' });
      await eventually(async () => asked().length > 0, 'Google to be asked');
      await the.driver.killBackground();
      the.standIn.clearFaults();
      await popup.click(ASK, { text: 'Ask again' });
      await popup.find('.ask-cloud h2', { text: 'From Google' });
    });

    it('leaves Google alone for as long as it asks for after too many requests', async () => {
      the.standIn.setFault(CLOUD_VISION_HOST, {
        kind: 'answer',
        answer: { ...QUOTA, headers: { 'retry-after': '3600' } },
      });
      const { popup } = await look(sofa);
      await popup.click(ASK, { text: 'Ask Cloud Vision' });
      await popup.find(STATUS, { text: sentenceFor('cloud-quota') });
      the.standIn.clearFaults();
      await popup.click(ASK, { text: 'Ask again' });
      await popup.find(STATUS, { text: sentenceFor('cloud-quota') });
      expect(asked()).toHaveLength(1);
    });

    it('deletes the key and gives the permission back when it is turned off', async () => {
      const options = await openOptions();
      await options.click('.cloud .button', { text: 'Turn off' });
      await options.find('.cloud [type="password"]');
      await eventually(async () => !(await allowed(options)), 'the permission to be given back');
      expect((await consentOf(options)) ?? []).toEqual([]);
      expect(JSON.stringify(await options.evaluate(readStorage, null))).not.toContain(TEST_KEY);
      await options.close();
      const { popup } = await look(room);
      expect(await popup.count('.ask-cloud')).toBe(0);
      expect(await popup.count('.find')).toBeGreaterThan(0);
      expect(asked()).toEqual([]);
    });

    it('had the key in the header of its requests and in local storage, and nowhere else', () => {
      const withKey = network.filter((request) => JSON.stringify(request).includes(TEST_KEY));
      expect(withKey.length).toBeGreaterThan(10);
      for (const { host, path, headers, body } of withKey) {
        const { 'x-goog-api-key': key, ...others } = headers;
        expect({ host, key }).toEqual({ host: CLOUD_VISION_HOST, key: TEST_KEY });
        expect(JSON.stringify([path, others, body])).not.toContain(TEST_KEY);
      }
      expect(stored.some(({ local }) => local.includes(TEST_KEY))).toBe(true);
      for (const { local, ...elsewhere } of stored) {
        expect(JSON.stringify(elsewhere)).not.toContain(TEST_KEY);
        expect(local).not.toContain(WRONG_KEY);
      }
      expect(stored.at(-1)?.local).not.toContain(TEST_KEY);
      // The logs speak of something, so that their silence means something.
      expect(stored.some(({ session }) => session.includes('i.pinimg.com'))).toBe(true);
      expect(stored.some(({ databases }) => databases.includes('cloud-vision'))).toBe(true);
    });
  },
  { anyBuild: true },
);

/** Whether the extension may reach Google's host, asked in one of its pages. */
function allowed(page: Tab): Promise<boolean> {
  return page.evaluate(
    (origin) => chrome.permissions.contains({ origins: [origin] }),
    CLOUD_VISION_HOST_PATTERN,
  );
}

/** To what the user has consented that it be sent: null in a browser that asks for no consent. */
function consentOf(page: Tab): Promise<string[] | null> {
  return page.evaluate(async () => {
    const all: object = await chrome.permissions.getAll();
    const consent = 'data_collection' in all ? all.data_collection : null;
    return Array.isArray(consent) ? consent.map(String) : null;
  }, null);
}

/** The finds of the popup with the words for how sure they are. */
function findsOf(popup: Tab): Promise<{ label: string; certainty: string }[]> {
  return popup.evaluate(
    () =>
      [...document.querySelectorAll('.find h2')].map((heading) => ({
        label: heading.querySelector('span')?.textContent ?? '',
        certainty: heading.querySelector('.confidence')?.textContent ?? '',
      })),
    null,
  );
}

async function setNumber(page: Tab, selector: string, value: number): Promise<void> {
  await page.click(selector);
  await (await page.find(selector)).evaluate((input) => {
    if (input instanceof HTMLInputElement) input.select();
  });
  await page.type(String(value));
  await page.press('Tab');
}
