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
  /** ISO 3166 regions whose shoppers use it; none where it serves everybody. */
  regions: readonly string[];
}

/** A shop that Magpie can search with a plain URL. */
export interface Shop {
  id: string;
  name: string;
  /** The first is for those whose region no other serves. */
  marketplaces: readonly [Marketplace, ...Marketplace[]];
  /** The URL that searches `marketplace` for `query` (any text; it is encoded here). */
  searchUrl(query: string, marketplace: Marketplace): string;
}

/** A site under a national domain: its domain's tail and the regions it serves. */
type NationalDomain = readonly [tail: string, ...regions: string[]];

/** The marketplaces of a shop that tells its countries by top-level domain. */
export function marketplacesOf(
  name: string,
  domain: string,
  [first, ...others]: readonly [NationalDomain, ...NationalDomain[]],
): Shop['marketplaces'] {
  const marketplace = ([tail, ...regions]: NationalDomain): Marketplace => ({
    id: `${name.toLowerCase()}.${tail}`,
    name: `${name}.${tail}`,
    origin: `https://${domain}.${tail}`,
    regions,
  });
  return [marketplace(first), ...others.map(marketplace)];
}

/** `url` with `parameters` added, encoded as forms encode them. */
export function withParameters(url: string, parameters: Record<string, string>): string {
  const result = new URL(url);
  for (const [name, value] of Object.entries(parameters)) result.searchParams.set(name, value);
  return result.href;
}
