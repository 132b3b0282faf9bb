import { describe, expect, it } from 'vitest';
import { regionOf } from '../../../../lib/shops/region.ts';

describe('regionOf', () => {
  it.each([
    ['en-US', 'www.pinterest.com', 'US'],
    ['de-AT', 'www.pinterest.com', 'AT'],
    ['de', 'www.pinterest.com', 'DE'],
    ['en-US', 'de.pinterest.com', 'DE'],
    ['en-US', 'uk.pinterest.com', 'GB'],
    ['en-US', 'www.pinterest.co.uk', 'GB'],
    ['en-US', 'www.pinterest.de', 'DE'],
    ['en-US', 'www.pinterest.com.au', 'AU'],
    ['fr-FR', 'br.pinterest.com', 'BR'],
    ['en-GB', null, 'GB'],
    ['en-GB', 'de.pinterest.com.evil.example', 'GB'],
  ])('of %s at %s is %s', (locale, pinterestHost, region) => {
    expect(regionOf({ locale, pinterestHost })).toBe(region);
  });
});
