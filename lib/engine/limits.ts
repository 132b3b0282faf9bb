/** Long side to which an image is scaled down before it is analysed, pixels. */
export const MAX_SIDE = 1024;

/** The same for a picture of a screen, of which only parts are looked at. */
export const SCREEN_SIDE = 4096;

/** More pixels than this are refused: a decoded copy of 40 megapixels takes 160 MB. */
export const MAX_PIXELS = 40_000_000;

/** More bytes than this are refused; Pinterest's largest renditions stay far below. */
export const MAX_BYTES = 25_000_000;

/** How long an image may take to arrive, milliseconds. */
export const FETCH_TIMEOUT = 15_000;

/** How long all renditions of an image together may take; less than a job may (worker-host.ts). */
export const LADDER_TIMEOUT = 45_000;
