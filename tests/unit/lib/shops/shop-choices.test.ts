import { describe, expect, it } from 'vitest';
import { fromShopChoices, toShopChoices } from '../../../../lib/shops/shop-choices.ts';
import { SHOPS } from '../../../../lib/shops/shops.ts';

const STORED = { shops: ['ikea', 'amazon'], marketplaces: { amazon: 'amazon.it' } };

describe('shop choices', () => {
  it('offer every shop: the chosen ones in order, then the others', () => {
    const choices = toShopChoices(STORED, 'en-GB');
    expect(choices.map(({ id, enabled }) => [id, enabled])).toEqual([
      ['ikea', true],
      ['amazon', true],
      ['etsy', false],
      ['ebay', false],
      ['google-shopping', false],
    ]);
  });

  it("show the marketplace in force: the chosen one, else the locale's", () => {
    const choices = toShopChoices(STORED, 'en-GB');
    const inForce = Object.fromEntries(choices.map(({ id, marketplace }) => [id, marketplace]));
    expect(inForce).toMatchObject({ amazon: 'amazon.it', ikea: 'ikea.com/gb/en' });
    for (const { marketplace, marketplaces } of choices) {
      expect(marketplaces.map(({ id }) => id)).toContain(marketplace);
    }
  });

  it.each(['en-GB', 'de-AT', 'ja', 'en'])('come back as they were stored in %s', (locale) => {
    expect(fromShopChoices(toShopChoices(STORED, locale), locale)).toEqual(STORED);
  });

  it('store no marketplace that the locale gives anyway, so that moving house moves it', () => {
    const stored = { shops: ['amazon'], marketplaces: { amazon: 'amazon.co.uk' } };
    expect(fromShopChoices(toShopChoices(stored, 'en-GB'), 'en-GB')).toEqual({
      shops: ['amazon'],
      marketplaces: {},
    });
  });

  it('forget what no longer exists', () => {
    const stored = { shops: ['gone', 'etsy'], marketplaces: { gone: 'x', amazon: 'amazon.moon' } };
    expect(fromShopChoices(toShopChoices(stored, 'en'), 'en')).toEqual({
      shops: ['etsy'],
      marketplaces: {},
    });
  });

  it('may all be off', () => {
    const choices = toShopChoices({ shops: [], marketplaces: {} }, 'en');
    expect(choices).toHaveLength(SHOPS.length);
    expect(fromShopChoices(choices, 'en').shops).toEqual([]);
  });
});
