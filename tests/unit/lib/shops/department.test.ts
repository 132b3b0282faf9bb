import { describe, expect, it } from 'vitest';
import { maySell } from '../../../../lib/shops/department.ts';

describe('maySell', () => {
  it.each([
    ['home', 'sideboard', true],
    ['fashion', 'sideboard', false],
    ['home', 'midi dress', false],
    ['fashion', 'midi dress', true],
    ['both', 'midi dress', true],
    ['home', 'laptop', false],
    ['fashion', 'laptop', false],
    ['both', 'laptop', true],
    ['home', 'couch', true],
    ['fashion', 'couch', false],
    ['home', 'thingamajig', true],
    ['fashion', 'thingamajig', true],
  ] as const)('a shop for %s, a %s: %s', (assortment, noun, may) => {
    expect(maySell(assortment, noun)).toBe(may);
  });
});
