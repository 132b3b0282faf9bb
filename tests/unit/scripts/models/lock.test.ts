import { describe, expect, it } from 'vitest';
import { readLock } from '../../../../scripts/models/lock.ts';
import { PHOTO_NAMES } from '../../../../scripts/photos.ts';

describe('models.lock.json', () => {
  const lock = readLock();

  it('pins the package of every model and photo', () => {
    const specs = [
      ...lock.models.flatMap(({ source }) => (source.kind === 'npm' ? [source.package] : [])),
      ...Object.values(lock.photos).map((photo) => photo.package),
    ];
    expect(Object.keys(lock.packages).sort()).toEqual([...new Set(specs)].sort());
  });

  it('pins exactly the photos that have a name', () => {
    expect(Object.keys(lock.photos)).toEqual(expect.arrayContaining([...PHOTO_NAMES]));
  });

  it('takes downloads from addresses that cannot change', () => {
    for (const { source } of lock.models) {
      if (source.kind !== 'url') continue;
      for (const { url } of source.files) expect(url).toMatch(/^https:.*\/[0-9a-f]{40}\//);
    }
  });
});
