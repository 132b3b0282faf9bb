import type { FindSaving } from '../../components/Star.tsx';
import type { Analysis, DetectedObject, Swatch } from '../../lib/analysis.ts';
import type { Corrections } from '../../lib/corrections.ts';
import type { Find } from '../../lib/find.ts';
import { WHOLE_IMAGE } from '../../lib/geometry.ts';
import type { Pin } from '../../lib/pin/pin.ts';
import type { ModelStatus } from '../../lib/platform/models.ts';
import type { SettingsHealth } from '../../lib/platform/settings.ts';
import type { PrivateDataUsage } from '../../lib/private-data.ts';
import { factsOf } from '../../lib/query/noun-facts.ts';
import { PLAIN_SWITCHES } from '../../lib/query/search-query.ts';
import type { RegionOutcome } from '../../lib/region.ts';
import type { Offer } from '../../lib/shops/offer.ts';
import { AUTOMATIC, type ShopChoice } from '../../lib/shops/shop-choices.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import type { Run, TabState } from '../../lib/tab-state.ts';
import type { Term } from '../../lib/text/term.ts';

/** Served by the gallery's Vite configuration from ../shared. */
export const PHOTO = '/room.jpg';

const MUSTARD: Swatch = { hex: '#e3ad1c', name: 'mustard', family: 'yellow', share: 0.72 };
const CHARCOAL: Swatch = { hex: '#2b3030', name: 'charcoal', family: 'black', share: 0.22 };
const PALE_GREY: Swatch = { hex: '#c9c9ca', name: 'pale grey', family: 'grey', share: 0.34 };
const OAK: Swatch = { hex: '#b9977b', name: 'oak', family: 'brown', share: 0.14 };
const BRASS: Swatch = { hex: '#b98f4e', name: 'brass', family: 'gold', share: 0.8 };
const TAUPE: Swatch = { hex: '#8d7a68', name: 'taupe', family: 'brown', share: 0.07 };
const PAPER: Swatch = { hex: '#f4f3f1', name: 'white', family: 'white', share: 0.004 };

const PALETTE: Swatch[] = [
  PALE_GREY,
  { ...CHARCOAL, share: 0.25 },
  { ...OAK, share: 0.16 },
  { ...MUSTARD, share: 0.1 },
  TAUPE,
  PAPER,
];

function find(
  label: string,
  score: number,
  [x, y, width, height]: [number, number, number, number],
  colors: Swatch[],
  sources = ['coco-ssd', 'mobilenet'],
): DetectedObject {
  return { label, score, box: { x, y, width, height }, colors, material: null, sources };
}

/** What is in the photo, measured by hand. */
const ROOM: DetectedObject[] = [
  find('armchair', 0.93, [0.35, 0.51, 0.296, 0.49], [MUSTARD, CHARCOAL]),
  find('wall art', 0.81, [0.457, 0, 0.19, 0.456], [CHARCOAL, PAPER]),
  find('floor lamp', 0.62, [0.21, 0.055, 0.195, 0.93], [BRASS], ['coco-ssd']),
  find('vase', 0.58, [0.653, 0.265, 0.107, 0.38], [PALE_GREY], ['coco-ssd']),
  find('side table', 0.47, [0.632, 0.635, 0.106, 0.305], [BRASS, PALE_GREY]),
  find('television', 0.88, [0.894, 0.185, 0.106, 0.305], [CHARCOAL]),
  find('media console', 0.41, [0.775, 0.62, 0.225, 0.28], [PALE_GREY], ['coco-ssd']),
];

/** The armchair is saved. */
export const SAVING: FindSaving = {
  saved: ROOM.slice(0, 1).map(({ label, box }) => ({ id: label, noun: label, box })),
  save: async () => undefined,
  unsave: async () => undefined,
};

export const NOUN_FACTS = new Map(ROOM.map(({ label }) => [label, factsOf(label)] as const));

export function analysisOf(objects: DetectedObject[], palette = PALETTE): Analysis {
  return {
    width: 1100,
    height: 627,
    objects,
    palette,
    styles: [],
    scene: null,
    embedding: null,
    models: { 'coco-ssd': '2.2.3', mobilenet: '2' },
    backend: 'wasm',
    ms: { decode: 22, palette: 31, objects: 240, labels: 310, total: 603 },
  };
}

function term(role: Term['role'], value: string): Term {
  return { role, value, field: 'title', quote: value };
}

/** Finds that the pin's words say more of. */
export const FINDS: Find[] = [
  {
    noun: 'armchair',
    object: ROOM[0] ?? null,
    terms: [
      term('style', 'mid-century modern'),
      term('style', 'scandinavian'),
      term('material', 'velvet'),
    ],
  },
  { noun: 'pendant light', object: null, terms: [term('material', 'rattan')] },
];

export const RUNS = {
  done: { status: 'done', analysis: analysisOf(ROOM) },
  one: { status: 'done', analysis: analysisOf(ROOM.slice(0, 1), PALETTE.slice(0, 1)) },
  nothing: { status: 'done', analysis: analysisOf([]) },
  idle: { status: 'idle', analysis: null },
  decode: { status: 'running', stage: 'decode', analysis: null },
  palette: { status: 'running', stage: 'objects', analysis: analysisOf([]) },
  coarse: {
    status: 'running',
    stage: 'labels',
    analysis: analysisOf(ROOM.slice(0, 3).map((object) => ({ ...object, colors: [] }))),
  },
  offline: { status: 'failed', failure: { code: 'offline' }, analysis: null },
  forbidden: {
    status: 'failed',
    failure: { code: 'permission-needed' },
    analysis: null,
  },
  video: { status: 'failed', failure: { code: 'video-pin' }, analysis: null },
  lost: {
    status: 'failed',
    failure: { code: 'engine-lost' },
    analysis: analysisOf(ROOM.slice(0, 2)),
  },
  modelsMissing: {
    status: 'failed',
    failure: { code: 'models-missing' },
    analysis: analysisOf([]),
  },
  /** As many as there may be, crowded, with names as long as German makes them. */
  many: {
    status: 'done',
    analysis: analysisOf(
      Array.from({ length: 20 }, (_, index) =>
        find(
          index % 3 === 0 ? 'Wohnzimmerbeistelltischbeleuchtung' : 'Samtsesselbezug mit Armlehnen',
          1 - index / 20,
          [0.3 + (index % 5) * 0.03, 0.3 + Math.floor(index / 5) * 0.06, 0.2, 0.3],
          [
            { ...TAUPE, name: 'graubraunes Steingrau' },
            { ...OAK, name: 'naturbelassene Eiche' },
            { ...MUSTARD, name: 'senfgelb' },
          ],
        ),
      ),
    ),
  },
} as const satisfies Record<string, Run>;

/** An own find, one renamed, one removed. */
export const CORRECTIONS: Corrections = {
  finds: [
    { box: ROOM[0]?.box ?? WHOLE_IMAGE, was: 'armchair', noun: 'club chair' },
    { box: ROOM[6]?.box ?? WHOLE_IMAGE, was: 'media console', noun: null },
  ],
  drawn: [
    {
      ...find('rug', 0.55, [0.02, 0.84, 0.3, 0.14], [OAK], ['labeler']),
      byUser: { drawn: true, was: null },
    },
  ],
};

const AREA = {
  score: 0.71,
  box: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
  colors: [MUSTARD],
  material: null,
  sources: ['labeler', 'mobilenet'],
};

/** What an area of the picture may turn out to be. */
export const REGIONS = {
  chair: { ok: true, region: { ...AREA, label: 'armchair', alternatives: ['sofa'] } },
  unknown: {
    ok: true,
    region: { ...AREA, label: null, score: 0, sources: [], alternatives: ['lamp', 'vase'] },
  },
} as const satisfies Record<string, RegionOutcome>;

const PIN: Pin = {
  id: '1',
  url: 'https://www.pinterest.com/pin/1/',
  kind: 'image',
  title: 'Corner of a living room with a mustard armchair',
  description: null,
  altText: null,
  interests: [],
  board: null,
  link: null,
  image: { url: 'https://i.pinimg.com/736x/room.jpg', width: 1100, height: 627 },
  product: null,
  fallbackImages: [],
};

export function pinState(run: Run, pin: Partial<Pin> = {}): TabState {
  return { page: 'pin', pin: { ...PIN, ...pin }, imageUrl: PHOTO, run };
}

/** The title of a pin that wants to break out of its place, in words and in markup. */
export const LONG_TITLE =
  '<b>Wohnzimmereinrichtungsideen</b> für kleine Altbauwohnungen mit Donaudampfschifffahrtsgesellschaftskapitänsmützenständer und mehr';

function shop(id: string, name: string): ReadyShop {
  return {
    id,
    name,
    sells: 'both',
    by: 'words',
    language: 'en',
    switches: PLAIN_SWITCHES,
    href: (query) => `https://shop.example/${id}?q=${encodeURIComponent(query ?? '')}`,
  };
}

export const SHOPS = [
  shop('etsy', 'Etsy'),
  shop('amazon', 'Amazon.de'),
  shop('ikea', 'IKEA'),
  shop('ebay', 'eBay.de'),
  shop('google', 'Google Shopping'),
];

export const LONG_SHOPS = [
  shop('a', 'Einrichtungshaus Süd'),
  shop('b', 'Amazon.com.au'),
  shop('c', 'Möbelversandhandel'),
  shop('d', 'Kleinanzeigen'),
];

/** A pin's own link with a price. */
export const OFFER: Offer = {
  href: 'https://www.furniture.example/armchair',
  site: 'furniture.example',
  price: '€349.00',
  kind: 'product',
};

const CHOICE = { enabled: true, words: {}, marketplace: AUTOMATIC, marketplaces: [] } as const;

export const SHOP_CHOICES: ShopChoice[] = [
  { ...CHOICE, id: 'etsy', name: 'Etsy', words: { style: false } },
  {
    ...CHOICE,
    id: 'amazon',
    name: 'Amazon',
    marketplace: 'de',
    marketplaces: [
      { id: AUTOMATIC, name: 'Amazon.com' },
      { id: 'us', name: 'Amazon.com' },
      { id: 'de', name: 'Amazon.de' },
    ],
  },
  {
    ...CHOICE,
    id: 'custom-1',
    name: 'Möbelhaus Süd',
    custom: {
      id: 'custom-1',
      name: 'Möbelhaus Süd',
      url: 'https://moebel.example/suche?q={query}',
      language: 'de',
    },
  },
  {
    ...CHOICE,
    id: 'ikea',
    name: 'IKEA',
    enabled: false,
    marketplaces: [
      { id: AUTOMATIC, name: 'IKEA GB' },
      { id: 'gb', name: 'IKEA GB' },
      { id: 'de', name: 'IKEA DE' },
    ],
  },
  { ...CHOICE, id: 'google', name: 'Google Shopping' },
];

export const MODELS: ModelStatus[] = [
  {
    id: 'coco-ssd',
    purpose: 'options.cocoSsd',
    present: true,
    version: '2.2.3',
    license: 'Apache-2.0',
  },
  {
    id: 'mobilenet',
    purpose: 'options.mobilenet',
    present: false,
    reason: 'its source could not be reached when this build was made.',
  },
];

export const USAGE: PrivateDataUsage = {
  analyses: { entries: 214, bytes: 1_340_000 },
  corrections: { entries: 1, bytes: 420 },
  finds: { entries: 12, bytes: 180_000 },
  boards: { entries: 3, bytes: 4_100_000 },
  boardModels: { entries: 0, bytes: 0 },
};

export const SOUND: SettingsHealth = { unreadable: null, isNewer: false, onlyHere: [] };

/** All that can be wrong with settings at once. */
export const TROUBLED: SettingsHealth = {
  unreadable: {
    isNews: true,
    found: [{ at: '2026-01-01T12:00:00.000Z', values: { shops: 7, words: 'odd' } }],
  },
  isNewer: true,
  onlyHere: ['customShops'],
};
