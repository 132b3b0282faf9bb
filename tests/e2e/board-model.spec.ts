import { readFile } from 'node:fs/promises';
import { beforeAll, expect, inject, it } from 'vitest';
import { boardPins, type StandInBoard } from '../fixtures/board-page.ts';
import { imagePathOf } from '../fixtures/pinterest-page.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';
import { separateVisits } from './visits.ts';

const photos = inject('photos');
const ROOMS = [photos['home-decor-1'], photos['home-decor-2'], photos['home-decor-3']];
const PAGE = { kind: 'board', user: 'anna', slug: 'attic' };
const RUN = 'board /anna/attic/';

/** Long enough for a busy machine to look at a dozen pictures. */
const RUN_TIME = 150_000;

/** Sends a message from a page of the extension, as its views do; the answer, or why there is none. */
async function send(page: Tab, type: string, data: unknown): Promise<unknown> {
  return page.evaluate(
    (message) =>
      new Promise((resolve) => {
        const { chrome } = globalThis as unknown as {
          chrome: {
            runtime: { sendMessage(message: unknown, answered: (a: unknown) => void): void };
          };
        };
        const sent = { ...message, id: 1, timestamp: Date.now() };
        chrome.runtime.sendMessage(sent, (answer) =>
          resolve((answer as { res?: unknown } | undefined)?.res ?? null),
        );
      }),
    { type, data },
  );
}

/** The id of the tab that shows an address, as the extension knows it; -1 for none. */
async function tabIdOf(page: Tab, part: string): Promise<number> {
  return page.evaluate(
    (shown) =>
      new Promise<number>((resolve) => {
        const { chrome } = globalThis as unknown as {
          chrome: {
            tabs: { query(of: object, found: (t: { id: number; url?: string }[]) => void): void };
          };
        };
        chrome.tabs.query({}, (tabs) =>
          resolve(tabs.find(({ url }) => url?.includes(shown))?.id ?? -1),
        );
      }),
    part,
  );
}

/** Looks at twelve pictures first, and needs MobileNet: a build may lack it. */
inEveryBrowser('the model of a board', (the) => {
  const visits = separateVisits(the);
  let options: Tab;
  let canLearn: boolean;

  const addBoard = async (): Promise<StandInBoard> => {
    const pins = boardPins(13, (n) => ({
      id: `55000000000000${n}`,
      title: `Boho room number ${n}`,
      imagePath: imagePathOf(`attic ${n}`),
    }));
    const board = { id: '955', user: 'anna', slug: 'attic', name: 'Attic rooms', pins };
    the.standIn.addBoard(board);
    const files = await Promise.all(ROOMS.map((file) => readFile(file)));
    for (const [n, { imagePath }] of pins.entries()) {
      const file = files[n % files.length];
      if (file) the.standIn.addImage(imagePath, file);
    }
    return board;
  };
  const state = () =>
    send(options, 'board-model:state', RUN) as Promise<{
      canLearn: boolean;
      pins: number;
      missing: number;
      learned: { pins: number; style: string | null } | null;
    }>;

  beforeAll(async () => {
    options = await the.driver.openExtensionPage('options.html');
    ({ canLearn } = await eventually(state, 'the background to tell of models'));
  });

  it('is learned from a run, and tells of another pin that it fits', async () => {
    if (!canLearn)
      return expect(await send(options, 'board-model:learn', RUN)).toBe('cannot-learn');
    const board = await addBoard();
    expect(await state()).toMatchObject({ learned: null, pins: 0, missing: 12 });
    const tab = await visits.open('https://www.pinterest.com/anna/attic/');
    const tabId = await tabIdOf(options, '/anna/attic/');
    await eventually(
      () => send(options, 'board:begin', { tabId, page: PAGE, limit: 60 }),
      'the analysis of the board to begin',
    );
    await eventually(
      async () => (await state()).pins === 13 || null,
      'all pins to be looked at',
      RUN_TIME,
    );
    expect(await send(options, 'board-model:learn', RUN)).toBeNull();
    expect((await state()).learned).toMatchObject({ pins: 13, style: 'boho' });
    await tab.close();

    const alike = await addPhotoPin(the.standIn, {
      id: '550999999999999991',
      file: photos['home-decor-3'],
      imageName: 'another room',
      title: 'A chair by the window',
    });
    const popup = await visits.openPopup(await visits.open(pinUrlOf(alike)));
    expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
    expect(await popup.text('.fit')).toMatch(/^Fits your board “Attic rooms” (?:[5-9]\d|100)%$/);

    const [own] = board.pins;
    if (!own) throw new Error('no pins');
    await addPhotoPin(the.standIn, { id: own.id, file: ROOMS[0] ?? '', title: 'Boho room' });
    const ownPopup = await visits.openPopup(await visits.open(pinUrlOf(own)));
    expect(await analysisEnd(ownPopup)).toMatchObject({ state: 'done' });
    expect(await ownPopup.text('.fit')).toBe('From your board “Attic rooms”');

    await send(options, 'board-model:forget', RUN);
    expect((await state()).learned).toBeNull();
  }, 240_000);
});
