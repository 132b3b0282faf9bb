import type { Analysis } from '../../../lib/analysis.ts';

/** A whole analysis, with `changes`. */
export function analysisOf(changes: Partial<Analysis> = {}): Analysis {
  return {
    width: 736,
    height: 420,
    objects: [
      {
        label: 'armchair',
        score: 0.93,
        box: { x: 0.35, y: 0.5, width: 0.3, height: 0.49 },
        colors: [{ hex: '#d9a514', name: 'mustard', family: 'yellow', share: 0.61 }],
        material: null,
        sources: ['coco-ssd', 'mobilenet'],
      },
    ],
    palette: [{ hex: '#d9a514', name: 'mustard', family: 'yellow', share: 0.2 }],
    styles: [],
    scene: null,
    embedding: null,
    models: { 'coco-ssd': 'v1' },
    backend: 'wasm',
    ms: { decode: 1, palette: 2, objects: 3, labels: 4, total: 10 },
    ...changes,
  };
}
