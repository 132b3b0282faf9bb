import { describe, expect, it } from 'vitest';
import { AUTOMATIC, fromShopChoices, toShopChoices } from '../../../../lib/shops/shop-choices.ts';
import { SHOPS } from '../../../../lib/shops/shops.ts';

const OWN = {
  id: 'custom-1',
  name: 'Mine',
  url: 'https://shop.example/{query}',
  language: 'en' as const,
};
const STORED = {
  shops: ['ikea', 'custom-1', 'amazon'],
  marketplaces: { amazon: 'amazon.it' },
  customShops: [OWN],
  words: { ikea: { color: false } },
};
const NOTHING = { shops: [], marketplaces: {}, customShops: [], words: {} };

describe('shop choices', () => {
  it('offer every shop: the chosen ones in order, then the others', () => {
    const choices = toShopChoices(STORED, 'GB');
    expect(choices.slice(0, 4).map(({ id, enabled }) => [id, enabled])).toEqual([
      ['ikea', true],
      ['custom-1', true],
      ['amazon', true],
      ['etsy', false],
    ]);
    expect(choices).toHaveLength(SHOPS.length + 1);
  });

  it('show the chosen marketplace, else say where Magpie would search', () => {
    const choices = toShopChoices(STORED, 'GB');
    const choice = (wanted: string) => choices.find(({ id }) => id === wanted);
    expect(choice('amazon')?.marketplace).toBe('amazon.it');
    expect(choice('ikea')?.marketplace).toBe(AUTOMATIC);
    expect(choice('ikea')?.marketplaces[0]).toEqual({ id: AUTOMATIC, name: 'IKEA GB' });
    expect(choice('target')?.marketplaces).toEqual([]);
    for (const { marketplace, marketplaces } of choices) {
      if (marketplaces.length > 0) {
        expect(marketplaces.map(({ id }) => id)).toContain(marketplace);
      }
    }
  });

  it.each(['GB', 'AT', null])('come back as they were stored in %s', (region) => {
    expect(fromShopChoices(toShopChoices(STORED, region))).toEqual(STORED);
  });

  it('keep a marketplace that was chosen, even where Magpie would take it by itself', () => {
    const stored = { ...NOTHING, shops: ['amazon'], marketplaces: { amazon: 'amazon.co.uk' } };
    expect(fromShopChoices(toShopChoices(stored, 'GB'))).toEqual(stored);
  });

  it('forget what no longer exists', () => {
    const stored = {
      ...NOTHING,
      shops: ['gone', 'etsy'],
      marketplaces: { gone: 'x', amazon: 'amazon.moon' },
      words: { gone: { style: false } },
    };
    expect(fromShopChoices(toShopChoices(stored, 'US'))).toEqual({ ...NOTHING, shops: ['etsy'] });
  });

  it('may all be off', () => {
    const choices = toShopChoices(NOTHING, 'US');
    expect(choices).toHaveLength(SHOPS.length);
    expect(fromShopChoices(choices)).toEqual(NOTHING);
  });
});
