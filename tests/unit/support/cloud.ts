import * as v from 'valibot';
import { vi } from 'vitest';
import type { Analysis } from '../../../lib/analysis.ts';
import type { CloudVisionOptions } from '../../../lib/background/cloud-vision.ts';
import { type CloudAnswer, CloudAnswerSchema } from '../../../lib/cloud-vision/answer.ts';
import { ApiKey } from '../../../lib/cloud-vision/api-key.ts';
import type { CloudChoices } from '../../../lib/cloud-vision/features.ts';
import { mergeCloudAnswer } from '../../../lib/cloud-vision/merge.ts';
import type { Pause } from '../../../lib/platform/cloud-vision-store.ts';
import { TEST_KEY } from '../../fixtures/cloud-vision-api.ts';
import { plain } from './images.ts';

/** Google's word that a picture is in the scandinavian style, and nothing else. */
export const STYLISH: CloudAnswer = v.parse(CloudAnswerSchema, {
  labelAnnotations: [{ description: 'Scandinavian design', score: 0.9 }],
});

/** The surroundings of a CloudVision with a key, a permission and a Google that answers. */
export function cloudSurroundings() {
  const world = {
    allowed: true,
    key: ApiKey.parse(TEST_KEY),
    candidate: ApiKey.parse(TEST_KEY),
    saved: [] as string[],
    choices: { features: ['LABEL_DETECTION', 'WEB_DETECTION'], when: 'click' } as CloudChoices,
    units: 0,
    pause: { until: 0, refusals: 0 } as Pause,
    cache: new Map<string, Analysis>(),
    now: 1_000_000,
    annotate: vi.fn<CloudVisionOptions['annotate']>(async () => STYLISH),
    reserve: vi.fn(async (_units: number) => {}),
  };
  const options: CloudVisionOptions = {
    mayAsk: async () => world.allowed,
    key: async () => world.key,
    takeCandidate: async () => world.candidate,
    saveKey: async (key) => void world.saved.push(key.reveal()),
    choices: async () => world.choices,
    reserveUnits: async (units) => {
      await world.reserve(units);
      world.units += units;
    },
    returnUnits: async (units) => {
      world.units -= units;
    },
    pause: async () => world.pause,
    setPause: async (pause) => {
      world.pause = pause;
    },
    cache: {
      get: async (key) => world.cache.get(key) ?? null,
      put: async (key, analysis) => void world.cache.set(key, analysis),
      clear: async () => world.cache.clear(),
    },
    modelVersions: async () => ({ 'coco-ssd': 'v1' }),
    picture: async () => plain(8, 8, [200, 30, 30]),
    encode: async () => 'SlBFRw==',
    annotate: world.annotate,
    merge: ({ analysis, answer }) => mergeCloudAnswer(analysis, answer, async () => []),
    now: () => world.now,
  };
  return { world, options };
}
