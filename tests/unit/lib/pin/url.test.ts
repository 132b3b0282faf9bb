import { describe, expect, it } from 'vitest';
import { PINTEREST_DOMAINS } from '../../../../lib/pin/hosts.ts';
import { canonicalPinUrl, isPinterestUrl, pinIdFromUrl } from '../../../../lib/pin/url.ts';

const ID = '165366617561100485';
const OPAQUE = 'Ac5MASQyhT2bXk_W-3vQe9fZ';

describe('pinIdFromUrl', () => {
  it.each([
    ['digits', `https://www.pinterest.com/pin/${ID}/`],
    ['no slash at the end', `https://www.pinterest.com/pin/${ID}`],
    ['no www', `https://pinterest.com/pin/${ID}/`],
    ['a slug', `https://www.pinterest.com/pin/phoenix-bird--${ID}/`],
    ['a slug with two dashes of its own', `https://www.pinterest.com/pin/a--b--${ID}/`],
    ['a slug with digits', `https://www.pinterest.com/pin/12-ideas-for-2024--${ID}/`],
    [
      'a slug in another script',
      `https://ru.pinterest.com/pin/${encodeURIComponent('жар-птица')}--${ID}/`,
    ],
    ['a broken escape in the slug', `https://www.pinterest.com/pin/50%-off--${ID}/`],
    ['a tail', `https://www.pinterest.com/pin/${ID}/sent/?invite_code=abc&sender=1`],
    ['a view', `https://www.pinterest.com/pin/${ID}/visual-search/?x=16&y=16`],
    ['a query', `https://www.pinterest.com/pin/${ID}/?utm_source=x`],
    ['a fragment', `https://www.pinterest.com/pin/${ID}/#imgViewer`],
    ['a country', `https://de.pinterest.com/pin/${ID}/`],
    ['a country and language', `https://pt-br.pinterest.com/pin/${ID}/`],
    ['a domain of two parts', `https://www.pinterest.co.uk/pin/${ID}/`],
  ])('reads %s', (_, url) => {
    expect(pinIdFromUrl(url)).toBe(ID);
    expect(pinIdFromUrl(new URL(url))).toBe(ID);
  });

  it.each(PINTEREST_DOMAINS)('knows pinterest.%s', (tail) => {
    expect(pinIdFromUrl(`https://www.pinterest.${tail}/pin/${ID}/`)).toBe(ID);
  });

  it('reads the very short ids of the first pins', () => {
    expect(pinIdFromUrl('https://www.pinterest.com/pin/4/')).toBe('4');
  });

  it('reads opaque ids', () => {
    expect(pinIdFromUrl(`https://www.pinterest.com/pin/${OPAQUE}/`)).toBe(OPAQUE);
    expect(pinIdFromUrl(`https://www.pinterest.com/pin/${OPAQUE}/sent/`)).toBe(OPAQUE);
  });

  it.each([
    'https://www.pinterest.com/',
    'https://www.pinterest.com/pin/',
    'https://www.pinterest.com/pin/create/button/?url=x',
    'https://www.pinterest.com/pin/find/?url=x',
    'https://www.pinterest.com/pin/some-page-of-their-own-with-a-long-name/',
    'https://www.pinterest.com/pin-builder/',
    'https://www.pinterest.com/pin-creation-tool/',
    'https://www.pinterest.com/someone/a-board/',
    `https://www.pinterest.com/someone/pin/${ID}/`,
    `https://www.pinterest.com/search/pins/?q=/pin/${ID}/`,
    `https://business.pinterest.com/pin/${ID}/`,
    `https://developers.pinterest.com/pin/${ID}/`,
    `https://help.pinterest.com/pin/${ID}/`,
    `https://www.de.pinterest.com/pin/${ID}/`,
    `https://www.pinterest.com.evil.example/pin/${ID}/`,
    `https://notpinterest.com/pin/${ID}/`,
    `https://www.pinterest.example/pin/${ID}/`,
    `https://evil.example/www.pinterest.com/pin/${ID}/`,
    `http://www.pinterest.com/pin/${ID}/`,
    `javascript:'https://www.pinterest.com/pin/${ID}/'`,
    `/pin/${ID}/`,
    '',
  ])('finds no pin in %s', (url) => {
    expect(pinIdFromUrl(url)).toBeNull();
  });
});

describe('isPinterestUrl', () => {
  it('takes pages of the site that are no pins', () => {
    expect(isPinterestUrl('https://www.pinterest.fr/search/pins/?q=chair')).toBe(true);
    expect(isPinterestUrl('https://i.pinimg.com/736x/aa.jpg')).toBe(false);
  });
});

describe('canonicalPinUrl', () => {
  it('leads back to the same id', () => {
    expect(canonicalPinUrl(ID)).toBe(`https://www.pinterest.com/pin/${ID}/`);
    expect(pinIdFromUrl(canonicalPinUrl(OPAQUE))).toBe(OPAQUE);
  });
});
