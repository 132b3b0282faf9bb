import { beforeAll, expect, inject, it } from 'vitest';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import type { StandInBoard } from '../fixtures/board-page.ts';
import { sendMessage, tabIdOf } from './extension-messages.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { fetchedUrls } from './requests.ts';
import { imageUrlOf } from './stand-in.ts';
import { addPhotoBoard, boardUrlOf, photosNearby } from './stand-in-boards.ts';
import { eventually, type Tab } from './tab.ts';
import { separateVisits } from './visits.ts';

const photos = inject('photos');
const FEED = '/resource/BoardFeedResource/get/';

/** Long enough for a busy machine to look at a handful of pictures. */
const RUN_TIME = 90_000;

/** The same for a board of sixty. */
const LONG_RUN_TIME = 300_000;

inEveryBrowser('the analysis of a board', (the) => {
  const visits = separateVisits(the);
  let options: Tab;

  const addBoard = (slug: string, count: number, files = Object.values(photos)) =>
    addPhotoBoard(the.standIn, { slug, count, files });
  const runId = ({ slug }: StandInBoard) => `board /anna/${slug}/`;
  const page = ({ slug }: StandInBoard) => ({ kind: 'board', user: 'anna', slug });

  const begin = async (board: StandInBoard, limit = 60) => {
    const tab = await visits.open(boardUrlOf(board));
    const tabId = await tabIdOf(options, `/anna/${board.slug}/`);
    const order = { tabId, page: page(board), limit };
    await eventually(
      async () => sendMessage(options, 'board:begin', order),
      'the analysis of the board to begin',
    );
    return tab;
  };
  const progressOf = async (board: StandInBoard) =>
    (await sendMessage(options, 'board:control', {
      action: 'progress',
      runId: runId(board),
    })) as RunProgress | null;
  const until = (
    board: StandInBoard,
    isSo: (progress: RunProgress) => boolean,
    what: string,
    patience = RUN_TIME,
  ) =>
    eventually(
      async () => {
        const progress = await progressOf(board);
        return progress && isSo(progress) ? progress : null;
      },
      what,
      patience,
    );
  const control = (board: StandInBoard, action: string) =>
    sendMessage(options, 'board:control', { action, runId: runId(board), pinIds: null });

  beforeAll(async () => {
    options = await the.driver.openExtensionPage('options.html');
  });

  it('walks through the feed, outlives the background, and looks at each pin once', async () => {
    const board = await addBoard('lamps', 4);
    const [, , broken] = board.pins;
    if (!broken) throw new Error('no pins');
    the.standIn.setFault(broken.imagePath, { kind: 'status', status: 404 });
    await begin(board);
    await until(board, ({ done }) => done >= 1, 'the first pin to be looked at');
    await the.driver.killBackground();
    const end = await until(board, ({ status }) => status === 'done', 'the board to be done');
    expect(end).toMatchObject({ done: 3, total: 4, title: 'lamps' });
    expect(end.failed).toMatchObject([{ pinId: broken.id, failure: { code: 'image-missing' } }]);
    const fetched = fetchedUrls(the.standIn);
    const times = board.pins.map((pin) => fetched.filter((url) => url === imageUrlOf(pin)).length);
    // What was being looked at is looked at again, and that is two at most.
    expect(Math.max(...times)).toBeLessThanOrEqual(2);
    expect(times.filter((count) => count > 1).length).toBeLessThanOrEqual(2);
    // Twice where the click's order and the page's own question cross, and the walk begins anew.
    const asked = the.standIn.requests.filter(({ path }) => path.startsWith(FEED)).length;
    expect(asked).toBeGreaterThanOrEqual(1);
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('goes through sixty pins, killed at the twentieth and paused, repeating none', async () => {
    const different = photosNearby(60);
    const board = await addBoard('everything', 60, different.length > 0 ? different : undefined);
    await begin(board);
    await until(board, ({ done }) => done >= 20, 'twenty pins to be looked at', LONG_RUN_TIME);
    await the.driver.killBackground();
    const after = await until(board, ({ done }) => done >= 24, 'the run to go on', LONG_RUN_TIME);
    expect(after.perMinute).toBeGreaterThan(0);

    await control(board, 'pause');
    const paused = await until(board, ({ status }) => status === 'paused', 'the run to pause');
    const resting = await eventually(async () => {
      const before = await progressOf(board);
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      const now = await progressOf(board);
      return now && before && now.done === before.done ? now : null;
    }, 'the last pins to be finished');
    expect(resting.done).toBeLessThanOrEqual(paused.done + 2);
    await control(board, 'resume');
    const end = await until(board, ({ status }) => status === 'done', 'the end', LONG_RUN_TIME);
    expect(end).toMatchObject({ done: 60, total: 60, failed: [] });

    const urls = fetchedUrls(the.standIn).filter((url) => url.includes('i.pinimg.com'));
    expect(new Set(urls)).toEqual(new Set(board.pins.map((pin) => imageUrlOf(pin))));
    // Only what was under way when the background was killed was asked for twice.
    expect(urls.length).toBeLessThanOrEqual(62);
    expect(the.standIn.requests.filter(({ path }) => path.startsWith(FEED))).toHaveLength(3);
  }, 400_000);

  it('goes on after a refusal in the middle, with that pin to be retried', async () => {
    const board = await addBoard('tables', 5);
    const [, refused] = board.pins;
    if (!refused) throw new Error('no pins');
    the.standIn.setFault(refused.imagePath, { kind: 'status', status: 403 });
    await begin(board);
    const stopped = await until(board, ({ status }) => status === 'stopped', 'the run to stop');
    expect(stopped.stop?.code).toBe('image-forbidden');
    await control(board, 'resume');
    const done = await until(board, ({ status }) => status === 'done', 'the others to be done');
    expect(done).toMatchObject({ done: 4, failed: [{ pinId: refused.id }] });
    the.standIn.clearFaults();
    await control(board, 'retry');
    await until(board, (progress) => progress.done === 5, 'the pin to be looked at again');
  });

  it('stops at a refusal, and says so', async () => {
    const board = await addBoard('chairs', 3);
    the.standIn.setFault('i.pinimg.com', { kind: 'status', status: 429 });
    await begin(board);
    const stopped = await until(board, ({ status }) => status === 'stopped', 'the run to stop');
    expect(stopped.stop?.code).toBe('too-many-requests');
    expect(fetchedUrls(the.standIn).filter((url) => url.includes('i.pinimg')).length).toBeLessThan(
      3,
    );
  });
});
