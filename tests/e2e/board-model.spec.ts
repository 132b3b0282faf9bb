import { beforeAll, expect, inject, it } from 'vitest';
import { sendMessage, tabIdOf } from './extension-messages.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { addPhotoBoard, boardUrlOf } from './stand-in-boards.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';
import { separateVisits } from './visits.ts';

const photos = inject('photos');
const ROOMS = [photos['home-decor-1'], photos['home-decor-2'], photos['home-decor-3']];
const PAGE = { kind: 'board', user: 'anna', slug: 'attic' };
const RUN = 'board /anna/attic/';

/** Long enough for a busy machine to look at a dozen pictures. */
const RUN_TIME = 150_000;

/** Looks at twelve pictures first, and needs MobileNet: a build may lack it. */
inEveryBrowser('the model of a board', (the) => {
  const visits = separateVisits(the);
  let options: Tab;
  let canLearn: boolean;

  const state = () =>
    sendMessage(options, 'board-model:state', RUN) as Promise<{
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
      return expect(await sendMessage(options, 'board-model:learn', RUN)).toBe('cannot-learn');
    const board = await addPhotoBoard(the.standIn, {
      slug: 'attic',
      name: 'Attic rooms',
      count: 13,
      words: (n) => ({ title: `Boho room number ${n}` }),
      files: ROOMS,
    });
    expect(await state()).toMatchObject({ learned: null, pins: 0, missing: 12 });
    const tab = await visits.open(boardUrlOf(board));
    const tabId = await tabIdOf(options, '/anna/attic/');
    await eventually(
      () => sendMessage(options, 'board:begin', { tabId, page: PAGE, limit: 60 }),
      'the analysis of the board to begin',
    );
    await eventually(
      async () => (await state()).pins === 13 || null,
      'all pins to be looked at',
      RUN_TIME,
    );
    expect(await sendMessage(options, 'board-model:learn', RUN)).toBeNull();
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
    // The board's style is a word of the search once the shopper wants it.
    await popup.click('.find__query');
    const field = '.find__editor .query input';
    const before = await popup.value(field);
    expect(before).not.toContain('boho');
    const style = '.find__editor .word__switch[aria-pressed="false"]';
    await popup.click(style, { text: 'boho' });
    await eventually(async () => (await popup.value(field)) === `boho ${before}`, 'the style');

    const [own] = board.pins;
    if (!own) throw new Error('no pins');
    await addPhotoPin(the.standIn, { id: own.id, file: ROOMS[0] ?? '', title: 'Boho room' });
    const ownPopup = await visits.openPopup(await visits.open(pinUrlOf(own)));
    expect(await analysisEnd(ownPopup)).toMatchObject({ state: 'done' });
    expect(await ownPopup.text('.fit')).toBe('From your board “Attic rooms”');

    await sendMessage(options, 'board-model:forget', RUN);
    expect((await state()).learned).toBeNull();
  }, 240_000);
});
