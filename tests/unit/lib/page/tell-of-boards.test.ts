import { afterEach, expect, it, vi } from 'vitest';
import { createBoardTeller } from '../../../../lib/page/tell-of-boards.ts';

const send = vi.hoisted(() => vi.fn<(type: string) => Promise<boolean>>());
vi.mock('../../../../lib/platform/board-messages.ts', () => ({
  boardMessages: { sendMessage: send },
}));

const BOARD = 'https://www.pinterest.com/anna/lamps/';

afterEach(() => send.mockReset());

it('tells the background of boards until the page has what it needs for them', async () => {
  const tell = createBoardTeller();
  tell('https://www.pinterest.com/pin/123/');
  expect(send).not.toHaveBeenCalled();
  send
    .mockRejectedValueOnce(new Error('no background'))
    .mockResolvedValueOnce(false)
    .mockResolvedValueOnce(true);
  for (const url of [BOARD, BOARD, 'https://www.pinterest.com/search/pins/?q=lamp']) {
    tell(url);
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(send.mock.calls).toEqual([
    ['board:shown', undefined],
    ['board:shown', undefined],
    ['board:shown', undefined],
  ]);
  tell(BOARD);
  expect(send).toHaveBeenCalledTimes(3);
});
