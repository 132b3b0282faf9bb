import { describe, expect, it } from 'vitest';
import { isTooSmall } from '../../../lib/region.ts';

describe('isTooSmall', () => {
  const at = (width: number, height: number) => ({ x: 0, y: 0, width, height });
  it.each([
    ['16 px of each side', at(0.02, 0.04), { width: 800, height: 400 }, false],
    ['less than 16 px', at(0.03, 0.5), { width: 500, height: 500 }, true],
    ['less than 2 % of a side', at(0.5, 0.019), { width: 1024, height: 1024 }, true],
    ['no size at all', at(0, 0), { width: 1024, height: 1024 }, true],
  ])('%s', (_, box, image, expected) => {
    expect(isTooSmall(box, image)).toBe(expected);
  });
});
