// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { Find } from '../../../components/popup/Find.tsx';
import type { FindSaving } from '../../../components/Star.tsx';
import { UNKNOWN_NOUN } from '../../../lib/query/noun.ts';
import { fakeCorrecting } from '../support/correcting.ts';
import { object, SHOPS } from './fixtures.ts';
import { rendered } from './rendered.ts';

const chair = object('armchair', 0.1, 0.1);
const find = { noun: 'armchair', object: chair, terms: [] };

function view(saving: FindSaving | null, shown: Parameters<typeof Find>[0]['find'] = find) {
  return (
    <Find
      id="a"
      find={shown}
      facts={UNKNOWN_NOUN}
      image={{ width: 1000, height: 800 }}
      imageUrl="https://i.pinimg.com/736x/a.jpg"
      shops={SHOPS}
      copying={{ copied: null, announcement: '', copy: () => undefined }}
      correcting={fakeCorrecting()}
      saving={saving}
      onSearchAll={async () => undefined}
      onKeepWords={() => undefined}
    />
  );
}
function saving(saved: FindSaving['saved']) {
  return {
    saved,
    save: vi.fn<FindSaving['save']>(async () => undefined),
    unsave: vi.fn<FindSaving['unsave']>(async () => undefined),
  };
}
const SAVED = [{ id: 'one', noun: 'armchair', box: chair.box }];
const NAME = 'Save “armchair”';

describe('the star of a find', () => {
  it('saves it with its search as it is and all shops, and says so', async () => {
    const none = saving([]);
    const { control, click, spoken } = await rendered(view(none));
    expect(control(NAME).getAttribute('aria-pressed')).toBe('false');
    await click(control(NAME));
    expect(none.save).toHaveBeenCalledExactlyOnceWith(
      find,
      {
        text: 'mustard yellow armchair',
        language: 'en',
        edit: { on: {}, values: {}, text: null },
      },
      expect.arrayContaining([expect.objectContaining({ shop: 'etsy' })]),
    );
    expect(none.save.mock.calls[0]?.[2]).toHaveLength(SHOPS.length);
    expect(spoken()).toBe('Saved to your finds.');
  });

  it('is pressed for a saved find, under the same name, and lets it go', async () => {
    const one = saving(SAVED);
    const { control, click, spoken } = await rendered(view(one));
    expect(control(NAME).getAttribute('aria-pressed')).toBe('true');
    await click(control(NAME));
    expect(one.unsave).toHaveBeenCalledExactlyOnceWith('one');
    expect(one.save).not.toHaveBeenCalled();
    expect(spoken()).toBe('Taken off your finds.');
  });

  it('says where that failed', async () => {
    const none = saving([]);
    none.save.mockRejectedValueOnce(new Error('full'));
    const { control, click, spoken } = await rendered(view(none));
    await click(control(NAME));
    expect(spoken()).toBe('That could not be saved. Please try again.');
  });

  it('in a private window says why it does nothing', async () => {
    const nothing = saving(null);
    const { control, click, spoken } = await rendered(view(nothing));
    const star = control('Save “armchair”. Finds are not saved from private windows.');
    expect(star.getAttribute('aria-disabled')).toBe('true');
    await click(star);
    expect(nothing.save).not.toHaveBeenCalled();
    expect(spoken()).toBe('Finds are not saved from private windows.');
  });

  it('is there for what only words name', async () => {
    const none = saving([]);
    const { control, click } = await rendered(view(none, { ...find, object: null }));
    await click(control(NAME));
    expect(none.save.mock.calls[0]?.[0]).toMatchObject({ noun: 'armchair', object: null });
  });

  it('is not there where nothing can be saved from', async () => {
    const { hasControl } = await rendered(view(null));
    expect(hasControl(/^Save/)).toBe(false);
  });
});
