// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Ranking, type RankingProps } from '../../../components/ranking/Ranking.tsx';
import type { ShownPicture } from '../../../lib/overlay/track-image.ts';
import type { RankingView } from '../../../lib/page/ranking-session.ts';
import { rendered } from './rendered.ts';

const frame = (x: number): ShownPicture => {
  const rect = { x, y: 100, width: 200, height: 200 };
  return { picture: rect, painted: rect, visible: rect, rounding: '12px' };
};
const VIEW: RankingView = {
  board: { id: 'board /anna/rooms/', name: 'Rooms' },
  status: { state: 'ranked', added: 4 },
  pictures: [
    { key: 3, name: 'Oak table', fit: 0.91 },
    { key: 1, name: '<b>Sofa</b>', fit: 0.7 },
    { key: 4, name: null, fit: 0.55 },
    { key: 2, name: 'Coat', fit: 0.04 },
  ],
  frames: new Map([
    [1, frame(0)],
    [2, frame(300)],
    [3, frame(600)],
  ]),
  capturing: false,
};
const events = { onDim: vi.fn(), onLook: vi.fn(), onShow: vi.fn(), onClose: vi.fn() };
const ranking = (view: Partial<RankingView> = {}, props: Partial<RankingProps> = {}) => (
  <Ranking view={{ ...VIEW, ...view }} dimmed={false} {...events} {...props} />
);

beforeEach(() => vi.clearAllMocks());

describe('Ranking', () => {
  it('has a badge on each picture in view, three of them marked as the best', async () => {
    const { root } = await rendered(ranking());
    const badges = [...root.querySelectorAll<HTMLElement>('.ranking__badge')];
    expect(badges.map(({ textContent, style }) => [textContent, style.left])).toEqual([
      ['191%', '600px'],
      ['270%', '0px'],
      ['4%', '300px'],
    ]);
    expect(badges.map((badge) => badge.dataset.best)).toEqual(['true', 'true', undefined]);
  });

  it('lists all, the best first, and names those that the page does not', async () => {
    const view = await rendered(ranking());
    const list = view.root.querySelector('ol');
    expect(list?.hidden).toBe(true);
    const unfold = view.control('4 pictures, best first');
    await view.click(unfold);
    expect(unfold.getAttribute('aria-expanded')).toBe('true');
    expect(list?.hidden).toBe(false);
    expect([...(list?.querySelectorAll('li') ?? [])].map((item) => item.textContent)).toEqual([
      '1Oak table91%',
      '2<b>Sofa</b>70%',
      '3Picture 355%',
      '4Coat4%',
    ]);
    await view.click(view.control(/Coat/));
    expect(events.onShow).toHaveBeenCalledExactlyOnceWith(2);
    expect(view.root.querySelector<HTMLElement>('.ranking__ring')?.style.left).toBe('300px');
  });

  it('dims what does not fit where the user wants it', async () => {
    const view = await rendered(ranking());
    expect(view.root.querySelector('.ranking__veil')).toBeNull();
    const toggle = view.control('Dim what does not fit');
    expect(toggle.getAttribute('aria-pressed')).toBe('false');
    await view.click(toggle);
    expect(events.onDim).toHaveBeenCalledExactlyOnceWith(true);
    await view.update(ranking({}, { dimmed: true }));
    const veils = [...view.root.querySelectorAll<HTMLElement>('.ranking__veil')];
    expect(veils.map(({ style }) => style.left)).toEqual(['300px']);
  });

  it('says what it does and what came of it', async () => {
    const view = await rendered(ranking({ status: { state: 'looking' }, pictures: [] }));
    expect(view.spoken()).toBe('Looking at the pictures');
    expect(view.hasControl(/best first/)).toBe(false);
    const again = view.control('Rank what is visible now');
    expect(again.getAttribute('aria-disabled')).toBe('true');
    await view.click(again);
    expect(events.onLook).not.toHaveBeenCalled();

    await view.update(ranking());
    expect(view.spoken()).toBe('4 pictures ranked. Best fit: Oak table, 91%.');
    await view.click(again);
    expect(events.onLook).toHaveBeenCalledOnce();
    await view.update(ranking({ status: { state: 'ranked', added: 0 } }));
    expect(view.spoken()).toBe('All in view are ranked. Best fit: Oak table, 91%.');
    await view.update(ranking({ status: { state: 'nothing' }, pictures: [] }));
    expect(view.spoken()).toBe(
      'There is no picture large enough in view. Scroll on, then rank again.',
    );
    await view.update(ranking({ status: { state: 'failed', code: 'capture-refused' } }));
    expect(view.spoken()).toBe(
      'Magpie may not see this page any more. Open it from the toolbar and rank again.',
    );
  });

  it('takes the keyboard when it comes and when its board changes', async () => {
    const view = await rendered(ranking());
    const again = view.control('Rank what is visible now');
    expect(document.activeElement).toBe(again);
    view.control('Dim what does not fit').focus();
    await view.update(ranking({ status: { state: 'looking' } }));
    expect(document.activeElement).toBe(view.control('Dim what does not fit'));
    await view.update(ranking({ board: { id: 'board /anna/attic/', name: 'Attic' } }));
    expect(document.activeElement).toBe(again);
    expect(view.root.querySelector('h2')?.textContent).toBe('Fit to “Attic”');
  });

  it('folds its list on Escape, then closes, and keeps keys from the page', async () => {
    const view = await rendered(ranking());
    const heard = vi.fn();
    document.addEventListener('keydown', heard);
    const unfold = view.control('4 pictures, best first');
    await view.click(unfold);
    await view.key(view.control(/Coat/), 'Escape');
    expect(unfold.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(unfold);
    expect(events.onClose).not.toHaveBeenCalled();
    await view.key(unfold, 'Escape');
    expect(events.onClose).toHaveBeenCalledOnce();
    expect(heard).not.toHaveBeenCalled();
    document.removeEventListener('keydown', heard);
    await view.click(view.control('Stop ranking'));
    expect(events.onClose).toHaveBeenCalledTimes(2);
  });

  it('is out of the way while a picture is taken, without losing the focus', async () => {
    const view = await rendered(ranking());
    await view.update(ranking({ capturing: true }));
    expect(view.root.querySelector('.ranking')?.hasAttribute('data-capturing')).toBe(true);
    expect(document.activeElement).toBe(view.control('Rank what is visible now'));
  });
});
