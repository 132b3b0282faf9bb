/** A national site of a shop. */
export interface Marketplace {
  /** Stable id, as kept in the settings. */
  id: string;
  /** Name for the user: "Amazon.de". */
  name: string;
  /** Host of the site, without scheme. */
  host: string;
  /** BCP 47 regions whose shoppers use it. The first marketplace of a shop is its default. */
  regions: readonly string[];
}

/** A shop that Magpie can search with a plain URL. */
export interface Shop {
  id: string;
  name: string;
  marketplaces: readonly [Marketplace, ...Marketplace[]];
  /** The URL that searches `marketplace` for `query` (any text; it is encoded here). */
  searchUrl(query: string, marketplace: Marketplace): string;
}
