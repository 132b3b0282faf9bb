/** What Magpie uses of jsdom, which brings no types of its own. */
declare module 'jsdom' {
  /** Where a page's warnings and errors go; nowhere until it is forwarded. */
  export class VirtualConsole {}

  export class JSDOM {
    /** Scripts are not run and nothing is fetched unless options say so. */
    constructor(
      html: string | Uint8Array,
      options?: { url?: string; contentType?: string; virtualConsole?: VirtualConsole },
    );
    readonly window: Window & typeof globalThis;
  }
}
