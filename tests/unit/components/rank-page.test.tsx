// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { type RankingOffer, RankPage } from '../../../components/popup/RankPage.tsx';
import { rendered } from './rendered.ts';

const ROOMS = { id: 'board /anna/rooms/', name: 'Rooms' };
const ATTIC = { id: 'board /anna/attic/', name: 'Attic' };

function offerOf(rank: RankingOffer['rank'], boards = [ROOMS, ATTIC]) {
  const onRanked = vi.fn();
  return { onRanked, view: <RankPage offer={{ boards, rank }} onRanked={onRanked} /> };
}

describe('the offer to rank a page', () => {
  it('is taken with the first board, or the one that is chosen', async () => {
    const rank = vi.fn(async () => true);
    const { onRanked, view } = offerOf(rank);
    const popup = await rendered(view);
    const start = popup.control('Rank by fit');
    await popup.click(start);
    expect(rank).toHaveBeenLastCalledWith(ROOMS);
    expect(onRanked).toHaveBeenCalledOnce();
    const select = popup.root.querySelector('select');
    if (!select) throw new Error('no boards');
    await act(() => {
      select.value = ATTIC.id;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await popup.click(start);
    expect(rank).toHaveBeenLastCalledWith(ATTIC);
  });

  it('says so where the browser keeps extensions out, until it is tried again', async () => {
    let works = false;
    const { onRanked, view } = offerOf(async () => works);
    const popup = await rendered(view);
    await popup.click(popup.control('Rank by fit'));
    expect(popup.spoken()).toBe('The browser lets no extension look at this page.');
    expect(onRanked).not.toHaveBeenCalled();
    works = true;
    await popup.click(popup.control('Rank by fit'));
    expect(popup.spoken()).toBe('');
    expect(onRanked).toHaveBeenCalledOnce();
  });

  it('has a name for its choice', async () => {
    const { view } = offerOf(async () => true);
    const { root } = await rendered(view);
    const label = root.querySelector('label');
    expect(label?.textContent).toBe('Board');
    expect(label?.htmlFor).toBe(root.querySelector('select')?.id);
  });
});
