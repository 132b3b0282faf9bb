import { describe, expect, it } from 'vitest';
import { monthOf, usageOf } from '../../../../lib/cloud-vision/usage.ts';

const NOW = new Date(2026, 10, 30, 23, 59);

describe('the usage of a month', () => {
  it('is of the month that the user’s clock shows', () => {
    expect(monthOf(NOW)).toBe('2026-11');
    expect(monthOf(new Date(2027, 0, 1))).toBe('2027-01');
  });

  it('is what was stored in it', () => {
    expect(usageOf({ month: '2026-11', units: 12 }, NOW)).toEqual({ month: '2026-11', units: 12 });
  });

  it.each<[string, unknown]>([
    ['another month', { month: '2026-10', units: 999 }],
    ['nothing', null],
    ['less than nothing', { month: '2026-11', units: -5 }],
    ['half a unit', { month: '2026-11', units: 0.5 }],
    ['a text', 'corrupt'],
  ])('begins at none where %s is stored', (_, stored) => {
    expect(usageOf(stored, NOW)).toEqual({ month: '2026-11', units: 0 });
  });
});
