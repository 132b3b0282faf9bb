import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { IMAGE_HOST_PATTERN, PINTEREST_MATCH_PATTERNS } from '../../lib/pin/hosts.ts';
import { PINTEREST_API_HOST, PINTEREST_API_HOST_PATTERN } from '../../lib/pinterest-api/host.ts';
import { sentenceFor } from '../../scripts/english.ts';
import { boardPins } from '../fixtures/board-page.ts';
import {
  API_DOWN,
  NO_SCOPE,
  type StandInApiBoard,
  TEST_TOKEN,
  TOO_MANY,
  UNAUTHORIZED,
} from '../fixtures/pinterest-api.ts';
import { imagePathOf } from '../fixtures/pinterest-page.ts';
import { examine } from './axe.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { fetchedUrls } from './requests.ts';
import { type Fault, imageUrlOf, type RequestRecord } from './stand-in.ts';
import { readStorage, type Stored } from './stored.ts';
import { eventually, type Tab } from './tab.ts';
import { separateVisits } from './visits.ts';

/** In the functions that run in the extension; Firefox has it as well. */
declare const chrome: typeof import('wxt/browser').browser;

const PART = '.pinterest-api';
const FIELD = `${PART} [type="password"]`;
const END = `${PART} .secret__end`;
const BOARD = '.api-board';
const WRONG_TOKEN = `${TEST_TOKEN.slice(0, -6)}WRONG!`;
const ALL_HOSTS = [...PINTEREST_MATCH_PATTERNS, IMAGE_HOST_PATTERN];

/** Long enough for a busy machine to look at a handful of pictures. */
const RUN_TIME = 120_000;

inEveryBrowser(
  "Pinterest's API",
  (the) => {
    separateVisits(the);
    const photos = Object.values(inject('photos'));
    /** Everything that went over the network, and all that was stored after each test. */
    const network: RequestRecord[] = [];
    const stored: Stored[] = [];
    let options: Tab;
    let lamps: StandInApiBoard;
    let tables: StandInApiBoard;
    let chairs: StandInApiBoard;
    let rugs: StandInApiBoard;

    const addBoard = async (name: string, count: number): Promise<StandInApiBoard> => {
      const id = `88000000000000${name.length}${count}`;
      const pins = boardPins(count, (n) => ({
        id: `${id}${n}`,
        imagePath: imagePathOf(`${name} ${n}`),
        title: `${name} ${n}`,
      }));
      for (const [n, { imagePath }] of pins.entries()) {
        const file = photos[n % photos.length];
        if (file) the.standIn.addImage(imagePath, await readFile(file));
      }
      const board = { id, name, pins };
      the.standIn.addApiBoard(board);
      return board;
    };
    beforeAll(async () => {
      lamps = await addBoard('Lamps', 6);
      tables = await addBoard('Tables', 8);
      chairs = await addBoard('Side chairs', 7);
      rugs = await addBoard('Rugs & carpets', 9);
      await addBoard('Nothing yet', 0);
      options = await the.driver.openExtensionPage('options.html');
    });
    afterEach(async () => {
      network.push(...the.standIn.requests);
      const page = await the.driver.openExtensionPage('manifest.json');
      stored.push(await page.evaluate(readStorage, null));
      await page.close();
    });

    const asked = () => the.standIn.requests.filter(({ host }) => host === PINTEREST_API_HOST);
    const paths = () => asked().map(({ path }) => path);
    const tryToken = async (token: string) => {
      await options.front();
      await options.click(FIELD);
      await options.type(token);
      await options.click(`${PART} .button`, { text: 'Check and save' });
    };
    const analyse = async ({ name }: StandInApiBoard, limit: number) => {
      await options.front();
      await options.evaluate(
        ({ item, name, limit }) => {
          const row = [...document.querySelectorAll(item)].find(
            (each) => each.querySelector('h4')?.textContent === name,
          );
          const input = row?.querySelector<HTMLInputElement>('[type="number"]');
          if (!input) throw new Error(`no field for ${name}`);
          input.value = String(limit);
          input.dispatchEvent(new Event('input', { bubbles: true }));
        },
        { item: BOARD, name, limit },
      );
      await options.click(`${PART} [aria-label="Analyse ${name}"]`);
    };
    const line = ({ name }: StandInApiBoard) =>
      options.evaluate(
        ({ item, name }) =>
          [...document.querySelectorAll(item)]
            .find((each) => each.querySelector('h4')?.textContent === name)
            ?.querySelector('.api-board__done')?.textContent ?? '',
        { item: BOARD, name },
      );
    const until = (board: StandInApiBoard, words: RegExp) =>
      eventually(async () => words.test(await line(board)), `${board.name} ${words}`, RUN_TIME);
    const picturesOf = (board: StandInApiBoard) => {
      const urls = new Set(board.pins.map((pin) => imageUrlOf(pin)));
      return fetchedUrls(the.standIn).filter((url) => urls.has(url));
    };

    it('is off: nothing is asked, and the options offer to take a token', async () => {
      await options.find(FIELD);
      expect(await options.count(BOARD)).toBe(0);
      expect(asked()).toEqual([]);
    });

    if (the.name === 'firefox') {
      it('stays off when the permission is refused', async () => {
        await the.driver.setHostAccess([IMAGE_HOST_PATTERN]);
        await options.front();
        const refused = the.driver.refuseWhenAsked?.();
        await tryToken(TEST_TOKEN);
        await refused;
        await options.find(END, { text: 'Everything else works as before.' });
        expect(asked()).toEqual([]);
        expect(JSON.stringify(await options.evaluate(readStorage, null))).not.toContain(TEST_TOKEN);
        await the.driver.setHostAccess(ALL_HOSTS);
      });
    }

    it('does not take a token that Pinterest refuses', async () => {
      await tryToken(WRONG_TOKEN);
      await options.find(END, { text: sentenceFor('api-token-refused') });
      expect(asked()).toHaveLength(1);
      expect(JSON.stringify(await options.evaluate(readStorage, null))).not.toContain(WRONG_TOKEN);
    });

    it('takes a token after real requests, shows the boards, and never shows it again', async () => {
      await tryToken(TEST_TOKEN);
      await options.find(`${PART} .cloud__on`);
      await options.find(`${BOARD} h4`, { text: 'Nothing yet' });
      expect(await options.count(BOARD)).toBe(5);
      expect(await options.text(BOARD, { text: 'Side chairs' })).toContain('7 pins');
      expect(paths()).toEqual([
        '/v5/boards?page_size=250',
        '/v5/boards?page_size=250&bookmark=after-4',
      ]);
      expect(await options.evaluate(() => document.documentElement.outerHTML, null)).not.toContain(
        TEST_TOKEN,
      );
      expect((await examine(options, 'html')).violations).toEqual([]);
    });

    it('analyses a board page by page, up to the limit, and looks at each pin once', async () => {
      await analyse(lamps, 5);
      await until(lamps, /^Done: 5 of 5 pins$/);
      expect(paths()).toEqual([
        `/v5/boards/${lamps.id}`,
        `/v5/boards/${lamps.id}/pins?page_size=250`,
        `/v5/boards/${lamps.id}/pins?page_size=250&bookmark=after-4`,
      ]);
      expect(picturesOf(lamps)).toEqual(
        expect.arrayContaining(lamps.pins.slice(0, 5).map((pin) => imageUrlOf(pin))),
      );
      expect(picturesOf(lamps)).toHaveLength(5);
      const href = await options.attribute(`${BOARD} a`, 'href', { text: 'See the board' });
      expect(href).toMatch(new RegExp(`/boards\\.html#api%20${lamps.id}$`));

      // A higher limit goes on where it was.
      the.standIn.forget();
      await analyse(lamps, 60);
      await until(lamps, /^Done: 6 of 6 pins$/);
      expect(picturesOf(lamps)).toEqual(lamps.pins.slice(5).map((pin) => imageUrlOf(pin)));
    });

    it('goes on where it was when the background was killed in the middle', async () => {
      await analyse(rugs, 60);
      await until(rugs, /^[2-5] of 9 pins$/);
      await the.driver.killBackground();
      await until(rugs, /^Done: 9 of 9 pins$/);
      const urls = picturesOf(rugs);
      expect(new Set(urls)).toEqual(new Set(rugs.pins.map((pin) => imageUrlOf(pin))));
      // Only what was under way was asked for twice.
      expect(urls.length).toBeLessThanOrEqual(11);
    });

    it('takes the walk up at its bookmark when the background was killed in the middle of it', async () => {
      the.standIn.setFault('bookmark=after-4', { kind: 'slow', ms: 8_000 });
      await analyse(tables, 60);
      await eventually(
        async () => paths().some((path) => path.includes('bookmark=after-4')),
        'the second page to be asked for',
      );
      await the.driver.killBackground();
      the.standIn.clearFaults();
      the.standIn.forget();
      await until(tables, /^Done: 8 of 8 pins$/);
      expect(paths()).toEqual([`/v5/boards/${tables.id}/pins?page_size=250&bookmark=after-4`]);
    });

    it('is refused in the middle, says why, and goes on when told to', async () => {
      the.standIn.setFault('bookmark=after-4', { kind: 'answer', answer: NO_SCOPE });
      await analyse(chairs, 60);
      await until(chairs, /^Stopped: 4 of 7 pins$/);
      expect(await options.text(`${BOARD} [data-failed="true"]`, { text: 'scopes' })).toBe(
        sentenceFor('api-forbidden'),
      );
      expect(paths().filter((path) => path.includes('after-4'))).toHaveLength(1);
      the.standIn.clearFaults();
      the.standIn.forget();
      await options.click(`${PART} [aria-label="Go on with ${chairs.name}"]`);
      await until(chairs, /^Done: 7 of 7 pins$/);
      expect(paths()).toEqual([`/v5/boards/${chairs.id}/pins?page_size=250&bookmark=after-4`]);
    });

    describe('says what went wrong', () => {
      const ask = async () => {
        await options.front();
        await options.click(`${PART} .button`, { text: 'Ask for them again' });
      };
      it.each<[string, Parameters<typeof sentenceFor>[0], Fault, number]>([
        ['the token has expired', 'api-token-refused', { kind: 'answer', answer: UNAUTHORIZED }, 1],
        ['a scope is missing', 'api-forbidden', { kind: 'answer', answer: NO_SCOPE }, 1],
        ['Pinterest is down', 'api-unavailable', { kind: 'answer', answer: API_DOWN }, 3],
        ['no answer comes in time', 'api-timeout', { kind: 'slow', ms: 19_000 }, 1],
        ['there is no network', 'api-offline', { kind: 'dropped' }, 0],
        [
          'the answer is no JSON',
          'api-broken',
          { kind: 'body', type: 'text/html', body: '<!DOCTYPE html><title>Log in</title>' },
          1,
        ],
        [
          'the answer is not as described',
          'api-broken',
          { kind: 'body', type: 'application/json', body: '{"boards":[]}' },
          1,
        ],
        [
          'the answer has 50 MB',
          'api-too-large',
          { kind: 'body', type: 'application/json', body: Buffer.alloc(50_000_000, ' ') },
          1,
        ],
      ])('when %s', async (_, code, fault, requests) => {
        the.standIn.setFault(PINTEREST_API_HOST, fault);
        await ask();
        await options.find(`${PART} [role="status"]`, { text: sentenceFor(code) });
        // A browser may try a connection again that was dropped.
        if (requests > 0) expect(asked()).toHaveLength(requests);
        else expect(asked().length).toBeGreaterThan(0);
        expect(await options.count(BOARD)).toBe(5);
      });

      it('when the permission was taken back meanwhile', async () => {
        await the.driver.setHostAccess([IMAGE_HOST_PATTERN]);
        if (the.name === 'firefox') {
          // Firefox keeps what was asked for beside what it is a part of.
          const origins = [PINTEREST_API_HOST_PATTERN];
          await options.evaluate((all) => chrome.permissions.remove({ origins: all }), origins);
        }
        await options.find(`${PART} .cloud__blocked`);
        await ask();
        await options.find(`${PART} [role="status"]`, { text: sentenceFor('api-permission') });
        expect(asked()).toEqual([]);
        if (the.name === 'firefox') {
          await options.click(`${PART} .cloud__blocked .button`, { text: 'Allow again' });
        } else {
          await the.driver.setHostAccess(ALL_HOSTS);
        }
        await options.find(`${PART} .cloud__on`);
        await ask();
        await eventually(async () => asked().length === 2, 'the boards to be asked for');
      });

      it('when there were too many requests, and leaves Pinterest alone as long as it asks for', async () => {
        the.standIn.setFault(PINTEREST_API_HOST, { kind: 'answer', answer: TOO_MANY });
        await ask();
        await options.find(`${PART} [role="status"]`, { text: sentenceFor('api-quota') });
        the.standIn.clearFaults();
        await analyse(lamps, 60);
        await until(lamps, /^Stopped: 6 of 6 pins$/);
        expect(asked()).toHaveLength(1);
      });
    });

    it('deletes the token when it is turned off, and gives back what was granted for it alone', async () => {
      await options.click(`${PART} .button`, { text: 'Turn off' });
      await options.find(FIELD);
      expect(JSON.stringify(await options.evaluate(readStorage, null))).not.toContain(TEST_TOKEN);
      // Chrome holds the host as a part of what Magpie has for Pinterest, and so does it here.
      expect(await allowed(options)).toBe(the.name === 'chromium');
      expect(asked()).toEqual([]);
    });

    it('had the token in the header of its requests and in local storage, and nowhere else', () => {
      const withToken = network.filter((request) => JSON.stringify(request).includes(TEST_TOKEN));
      expect(withToken.length).toBeGreaterThan(20);
      for (const { host, path, headers, body } of withToken) {
        const { authorization, ...others } = headers;
        expect({ host, authorization }).toEqual({
          host: PINTEREST_API_HOST,
          authorization: `Bearer ${TEST_TOKEN}`,
        });
        expect(others.cookie).toBeUndefined();
        expect(others.referer).toBeUndefined();
        expect(JSON.stringify([path, others, body])).not.toContain(TEST_TOKEN);
      }
      expect(stored.some(({ local }) => local.includes(TEST_TOKEN))).toBe(true);
      for (const { local, ...elsewhere } of stored) {
        expect(JSON.stringify(elsewhere)).not.toContain(TEST_TOKEN);
        expect(local).not.toContain(WRONG_TOKEN);
      }
      expect(stored.at(-1)?.local).not.toContain(TEST_TOKEN);
      // The areas speak of something, so that their silence means something.
      expect(stored.some(({ session }) => session.includes('Side chairs'))).toBe(true);
      expect(stored.some(({ databases }) => databases.includes(`api ${lamps.id}`))).toBe(true);
    });
  },
  { anyBuild: true },
);

/** Whether the extension may reach the API's host, asked in one of its pages. */
function allowed(page: Tab): Promise<boolean> {
  return page.evaluate(
    (origin) => chrome.permissions.contains({ origins: [origin] }),
    PINTEREST_API_HOST_PATTERN,
  );
}
