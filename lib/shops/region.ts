/** What tells where a shopper is. */
export interface Whereabouts {
  /** Of the browser: a BCP 47 tag. */
  locale: string;
  /** Host of the Pinterest page: `de.pinterest.com`, `www.pinterest.co.uk`; null where none is open. */
  pinterestHost: string | null;
}

/** A Pinterest host with the country code of its subdomain, or of its domain where that has one. */
const PINTEREST_HOST = /^(?:([a-z]{2})|[a-z]+)\.pinterest\.(?:info|com|(?:com?\.)?([a-z]{2}))$/;

/** Hosts whose country code is not the ISO 3166 region. */
const REGIONS: Readonly<Record<string, string>> = { uk: 'GB' };

/**
 * The ISO 3166 region whose shops serve a shopper, null where nothing tells. Pinterest sends people
 * to the site of their country, while a browser's locale may be English for no reason at all.
 */
export function regionOf({ locale, pinterestHost }: Whereabouts): string | null {
  const [, subdomain, domain] = PINTEREST_HOST.exec(pinterestHost ?? '') ?? [];
  const country = domain ?? subdomain;
  if (country !== undefined) return REGIONS[country] ?? country.toUpperCase();
  return new Intl.Locale(locale).maximize().region ?? null;
}
