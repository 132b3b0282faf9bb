import type { Analysis, DetectedObject } from '../../../lib/analysis.ts';
import type { Pin } from '../../../lib/pin/pin.ts';
import { PLAIN_SWITCHES } from '../../../lib/query/search-query.ts';
import type { ReadyShop } from '../../../lib/shops/shops.ts';
import type { Run, TabState } from '../../../lib/tab-state.ts';

export function object(label: string, x: number, y: number, score = 0.9): DetectedObject {
  return {
    label,
    score,
    box: { x, y, width: 0.2, height: 0.2 },
    colors: [{ hex: '#e3ad1c', name: 'mustard', family: 'yellow', share: 0.7 }],
    material: null,
    sources: ['coco-ssd', 'mobilenet'],
  };
}

export function analysis(objects: DetectedObject[]): Analysis {
  return {
    width: 1000,
    height: 800,
    objects,
    palette: [
      { hex: '#c9c9ca', name: 'pale grey', family: 'grey', share: 0.6 },
      { hex: '#e3ad1c', name: 'mustard', family: 'yellow', share: 0.2 },
    ],
    styles: [],
    scene: null,
    embedding: null,
    models: {},
    backend: 'wasm',
    ms: { decode: 1, palette: 1, objects: 1, labels: 1, total: 4 },
  };
}

export const done = (...objects: DetectedObject[]): Run => ({
  status: 'done',
  analysis: analysis(objects),
});

export function pinState(run: Run, pin: Partial<Pin> = {}): TabState {
  return {
    page: 'pin',
    imageUrl: 'https://i.pinimg.com/736x/a.jpg',
    run,
    pin: {
      id: '1',
      url: 'https://www.pinterest.com/pin/1/',
      kind: 'image',
      title: 'A room',
      description: null,
      altText: null,
      interests: [],
      board: null,
      link: null,
      image: null,
      product: null,
      fallbackImages: [],
      ...pin,
    },
  };
}

export const SHOPS: ReadyShop[] = ['Etsy', 'Amazon.de', 'IKEA', 'eBay', 'Google'].map((name) => ({
  id: name.toLowerCase(),
  name,
  sells: 'both',
  by: 'words',
  language: 'en',
  switches: PLAIN_SWITCHES,
  href: (query) => `https://${name.toLowerCase()}.example/?q=${encodeURIComponent(query ?? '')}`,
}));
