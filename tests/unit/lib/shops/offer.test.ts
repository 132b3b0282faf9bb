import { describe, expect, it } from 'vitest';
import { offerOf } from '../../../../lib/shops/offer.ts';

const LINK = 'https://www.westelm.example/products/chair?a=1&b="2"';
const product = (
  price: string | null,
  currency: string | null,
  available: boolean | null = null,
) => ({ price, currency, available });

describe('offerOf', () => {
  it('shows the site, and the price as readers of the locale write it', () => {
    expect(offerOf({ link: LINK, product: product('349.00', 'EUR') }, 'en')).toEqual({
      href: 'https://www.westelm.example/products/chair?a=1&b=%222%22',
      site: 'westelm.example',
      price: '€349.00',
      kind: 'product',
    });
    const german = offerOf({ link: LINK, product: product('1349.5', 'EUR') }, 'de');
    expect(german?.price?.replaceAll(/\s/g, ' ')).toBe('1.349,50 €');
  });

  it.each([
    ['$49.99', 'USD', '$49.99'],
    ['ab 12,00 €', 'EUR', 'ab 12,00 €'],
    ['49', null, '49'],
    ['49', 'euros', '49'],
    ['0', 'USD', null],
    [null, 'USD', null],
    ['\u202E99\u0000', null, '99'],
  ])('of the price %j in %j shows %j', (price, currency, shown) => {
    expect(offerOf({ link: LINK, product: product(price, currency) }, 'en')?.price).toBe(shown);
  });

  it('says what is sold out, and what is no product', () => {
    expect(offerOf({ link: LINK, product: product('9', 'USD', false) }, 'en')?.kind).toBe(
      'sold-out',
    );
    expect(offerOf({ link: LINK, product: null }, 'en')).toMatchObject({
      kind: 'page',
      price: null,
    });
    expect(offerOf({ link: LINK }, 'en')?.kind).toBe('page');
  });

  it.each([
    null,
    '',
    'nonsense',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://a:b@c.example/',
  ])('is none for the link %j', (link) => {
    expect(offerOf({ link }, 'en')).toBeNull();
  });
});
