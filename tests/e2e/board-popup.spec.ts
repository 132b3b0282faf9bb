import { expect, inject, it } from 'vitest';
import { boardPins, type StandInBoard } from '../fixtures/board-page.ts';
import { imagePathOf } from '../fixtures/pinterest-page.ts';
import { examine } from './axe.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { fetchedUrls } from './requests.ts';
import { imageUrlOf } from './stand-in.ts';
import { addPhotoBoard, addPictures, boardUrlOf, photosNearby } from './stand-in-boards.ts';
import { eventually, type Tab } from './tab.ts';
import { separateVisits } from './visits.ts';

const photos = inject('photos');
const STATUS = '.header__status';
const BAR = '[role="progressbar"]';

/** Long enough for a busy machine to look at a handful of pictures. */
const RUN_TIME = 90_000;

/** Waits until a tab shows an address that ends so, as the extension knows it, and closes it. */
async function closeOpened(view: Tab, end: string): Promise<void> {
  await eventually(
    () =>
      view.evaluate(async (ending) => {
        const { chrome } = globalThis as unknown as {
          chrome: {
            tabs: {
              query(of: object): Promise<{ id: number; url?: string }[]>;
              remove(id: number): Promise<void>;
            };
          };
        };
        const opened = (await chrome.tabs.query({})).find(({ url }) => url?.endsWith(ending));
        if (opened) await chrome.tabs.remove(opened.id);
        return opened !== undefined;
      }, end),
    `a tab to open at ${end}`,
  );
}

inEveryBrowser('the popup on a board', (the) => {
  const visits = separateVisits(the);

  const addBoard = (slug: string, count: number): Promise<StandInBoard> => {
    const files = photosNearby(count);
    const usual = Object.values(photos);
    return addPhotoBoard(the.standIn, { slug, count, files: files.length > 0 ? files : usual });
  };
  const settled = async (popup: Tab): Promise<number> =>
    Number(await popup.attribute(BAR, 'aria-valuenow'));
  const untilSettled = (popup: Tab, least: number) =>
    eventually(
      async () => (await settled(popup)) >= least,
      `${least} pins to be behind the run`,
      RUN_TIME,
    );
  const untilStatus = (popup: Tab, text: string) => popup.find(STATUS, { text, timeout: RUN_TIME });
  const analyse = async (board: StandInBoard): Promise<{ page: Tab; popup: Tab }> => {
    const page = await visits.open(boardUrlOf(board));
    const popup = await visits.openPopup(page);
    await popup.click('button', { text: 'Analyse this board' });
    return { page, popup };
  };

  it('begins a run, and follows it when it is opened anew; it pauses, goes on, is cancelled', async () => {
    const board = await addBoard('lamps', 14);
    const page = await visits.open(boardUrlOf(board));
    const first = await visits.openPopup(page);
    expect(await first.text('h1', { text: 'lamps' })).toBe('lamps');
    await untilStatus(first, '14 pins');
    await first.focus('input[type="number"]');
    expect(await first.value('input[type="number"]')).toBe('60');
    await first.press('Control+A');
    await first.type('10');
    await first.click('button', { text: 'Analyse this board' });
    expect(await first.attribute(BAR, 'aria-valuemax')).toBe('10');
    await first.close();

    const popup = await visits.openPopup(page);
    await untilSettled(popup, 2);
    expect((await examine(popup, 'main')).violations).toEqual([]);
    await popup.click('button', { text: 'Pause' });
    await untilStatus(popup, 'Paused');
    const resting = await eventually(async () => {
      const before = await settled(popup);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return (await settled(popup)) === before ? before : null;
    }, 'the last pins to be finished');
    expect(resting).toBeLessThan(10);
    await popup.click('button', { text: 'Go on' });
    await untilSettled(popup, resting + 1);
    await popup.click('button', { text: 'Cancel' });
    await untilStatus(popup, 'Cancelled');

    const last = await visits.openPopup(page);
    const kept = await last.text('.board__hint', { text: 'is kept' });
    expect(Number(/\d+/.exec(kept)?.[0])).toBeGreaterThan(resting);
    expect(await last.value('input[type="number"]')).toBe('10');
    await last.click('button', { text: 'Go on' });
    await untilStatus(last, '10 pins looked at');
    await last.click('a', { text: 'See what this board says' });
    await closeOpened(last, `/boards.html#${encodeURIComponent('board /anna/lamps/')}`);
  }, 240_000);

  it('goes through what a search on Pinterest finds', async () => {
    const query = 'oak lamps & more';
    const pins = boardPins(5, (n) => ({ imagePath: imagePathOf(`search ${n}`) }));
    the.standIn.addSearch(query, pins);
    await addPictures(the.standIn, pins, Object.values(photos));
    const address = `https://www.pinterest.com/search/pins/?q=${encodeURIComponent(query)}&rs=typed`;
    const popup = await visits.openPopup(await visits.open(address));
    expect(await popup.text('h1', { text: query })).toBe(`Search: ${query}`);
    await popup.click('button', { text: 'Analyse these results' });
    await untilStatus(popup, '5 pins looked at');
    const fetched = fetchedUrls(the.standIn);
    for (const pin of pins) {
      expect(fetched.filter((url) => url === imageUrlOf(pin))).toHaveLength(1);
    }
  });

  it('lists a broken pin, has it looked at again, and the options delete it all', async () => {
    const board = await addBoard('tables', 4);
    const [, , broken] = board.pins;
    if (!broken) throw new Error('no pins');
    the.standIn.setFault(broken.imagePath, { kind: 'status', status: 404 });
    const { page, popup } = await analyse(board);
    await untilStatus(popup, '3 pins looked at');
    expect(await popup.text('.board-failed li')).toBe(
      `${broken.title} This picture is no longer on Pinterest. Retry`,
    );
    expect((await examine(popup, 'main')).violations).toEqual([]);
    the.standIn.clearFaults();
    await popup.click('.board-failed button', { text: 'Retry' });
    await untilStatus(popup, '4 pins looked at');
    await popup.waitForGone('.board-failed');

    const options = await the.driver.openExtensionPage('options.html');
    const row = '.kept__row:has([aria-label="Delete: Boards"])';
    expect(await options.text(row, { text: ', about' })).toMatch(
      /^Boards \d boards?, about \d+ kB/,
    );
    await options.click('[aria-label="Delete: Boards"]');
    await options.click('.kept__row .button--first', { text: 'Delete' });
    await options.find('.kept__row', { text: 'BoardsNone' });
    await options.close();
    const after = await visits.openPopup(page);
    await after.find('button', { text: 'Analyse this board' });
  }, 240_000);

  it('says why a run stopped at a refusal, and goes on', async () => {
    const board = await addBoard('chairs', 5);
    const [, refused] = board.pins;
    if (!refused) throw new Error('no pins');
    the.standIn.setFault(refused.imagePath, { kind: 'status', status: 403 });
    const { popup } = await analyse(board);
    await untilStatus(popup, 'Stopped');
    await popup.find('.board__say', { text: 'would not hand out a picture' });
    await popup.find('.board-failed li', { text: refused.title });
    the.standIn.clearFaults();
    await popup.click('button', { text: 'Go on' });
    await untilStatus(popup, '4 pins looked at');
    await popup.click('.board-failed button', { text: 'Retry' });
    await untilStatus(popup, '5 pins looked at');
  }, 240_000);

  it('asks the user to scroll where the feed is refused, and elsewhere to open the board', async () => {
    const board = await addBoard('cushions', 5);
    the.standIn.setFault('BoardFeedResource', { kind: 'status', status: 403 });
    const { page, popup } = await analyse(board);
    await popup.find('.board__say', { text: 'Scroll the page to go on', timeout: RUN_TIME });
    await untilSettled(popup, 2);
    await popup.close();
    await page.close();

    the.standIn.clearFaults();
    const elsewhere = await visits.open('https://www.pinterest.com/');
    const other = await visits.openPopup(elsewhere);
    await other.find('.board-runs', { text: 'Its page has to be open' });
    await other.click('.board-runs a', { text: 'Open the board' });
    await other.find('.board-runs', { text: '5 pins looked at', timeout: RUN_TIME });
    await closeOpened(other, '/anna/cushions/');
  }, 240_000);
});
