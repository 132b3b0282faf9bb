import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { openFindStore } from '../../../../lib/finds/find-store.ts';
import { type Crop, subjectOf } from '../../../../lib/finds/saved-find.ts';
import { JPEG, savedFind } from '../../support/finds.ts';

const crop: Crop = { type: 'image/jpeg', bytes: JPEG };
const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
const chair = savedFind({ savedAt: at(1) });
const lamp = savedFind({ savedAt: at(3) }, 'floor lamp');
const vase = savedFind({ savedAt: at(2), pin: null }, 'vase');

describe('the store of finds', () => {
  const store = openFindStore();
  beforeEach(() => store.clear());

  it('gives back what it was given, the newest first, and by picture', async () => {
    for (const find of [chair, lamp, vase]) await store.save(find);
    expect(await store.newest(2)).toEqual([lamp, vase]);
    expect(await store.ofSubject(subjectOf(chair))).toEqual(expect.arrayContaining([chair, lamp]));
    expect(await store.ofSubject(subjectOf(vase))).toEqual([vase]);
    expect(await store.get([vase.id, 'unknown'])).toEqual([vase]);
  });

  it('hands them out in parts, each once', async () => {
    for (const find of [chair, lamp, vase]) await store.save(find);
    const first = await store.part(null, 2);
    const second = await store.part(first.next, 2);
    expect(second.next).toBeNull();
    expect([...first.finds, ...second.finds].map(({ id }) => id).sort()).toEqual(
      [chair, lamp, vase].map(({ id }) => id).sort(),
    );
  });

  it('keeps a find once, and a crop only beside its find', async () => {
    await store.save(chair);
    expect(await store.saveCrop(chair.id, crop)).toBe(true);
    expect(await store.crop(chair.id)).toEqual(crop);
    await store.save({ ...chair, note: 'again' });
    expect(await store.newest(9)).toEqual([{ ...chair, note: 'again' }]);
    // It may be another picture by now.
    expect(await store.crop(chair.id)).toBeNull();
    expect(await store.saveCrop('gone', crop)).toBe(false);
    expect(await store.crop('gone')).toBeNull();
  });

  it('changes notes of what is there', async () => {
    await store.save(chair);
    expect(await store.note(chair.id, 'for the hall')).toBe(true);
    expect(await store.get([chair.id])).toEqual([{ ...chair, note: 'for the hall' }]);
    expect(await store.note('gone', 'x')).toBe(false);
  });

  it('removes finds and takes them back, crops included, until others are removed', async () => {
    await store.save(chair);
    await store.saveCrop(chair.id, crop);
    await store.save(lamp);
    expect(await store.remove([chair.id, 'unknown'])).toEqual([chair]);
    expect(await store.newest(9)).toEqual([lamp]);
    expect(await store.crop(chair.id)).toBeNull();
    expect(await store.restore()).toEqual([chair]);
    expect(await store.crop(chair.id)).toEqual(crop);
    expect(await store.restore()).toEqual([]);

    await store.remove([chair.id]);
    await store.remove([lamp.id]);
    expect(await store.restore()).toEqual([lamp]);
    expect(await store.newest(9)).toEqual([lamp]);
  });

  it('forgets what was removed, and takes nothing back over what was saved since', async () => {
    await store.save(chair);
    await store.remove([chair.id]);
    await store.forgetRemoved();
    expect(await store.restore()).toEqual([]);
    await store.save(lamp);
    await store.remove([lamp.id]);
    await store.save({ ...lamp, note: 'newer' });
    expect(await store.restore()).toEqual([]);
    expect(await store.newest(9)).toEqual([{ ...lamp, note: 'newer' }]);
  });

  it('lets go without a way back, and leaves what was removed before', async () => {
    await store.save(chair);
    await store.save(lamp);
    await store.remove([chair.id]);
    await store.discard([lamp.id]);
    expect(await store.restore()).toEqual([chair]);
  });

  it('adds only what it has not', async () => {
    await store.save({ ...chair, note: 'mine' });
    const kept = [chair, lamp].map((find) => ({ find, crop }));
    expect(await store.add(kept)).toEqual([lamp.id]);
    expect(await store.get([chair.id])).toEqual([{ ...chair, note: 'mine' }]);
    expect(await store.crop(chair.id)).toBeNull();
    expect(await store.crop(lamp.id)).toEqual(crop);
  });

  it('counts entries and bytes, and forgets all of it', async () => {
    await store.save(chair);
    const { bytes } = await store.usage();
    await store.saveCrop(chair.id, crop);
    expect(await store.usage()).toEqual({ entries: 1, bytes: bytes + JPEG.length });
    await store.remove([chair.id]);
    await store.clear();
    expect(await store.usage()).toEqual({ entries: 0, bytes: 0 });
    expect(await store.restore()).toEqual([]);
  });

  it('passes over what does not fit', async () => {
    await store.save(chair);
    const db = await openDB('magpie-finds');
    const { subject, savedAt } = await db.get('finds', chair.id);
    await db.put('finds', { id: 'odd', subject, savedAt, value: { noun: 7 } });
    await db.put('crops', { id: chair.id, value: { type: 'text/html', bytes: JPEG } });
    db.close();
    expect(await store.newest(9)).toEqual([chair]);
    expect(await store.ofSubject(subject)).toEqual([chair]);
    expect(await store.crop(chair.id)).toBeNull();
  });
});
