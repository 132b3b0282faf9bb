/** A shop as the views need it: already the user's marketplace, in the user's order. */
export interface ShopLink {
  /** Stable id of the shop. */
  id: string;
  /** Its name for the user: "Etsy", "Amazon.de". */
  name: string;
  /** The URL that searches it for a text. */
  href(query: string): string;
}
