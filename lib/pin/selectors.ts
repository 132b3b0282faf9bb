/**
 * Everything that Magpie believes of the markup and the state of Pinterest's pages, and the only
 * place for it. Each entry says when the page had it, and how we know:
 * [V] seen in a saved real page, [C] claimed by public code and not seen by us.
 * Class names are hashed and aria-labels are localised, so neither is ever used.
 */

/** Selectors of data scripts. */
export const STATE_SCRIPTS = {
  /** 2024–26 [V]: JSON of `initialReduxState`; its pins are empty on most closeups. */
  redux: 'script#__PWS_INITIAL_PROPS__',
  /** 2024 [V]: JSON, sometimes with text after it. */
  relayResponse: 'script[data-relay-response]',
  /** 2025–26 [V]: a call of a page function; read as text, never run. */
  relayCompleted: 'script[data-relay-completed-request]',
  /** 2024–26 [C]: JSON of one resource. */
  resource: 'script[data-test-id="resource-response-data"]',
} as const;

/** The call in a completed relay request: a URL-encoded request, then the response. 2025–26 [V]. */
export const COMPLETED_REQUEST_CALL = '__PWS_RELAY_REGISTER_COMPLETED_REQUEST__(';

/** Keys of the pin query in a relay response: 2024 [V], 2025–26 [V], in this order. */
export const PIN_QUERIES = ['v3GetPinQuery', 'v3GetPinQueryv2'] as const;

/** `__typename` of a pin that was deleted or is blocked. 2026 [V]. */
export const NOT_FOUND_TYPE = 'PinNotFound';

/** Keys that hold one size of the picture, in camelCase: `imageSpec_736x` (to 2025 [V]), `images_736x` (2026 [C]), `image736x` (2024 [V]). */
export const SIZE_KEY = /^images?(?:Spec)?_?(236x|474x|564x|736x|orig)$/i;

/** The same sizes as keys of `images`, snake_case state. 2024–26 [V]. */
export const SIZE = /^(?:236x|474x|564x|736x|orig)$/;

/** The typename of a block of an idea pin that plays. 2024 [V]. */
export const VIDEO_BLOCK = /video/i;

/** The kind of block of an idea pin that plays, where the typename is missing. 2024 [V]. */
export const VIDEO_BLOCK_TYPE = 3;

/** The picture of the open pin, the surest anchor first. */
const CLOSEUP_IMAGES = [
  '[data-test-id="pin-closeup-image"] img', // 2024 [V]
  'img[elementtiming="closeupImage"]', // 2024 [V]
  'img[elementtiming*="MainPinImage"]', // 2025–26 [C]; the draft page has it too, so go by the URL first
  'img[elementtiming*="closeup-image-main"]', // 2025–26 [C]
  '[data-test-id="closeup-image-main"] img', // 2025–26 [C]
  '[data-test-id="closeup-image"] img', // 2025–26 [C]
  '[id^="closeup-image-container-"] img', // 2025–26 [C]
  '[data-test-id="closeup-body-image-container"] img', // 2025–26 [C]
  '[data-test-id="story-pin-closeup-container"] img', // 2024–25 [V]
  '[data-test-id="CloseupMainPin"] img', // 2024–25 [V]; holds avatars too
] as const;

/** The player of the open pin. */
const CLOSEUP_VIDEOS = [
  '[data-test-id="story-pin-closeup-container"] video', // 2024–25 [V]
  '[data-test-id="CloseupMainPin"] video', // 2024–25 [V]
  'video[elementtiming*="closeup-video-main"]', // 2025–26 [C]
  '[elementtiming*="closeup-video-main"] video', // 2025–26 [C]
  '[data-test-id="closeup-body-image-container"] video', // 2025–26 [C]
  '[id^="closeup-image-container-"] video', // 2025–26 [C]
] as const;

export const CLOSEUP_MEDIA: readonly string[] = [...CLOSEUP_IMAGES, ...CLOSEUP_VIDEOS];

/** The container that carries the pin's id in its own. 2025–26 [C]. */
export const ID_CONTAINER = '[id^="closeup-image-container-"]';
export const ID_CONTAINER_PREFIX = 'closeup-image-container-';

/** A thumbnail that carries its pin's id. 2025–26 [C]. */
export const ID_ATTRIBUTE = 'data-test-pin-id';

/** A closeup laid over the page. ARIA's own words, so of any year. */
export const DIALOG = '[role="dialog"], [aria-modal="true"]';

/** Any picture of Pinterest's image host, for when no anchor matches. */
export const ANY_PICTURE = 'img[src*="//i.pinimg.com/"]';

/** Around pictures that are not the open pin's: thumbnails of other pins, and the header. */
export const NOT_THE_PIN = [
  '[data-test-pin-id]', // 2025–26 [C]
  '[data-test-id="pin"]', // 2024–26 [C]
  '[data-test-id="pinWrapper"]', // 2024–26 [C]
  '[data-test-id="pinrep-image"]', // 2025–26 [C]
  '[data-test-id="header"]', // 2024 [V]
  '[data-test-id="unauth-header"]', // 2024–26 [V]
  'header',
  'nav',
].join(',');

/** A link to a pin; what it leads to is for `pinIdFromUrl` to say. */
export const PIN_LINK = 'a[href*="/pin/"]';

export const TITLES = [
  '[data-test-id="pinTitle"]', // 2024 [V]
  '[data-test-id="pin-title"]', // Dec 2025 [V]
  '[data-test-id="closeup-title"]', // 2025–26 [C]
  '[data-test-id="rich-pin-information"] h1', // 2025–26 [C]
  '[data-test-id="CloseupDetails"] h1', // 2024 [V]; empty on pins without a title
] as const;

export const DESCRIPTIONS = [
  '[data-test-id="truncated-description"]', // 2024–26 [V]
  '[data-test-id="main-pin-description-text"]', // 2024 [V]
  '[data-test-id="pin-description-container"]', // Dec 2025 [V]; holds a <style>
  '[data-test-id="structured-description"]', // 2025–26 [C]
] as const;

export const INTERESTS = [
  '[data-test-id="vase-tag"]', // 2024 [V]
  '[data-test-id="pin-metadata-drawer-vase-tag"]', // 2025 [V]
] as const;

/** A link within the site. Boards have no anchor of their own that we know; their URL has a shape. */
export const SITE_LINK = 'a[href^="/"]';

/** First segments that are no user, second segments that are no board. 2024–26 [V]. */
export const RESERVED_SEGMENTS: ReadonlySet<string> = new Set(
  'pin search ideas today settings business news_hub shopping videos _saved _created pins'.split(
    ' ',
  ),
);
