import { beforeAll, expect, inject, it } from 'vitest';
import nouns from '../../assets/vocabulary/nouns.json' with { type: 'json' };
import type { BoardFile } from '../../lib/board/insights/board-file.ts';
import type { PinLook } from '../../lib/board/pin-look.ts';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import { examine } from './axe.ts';
import { sendMessage, tabIdOf } from './extension-messages.ts';
import { chooseFile, saveFile } from './files.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { findCutOff } from './layout.ts';
import { addPhotoBoard, boardUrlOf } from './stand-in-boards.ts';
import { eventually, type Tab } from './tab.ts';
import { separateVisits } from './visits.ts';

const photos = inject('photos');
const RUN_TIME = 180_000;
const PINS = 8;
const RUN_ID = 'board /anna/limewash/';
const OUTCOME = '.outcome [role="status"]';

/** A line of a chart: its name and the number of its pins. */
type Line = [name: string, pins: number];

/** What is kept of one pin, as the store has it. */
interface Kept {
  pinId: string;
  value: PinLook;
}

inEveryBrowser('the insights of a board', (the) => {
  separateVisits(the);
  let boards: Tab;
  let kept: Kept[];

  beforeAll(async () => {
    const board = await addPhotoBoard(the.standIn, {
      slug: 'limewash',
      name: 'Limewash rooms',
      count: PINS,
      words: (n) => ({
        title: n % 2 === 0 ? 'A limewash living room in boho style' : 'Rattan and linen, by day',
        altText: 'a room',
      }),
      files: Object.values(photos),
    });
    const options = await the.driver.openExtensionPage('options.html');
    const tab = await the.driver.open(boardUrlOf(board));
    const page = { kind: 'board', user: 'anna', slug: 'limewash' };
    const tabId = await tabIdOf(options, '/anna/limewash/');
    await eventually(
      () => sendMessage(options, 'board:begin', { tabId, page, limit: 60 }),
      'the analysis to begin',
    );
    await eventually(
      async () => {
        const control = { action: 'progress', runId: RUN_ID };
        const progress = (await sendMessage(
          options,
          'board:control',
          control,
        )) as RunProgress | null;
        return progress?.status === 'done';
      },
      'the board to be done',
      RUN_TIME,
    );
    await tab.close();
    await options.close();
    boards = await the.driver.openExtensionPage('boards.html');
    await boards.page.setViewport({ width: 1280, height: 900 });
    kept = await looksOf(boards, RUN_ID);
  }, RUN_TIME + 60_000);

  const openBoard = async () => {
    await boards.front();
    if ((await boards.count('.back')) > 0) await boards.click('.back');
    await boards.click('.board-card__link', { text: 'Limewash rooms' });
    await boards.find('.pin');
  };
  const lines = async (title: string): Promise<Line[]> => {
    const more = `.figure__more[aria-label*="${title}"][aria-expanded="false"]`;
    if ((await boards.count(more)) > 0) await boards.click(more);
    return boards.evaluate(readLines, title);
  };
  /** How many pins have something, by own count. */
  const count = (has: (look: PinLook) => boolean) => kept.filter(({ value }) => has(value)).length;
  const said = (role: string, look: PinLook) =>
    look.terms.filter((term) => term.role === role).map(({ value }) => value);

  it('lists the board with its pins, day and status', async () => {
    await boards.front();
    const card = await boards.text('.board-card');
    expect(card).toContain('Limewash rooms');
    expect(card).toMatch(/Board by anna 8 pins · .*20\d\d · Done/);
    expect(kept).toHaveLength(PINS);
  });

  it('counts things, styles, materials, scenes and keywords as an own count does', async () => {
    await openBoard();
    const objects = await lines('Objects');
    const seen = new Set(
      kept.flatMap(({ value }) => value.finds.flatMap(({ noun, object }) => (object ? noun : []))),
    );
    const generic = new Set(
      Object.values(nouns).flatMap((domain) =>
        Object.entries(domain as Record<string, { generic?: boolean }>)
          .filter(([, noun]) => noun.generic)
          .map(([noun]) => noun),
      ),
    );
    expect(objects.length).toBeGreaterThan(2);
    expect(sorted(objects)).toEqual(
      sorted(
        [...seen]
          .filter((noun) => !generic.has(noun))
          .map(
            (noun): Line => [
              noun,
              count(({ finds }) => finds.some((find) => find.object && find.noun === noun)),
            ],
          ),
      ),
    );
    const traits: [title: string, of: (look: PinLook) => (string | null)[]][] = [
      ['Styles', (look) => [...look.styles, ...said('style', look)]],
      [
        'Materials',
        (look) => [
          ...look.finds.map(({ object }) => object?.material ?? null),
          ...said('material', look),
        ],
      ],
      ['Rooms', (look) => said('room', look)],
      ['Scenes', (look) => [look.scene]],
    ];
    for (const [title, of] of traits) {
      const values = new Set(
        kept.flatMap(({ value }) => of(value)).filter((each) => each !== null),
      );
      const own = [...values].map(
        (value): Line => [value, count((look) => of(look).includes(value))],
      );
      // Of the scenes, two have other words on the page.
      const shown = (await lines(title)).map(
        ([name, pins]): Line => [
          name.replace('outdoors', 'outdoor').replace('product photo', 'product shot'),
          pins,
        ],
      );
      expect([title, sorted(shown)]).toEqual([title, sorted(own)]);
    }
    const keywords = await lines('Keywords');
    expect(keywords.map(([word]) => word).join()).toContain('limewash');
    for (const [word, pins] of keywords) {
      const own = count(({ words, phrases }) => [...words, ...phrases].includes(word));
      expect([word, pins]).toEqual([word, own]);
    }
  });

  it('shows a palette whose shares make up the pictures', async () => {
    await openBoard();
    const shares = await boards.evaluate(
      () =>
        [...document.querySelectorAll('.swatch__facts b')].map((share) =>
          Number.parseInt(share.textContent ?? '', 10),
        ),
      null,
    );
    const sum = shares.reduce((total, share) => total + share, 0);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(sum).toBeGreaterThan(80);
    expect(sum).toBeLessThan(106);
  });

  it('combines filters, says how many pins match, and goes back', async () => {
    await openBoard();
    // A thing of no narrower kinds, which are found with it.
    const parents = new Set(
      Object.values(nouns).flatMap((domain) =>
        Object.values(domain as Record<string, { parent?: string }>).map(({ parent }) => parent),
      ),
    );
    const [noun] =
      (await lines('Objects')).find(([name, pins]) => !parents.has(name) && pins < PINS) ?? [];
    if (noun === undefined) throw new Error('no thing to filter by');
    const hasNoun = ({ finds }: PinLook) => finds.some((find) => find.noun === noun);
    const matching = async (pins: number) => {
      await boards.text('.filters__count', { text: `${pins} of 8 pins` });
      if (pins > 0) await boards.find('.pin');
      await eventually(async () => (await boards.count('.pin')) === pins, `${pins} pins`);
    };
    await press(boards, noun);
    await matching(count(hasNoun));
    const [word] = (await lines('Keywords'))[0] ?? [];
    if (word === undefined) throw new Error('no keyword to filter by');
    const hasWord = ({ words, phrases }: PinLook) => [...words, ...phrases].includes(word);
    await press(boards, word);
    await matching(count((look) => hasNoun(look) && hasWord(look)));
    await boards.evaluate(() => history.back(), null);
    await matching(count(hasNoun));
    const address = await boards.url();
    await boards.evaluate(() => void setTimeout(() => location.reload(), 20), null);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await matching(count(hasNoun));
    expect(await boards.url()).toBe(address);
    await boards.click('.filter-chip');
    await boards.waitForGone('.filter-chip');
    expect(await boards.count('.pin')).toBe(PINS);
  });

  it('goes out as JSON, CSV and a picture, and comes back from the JSON', async () => {
    await openBoard();
    const exported = await saveFile(boards, 'Export as JSON');
    expect(exported.name).toBe('magpie-limewash-rooms.json');
    const json = exported.text;
    const file = JSON.parse(json) as BoardFile;
    expect(file).toMatchObject({ format: 'magpie-board', board: { title: 'Limewash rooms' } });
    expect(new Map(file.pins.map(({ pin, look }) => [pin.id, look]))).toEqual(
      new Map(kept.map(({ pinId, value }) => [pinId, value])),
    );
    const csv = await saveFile(boards, 'Export as CSV');
    expect(csv.name).toBe('magpie-limewash-rooms.csv');
    const rows = kept.reduce((sum, { value }) => sum + Math.max(1, value.finds.length), 0);
    expect(csv.text.trim().split('\r\n')).toHaveLength(rows + 1);
    const picture = await saveFile(boards, 'Save as a picture');
    expect(picture.name).toBe('magpie-limewash-rooms-palette.png');
    expect(picture.text).toContain('PNG');

    const objects = await lines('Objects');
    await boards.click('.board-head button', { text: 'Delete' });
    await boards.text(OUTCOME, { text: 'Deleted “Limewash rooms”' });
    expect(await looksOf(boards, RUN_ID)).toEqual([]);
    await boards.text('.empty', { text: 'No boards yet.' });
    await boards.click('.outcome button', { text: 'Undo' });
    await boards.text('.board-card', { text: '8 pins' });
    expect(sortedLooks(await looksOf(boards, RUN_ID))).toEqual(sortedLooks(kept));

    await boards.click('.board-card button', { text: 'Delete' });
    await boards.text('.empty', { text: 'No boards yet.' });
    for (const [text, reason] of [
      ['no file', 'not a JSON file'],
      ['{"format":"else"}', 'something other'],
      [json.replace('"version": 1', '"version": 9'), 'another version'],
      [json.replace('"hex": "#', '"hex": "'), 'damaged'],
    ] as const) {
      await chooseFile(boards, text);
      await boards.text(OUTCOME, { text: reason });
    }
    expect(await looksOf(boards, RUN_ID)).toEqual([]);
    await chooseFile(boards, json);
    await boards.text(OUTCOME, { text: 'Imported “Limewash rooms”, 8 pins' });
    await openBoard();
    expect(await lines('Objects')).toEqual(objects);
  });

  it('compares two boards in shares that an own count agrees with', async () => {
    await openBoard();
    const file = JSON.parse((await saveFile(boards, 'Export as JSON')).text) as BoardFile;
    const part = {
      ...file,
      board: { title: 'A part of it', page: { kind: 'search', query: 'part' } },
      pins: file.pins.slice(0, 3),
    };
    await boards.click('.back');
    await boards.find('.board-card');
    await chooseFile(boards, JSON.stringify(part));
    await boards.click('.board-card__link', { text: 'A part of it' });
    await boards.click('.menu summary');
    await boards.click('.menu a', { text: 'Limewash rooms' });
    await boards.find('.contrasts');
    const rows = await boards.evaluate(
      () =>
        [
          ...(document
            .querySelector('.compared:last-of-type table')
            ?.querySelectorAll('tbody tr') ?? []),
        ].map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
      null,
    );
    const share = (pins: BoardFile['pins'], noun: string) => {
      const holding = pins.filter(({ look }) =>
        look.finds.some((find) => find.object && find.noun === noun),
      );
      return `${Math.round((holding.length / pins.length) * 100)}%`;
    };
    expect(rows.length).toBeGreaterThan(0);
    for (const [name = '', first, second] of rows) {
      const noun = name.toLowerCase();
      expect([noun, first, second]).toEqual([noun, share(part.pins, noun), share(file.pins, noun)]);
    }
    await boards.click('.back');
    await boards.click('[aria-label="Delete: A part of it"]');
    await boards.text(OUTCOME, { text: 'Deleted “A part of it”' });
  });

  it('opens a search at a shop, and is used by the keyboard alone', async () => {
    await openBoard();
    if ((await boards.count('.look')) > 0) {
      const href = await boards.attribute('.look .shops a', 'href');
      const heading = await boards.text('.look h3');
      const noun = heading.toLowerCase().split(' ').at(-1) ?? '';
      expect(decodeURIComponent(href ?? '').replaceAll('+', ' ')).toContain(noun);
    }
    await boards.focus('.bars .bar__name');
    await boards.press('Enter');
    await boards.find('.filters[data-on]');
    await boards.focus('.filters button', { text: 'See the pins' });
    await boards.press('Enter');
    await boards.press('Tab');
    expect(await boards.evaluate(() => document.activeElement?.className, null)).toBe('pin__link');
    await eventually(
      () =>
        boards.evaluate(() => {
          const words = document.activeElement?.querySelector('.pin__words');
          return words ? getComputedStyle(words).opacity === '1' : false;
        }, null),
      'the finds of the pin to be shown',
    );
  });

  it.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
    await the.driver.setMedia({ colorScheme, reducedMotion: true });
    await openBoard();
    await boards.click('.bars .bar__name');
    await boards.find('.filters[data-on]');
    const { violations, passes } = await examine(boards, 'html');
    expect(violations).toEqual([]);
    expect(passes).toEqual(expect.arrayContaining(['button-name', 'color-contrast']));
    await boards.click('.back');
    expect((await examine(boards, 'html')).violations).toEqual([]);
  });

  it('cuts nothing off on narrow pages', async () => {
    await openBoard();
    for (const width of [320, 768]) {
      await boards.page.setViewport({ width, height: 800 });
      expect(await boards.evaluate(findCutOff, null)).toEqual([]);
    }
    await boards.page.setViewport({ width: 1280, height: 900 });
  });
});

/** What the store has of a run. */
async function looksOf(tab: Tab, runId: string): Promise<Kept[]> {
  return JSON.parse(await tab.evaluate(readLooks, runId)) as Kept[];
}

/** What the store has of a run, read without Magpie's code. Runs in the page. */
function readLooks(runId: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('magpie-boards');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('looks').objectStore('looks').getAll();
      all.onerror = () => reject(all.error);
      all.onsuccess = () => {
        opening.result.close();
        const own = all.result.filter((row: { runId: string }) => row.runId === runId);
        // As text: on their way out of Firefox, things that are there twice get lost.
        resolve(JSON.stringify(own));
      };
    };
  });
}

/** The lines of a chart as they are read: "Sofa", "3 pins". Runs in the page. */
function readLines(title: string): Line[] {
  const figure = [...document.querySelectorAll('figure')].find(
    (each) => each.querySelector('h2')?.textContent === title,
  );
  return [...(figure?.querySelectorAll('.bar') ?? [])].map((bar) => [
    (bar.querySelector('.bar__name')?.textContent ?? '').toLowerCase(),
    Number.parseInt(bar.querySelector('.bar__amount')?.textContent ?? '', 10),
  ]);
}

/** Presses the line of a chart with this name. */
async function press(tab: Tab, name: string): Promise<void> {
  await tab.evaluate((wanted) => {
    const all = [...document.querySelectorAll<HTMLElement>('.bar__name')];
    all.find((line) => line.textContent?.toLowerCase() === wanted)?.click();
  }, name);
}

function sorted(lines: readonly Line[]): Line[] {
  return lines
    .map(([name, pins]): Line => [name.toLowerCase(), pins])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function sortedLooks(looks: readonly Kept[]): Kept[] {
  return [...looks].sort((a, b) => (a.pinId < b.pinId ? -1 : 1));
}
