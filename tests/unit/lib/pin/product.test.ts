import { describe, expect, it } from 'vitest';
import { productOf } from '../../../../lib/pin/product.ts';

describe('productOf', () => {
  it.each<[string, object, object]>([
    [
      'an offer of rich metadata',
      {
        richMetadata: {
          products: [{ offerSummary: { price: '$49.99', inStock: true, maxPrice: '$60.00' } }],
        },
        priceCurrency: 'USD',
        priceValue: 0,
        isOosProduct: false,
      },
      { price: '$49.99', currency: 'USD', available: true },
    ],
    [
      'a range, by where it begins',
      { richMetadata: { products: [{ offerSummary: { price: null, minPrice: '12,00 €' } }] } },
      { price: '12,00 €', currency: null, available: null },
    ],
    [
      'the pin’s own price',
      { priceValue: 49.9, priceCurrency: 'eur', isOosProduct: true },
      { price: '49.9', currency: 'EUR', available: false },
    ],
    [
      'an offer in other words',
      {
        richMetadata: {
          products: [
            { offer: { priceValue: 19.99, currencyCode: 'GBP', availability: 'OutOfStock' } },
          ],
        },
        isOosProduct: false,
      },
      { price: '19.99', currency: 'GBP', available: false },
    ],
    [
      'a product without a price',
      { productPinData: { id: '1' }, priceCurrency: 'USD', isOosProduct: false },
      { price: null, currency: 'USD', available: true },
    ],
    [
      'a list of offers, the first that is whole',
      {
        richSummary: { products: [7, { offers: [null, { price: '7' }] }] },
        priceCurrency: 'dollars',
      },
      { price: '7', currency: null, available: null },
    ],
  ])('reads %s', (_, pin, product) => {
    expect(productOf(pin)).toEqual(product);
  });

  it.each<[string, unknown]>([
    [
      'a plain pin',
      { priceValue: 0, priceCurrency: 'USD', isOosProduct: false, shoppingFlags: [2] },
    ],
    [
      'an article',
      { richMetadata: { products: null, article: {} }, richSummary: { products: [] } },
    ],
    ['things of other kinds', { richMetadata: 'x', richSummary: [], priceValue: { a: 1 } }],
    ['no pin', null],
  ])('finds none in %s', (_, pin) => {
    expect(productOf(pin)).toBeNull();
  });
});
