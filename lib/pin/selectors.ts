/**
 * Everything that Magpie believes of the markup and the state of Pinterest's pages, and the only
 * place for it. Each entry says when the page had it, and how we know:
 * [V] seen in a saved real page, [C] claimed by public code and not seen by us.
 * Class names are hashed and aria-labels are localised, so neither is ever used.
 */

/** Selectors of data scripts. */
export const STATE_SCRIPTS = {
  /**
   * 2024–26 [V]: JSON of `initialReduxState`; its pins are empty on most closeups. `__PWS_DATA__`
   * held it below `props` [C], and holds only a version since 2024 [V].
   */
  redux: 'script#__PWS_INITIAL_PROPS__, script#__PWS_DATA__',
  /** 2024 [V]: JSON, sometimes with text after it. */
  relayResponse: 'script[data-relay-response]',
  /** 2025–26 [V]: a call of a page function; read as text, never run. */
  relayCompleted: 'script[data-relay-completed-request]',
  /** 2024–26 [C]: JSON of one resource. */
  resource: 'script[data-test-id="resource-response-data"]',
  /** JSON under a name that is not known yet. */
  other: 'script[type="application/json"]',
} as const;

/** The call in a completed relay request: a URL-encoded request, then the response. 2025–26 [V]. */
export const COMPLETED_REQUEST_CALL = '__PWS_RELAY_REGISTER_COMPLETED_REQUEST__(';

/** Keys of the pin query in a relay response: `v3GetPinQuery` 2024 [V], `v3GetPinQueryv2` 2025–26 [V]. */
export const PIN_QUERY = /^v\d+GetPinQuery/i;

/** `__typename` of a pin that was deleted or is blocked. 2026 [V]. */
export const NOT_FOUND_TYPE = 'PinNotFound';

/** What a relay id says once it is decoded from base64. 2024–26 [V]. */
export const NODE_ID = /^Pin:(.+)$/;

/** Keys of which a pin has at least one, in either spelling. 2024–26 [V]. */
export const PIN_KEYS = ['imageSignature', 'image_signature', 'images', 'gridTitle', 'grid_title'];

/**
 * Keys, in camelCase, that hold pictures: `images` (2024–26 [V]), `imageSpec_736x` (to 2025 [V]),
 * `images_736x` (2026 [V]), `image736x` (2024 [V]), `imageLargeUrl` (2024–26 [V]), `image` of an
 * idea's block, `imageAdjustedSpec_750x` of its page (2024 [V]).
 */
export const IMAGE_KEY = /^image/i;

/** The size that such a key names, for addresses that name none. */
export const SIZE_IN_KEY = /(\d{3,4}x|orig)/i;

/** The typename of a block of an idea pin that plays. 2024 [V]. */
export const VIDEO_BLOCK = /video/i;

/** The kind of block of an idea pin that plays, where the typename is missing. 2024 [V]. */
export const VIDEO_BLOCK_TYPE = 3;

/**
 * What the page's head says, which is often of another pin with the same picture [V], and stays
 * behind when the page navigates within itself.
 */
export const HEAD = {
  /** Where it names a pin. 2024–26 [V]; the app links name the one that was asked for. */
  names: [
    ['link[rel="canonical"]', 'href'],
    ['meta[property="og:url"]', 'content'],
    ['link[rel="alternate"][href^="ios-app:"]', 'href'],
    ['link[rel="alternate"][href^="android-app:"]', 'href'],
  ],
  /** Its picture, and that in pixels. 2024–26 [V]. */
  image: 'meta[property="og:image"]',
  imageWidth: 'meta[property="og:image:width"]',
  imageHeight: 'meta[property="og:image:height"]',
  /** Present where the pin is a video. 2024–26 [V]. */
  video: 'script[data-test-id="video-snippet"], meta[property="og:video"]',
} as const;

/** The site's own request for a pin after a navigation within the page. 2024–26 [C]. */
export const PIN_RESOURCE = {
  path: '/resource/PinResource/get/',
  fieldSet: 'detailed',
  headers: {
    Accept: 'application/json',
    'X-Requested-With': 'XMLHttpRequest',
    'X-Pinterest-PWS-Handler': 'www/pin/[id].js',
  },
} as const;

/**
 * The site's own requests for what a board, a section or a search holds. 2024–26 [C]. The redux
 * state keeps their answers under the same names: seen for `UserPinsResource` in 2024 [V].
 */
export const BOARD_RESOURCES = {
  board: { name: 'BoardResource', fieldSet: 'detailed' },
  boardFeed: { name: 'BoardFeedResource', fieldSet: 'react_grid_pin' },
  section: { name: 'BoardSectionResource' },
  sectionFeed: { name: 'BoardSectionPinsResource', fieldSet: 'react_grid_pin' },
  searchFeed: { name: 'BaseSearchResource', scope: 'pins' },
  headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
  /** The page that asks, by the kind of what it shows. */
  handlerHeader: 'X-Pinterest-PWS-Handler',
  handlers: {
    board: 'www/[username]/[slug].js',
    section: 'www/[username]/[slug]/[section_slug].js',
    search: 'www/search/[scope].js',
  },
} as const;

/** Bookmarks after which a feed holds nothing more. 2020–26 [C]. */
export const LAST_BOOKMARK = /^(?:-end-$|Y2JOb25lO)/;

/** What holds a board's own pins, but not the "more ideas" below them. 2023–26 [C]. */
export const BOARD_FEED = [
  '[data-test-id="board-feed"]',
  '[data-test-id="board-section-feed"]',
  '[data-test-id="base-board-pin-grid"]',
] as const;

/** Suggestions that some feeds put between the pins. 2023–26 [C]. */
export const FEED_SUGGESTIONS = '[data-test-id="related-interests-multi-column-module"]';

/** The state of other pins, as text in a redux script. */
export const SOME_REDUX_PIN = /"pins":\s*\{\s*"/;

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

/** What each of these anchors has in its name. */
export const CLOSEUP_NAME = /closeup|MainPin/i;

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
  '[data-test-id="CloseupMainPin"] h1', // 2024–25 [V]
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
  '[data-test-id="vase-carousel"] a[href^="/ideas/"]', // 2024 [V]
] as const;

/** What Pinterest puts before a caption or a title in `alt`, in English. 2024–26 [C]. */
export const ALT_PREFIX = /^\s*this (?:may contain|contains an image of)\s*:\s*/i;

/** A link within the site. Boards have no anchor of their own that we know; their URL has a shape. */
export const SITE_LINK = 'a[href^="/"]';

/**
 * First segments that are no user, second segments that are no board. 2024–26: the first line [V],
 * the others [C]. Tabs of a profile begin with `_` beside these.
 */
export const RESERVED_SEGMENTS: ReadonlySet<string> = new Set(
  `pin search ideas today settings business news_hub shopping videos _saved _created pins
  ads analytics boards categories convert-business discover edit email explore followers following
  homefeed_tuner inbox invited login logout notifications oauth password pin-builder
  pin-creation-tool product resource shop signup source topics trends`.split(/\s+/),
);
