import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHOP_NOUNS } from '../../../../lib/vision/vocabulary.ts';
import { type DevItem, photoOf, readDevSet } from '../../../../scripts/eval/devset.ts';
import { readLock } from '../../../../scripts/models/lock.ts';
import { ROOT } from '../../../../scripts/models/paths.ts';

const items = readDevSet();
const nameOf = ({ source, name }: DevItem) => `${source} ${name}`;
const nounsOf = ({ objects, alsoRight }: DevItem) => [
  ...objects.map(({ noun }) => noun),
  ...alsoRight,
];

describe('the development set', () => {
  it('speaks in nouns of the shops', () => {
    const unknown = items.flatMap((item) =>
      nounsOf(item)
        .filter((noun) => !SHOP_NOUNS.has(noun))
        .map((noun) => `${nameOf(item)}: ${noun}`),
    );
    expect(unknown).toEqual([]);
  });

  it('names each noun of a photo once', () => {
    const repeating = items.filter((item) => new Set(nounsOf(item)).size < nounsOf(item).length);
    expect(repeating.map(nameOf)).toEqual([]);
  });

  it('is large enough to tell a better pipeline from a worse one', () => {
    expect(items.length).toBeGreaterThanOrEqual(60);
  });

  it('holds pictures with nothing to shop', () => {
    const empty = items.filter(({ objects }) => objects.length === 0);
    expect(empty.length).toBeGreaterThanOrEqual(6);
    expect(new Set(empty.map(({ split }) => split)).size).toBe(2);
  });

  it('has halves of like size', () => {
    const tune = items.filter(({ split }) => split === 'tune').length;
    expect(Math.abs(2 * tune - items.length)).toBeLessThanOrEqual(items.length / 10);
  });

  it('holds no photo twice, so that none is in both halves', () => {
    expect(new Set(items.map(nameOf)).size).toBe(items.length);
  });

  it('takes from npm only photos that are pinned', () => {
    const npm = items.filter(({ source }) => source === 'npm').map(({ name }) => name);
    const { photos } = readLock();
    expect(npm.filter((name) => !photos[name])).toEqual([]);
  });
});

describe('photoOf', () => {
  const item = (source: DevItem['source'], name: string): DevItem => ({
    source,
    name,
    split: 'tune',
    scene: 'product shot',
    objects: [],
    alsoRight: [],
  });

  it.each([
    ['npm', 'no such photo'],
    ['coco', 'no such photo'],
    ['furniture', 'no such photo'],
    ['clothing', 'no such photo'],
    ['drawn', 'no such drawing'],
  ] as const)('has none of %s under another name', async (source, name) => {
    expect(await photoOf(item(source, name))).toBeNull();
  });

  it.skipIf(!existsSync(join(ROOT, '../shared/photos')))(
    'finds each photo that is not from npm, and no two under one path',
    async () => {
      const shared = items.filter(({ source }) => source !== 'npm' && source !== 'drawn');
      const paths = await Promise.all(shared.map(photoOf));
      expect(shared.filter((_, i) => !paths[i]).map(nameOf)).toEqual([]);
      expect(new Set(paths).size).toBe(shared.length);
      expect(paths.filter((path) => path && !existsSync(path))).toEqual([]);
    },
  );
});
