/** What a shop is good for. A shop for both is offered for every find. */
export type Assortment = 'home' | 'fashion' | 'both';

/** A national site of a shop. */
export interface Marketplace {
  /** Stable id, as kept in the settings. */
  id: string;
  /** Name of the shop there, as on a button: "Amazon.de". */
  name: string;
  /** Name among the shop's other sites, where `name` does not tell them apart. */
  label?: string;
  /** Where the site begins: host, and path where the shop tells its countries by path. */
  origin: string;
  /** The languages that its products are described in, the main one first: BCP 47 tags. */
  languages: readonly [string, ...string[]];
  /** ISO 3166 regions whose shoppers use it; none where it serves everybody. */
  regions: readonly string[];
}

/** A shop, or a search over shops, that Magpie can open with a plain URL. */
export interface Shop {
  id: string;
  name: string;
  sells: Assortment;
  /** What is searched for: words, or the pin's picture by its address. */
  by: 'words' | 'picture';
  /** Whether style words help: they do where sellers write their own titles. */
  styleWords: boolean;
  /** Whether the first marketplace is for everybody whom no other serves. */
  worldwide: boolean;
  /** Parameters that put the cheapest first, where the shop's own menu has such an address. */
  cheapestFirst?: Readonly<Record<string, string>>;
  marketplaces: readonly [Marketplace, ...Marketplace[]];
  /** The URL that searches `marketplace` for `what`: any text, or an address; encoded here. */
  searchUrl(what: string, marketplace: Marketplace): string;
}

/** A national site in short: what its address has, its languages, and the regions it serves. */
type Site = readonly [address: string, languages: string, ...regions: string[]];
type Sites = readonly [Site, ...Site[]];

/** The marketplaces of a shop that tells its countries by top-level domain: "co.uk". */
export function sitesByDomain(
  name: string,
  domain: string,
  sites: Sites,
  path: (tail: string) => string = () => '',
): Shop['marketplaces'] {
  return each(sites, ([tail, languages, ...regions]) => ({
    id: `${name.toLowerCase()}.${tail}`,
    name: `${name}.${tail}`,
    origin: `https://${domain}.${tail}${path(tail)}`,
    languages: listed(languages),
    regions,
  }));
}

/** The marketplaces of a shop that tells its countries by path: "de/de", "en_us". */
export function sitesByPath(
  name: string,
  domain: string,
  sites: Sites,
  subdomain = 'www',
): Shop['marketplaces'] {
  return each(sites, ([path, languages, ...regions]) => {
    const site = path === '' ? domain : `${domain}/${path}`;
    return {
      id: site,
      name,
      label: path === '' ? name : `${name} ${regions.join(', ')}`,
      origin: `https://${subdomain}.${site}`,
      languages: listed(languages),
      regions,
    };
  });
}

/** The one marketplace of a shop that serves everybody from one site. */
export function oneSite(
  id: string,
  name: string,
  origin: string,
  languages: Marketplace['languages'],
): Shop['marketplaces'] {
  return [{ id, name, origin, languages, regions: [] }];
}

/** `url` with `parameters` added, encoded as forms encode them. */
export function withParameters(url: string, parameters: Readonly<Record<string, string>>): string {
  const result = new URL(url);
  for (const [name, value] of Object.entries(parameters)) result.searchParams.set(name, value);
  return result.href;
}

function each([first, ...others]: Sites, make: (site: Site) => Marketplace): Shop['marketplaces'] {
  return [make(first), ...others.map(make)];
}

function listed(languages: string): Marketplace['languages'] {
  const [first = 'en', ...others] = languages.split(' ');
  return [first, ...others];
}
