import * as v from 'valibot';
import { afterEach, expect, it, vi } from 'vitest';
import { CloudAnswerSchema } from '../../../../lib/cloud-vision/answer.ts';
import { mergeForPicture } from '../../../../lib/cloud-vision/merge-for-picture.ts';
import { polygon } from '../../../fixtures/cloud-vision-api.ts';
import { analysisOf } from '../../support/analyses.ts';

/** Node has no codecs: the decoder is told what the bytes show. */
const decode = vi.hoisted(() => vi.fn());
vi.mock('../../../../lib/engine/decode.ts', () => ({ decodeImage: decode }));
afterEach(() => vi.clearAllMocks());

it('gives a find that is Google’s alone its colours from the picture that was sent', async () => {
  const { drawn } = await import('../../support/images.ts');
  decode.mockResolvedValue(
    drawn(40, 40, (x, y) => (x < 16 && y < 16 ? [200, 16, 16] : [250, 250, 250])),
  );
  const answer = v.parse(CloudAnswerSchema, {
    localizedObjectAnnotations: [
      { name: 'Lamp', score: 0.9, boundingPoly: polygon(0, 0, 0.4, 0.4) },
    ],
  });
  const { objects } = await mergeForPicture({
    analysis: analysisOf({ objects: [] }),
    answer,
    jpeg: btoa('JPEG'),
  });
  expect(decode).toHaveBeenCalledExactlyOnceWith(new TextEncoder().encode('JPEG'));
  expect(objects).toMatchObject([{ label: 'lamp', colors: [{ family: 'red' }] }]);
});

it('leaves a wearer’s skin out of the colours of clothes, and nothing out of those of things', async () => {
  const { drawn } = await import('../../support/images.ts');
  const inside = (x: number, y: number) => x > 10 && x < 90 && y > 10 && y < 90;
  decode.mockResolvedValue(
    drawn(100, 100, (x, y) => {
      if (!inside(x, y)) return [200, 202, 204];
      return y < 45 ? [130, 92, 67] : [34, 102, 204];
    }),
  );
  const familiesOf = async (name: string) => {
    const answer = v.parse(CloudAnswerSchema, {
      localizedObjectAnnotations: [{ name, score: 0.9, boundingPoly: polygon(0.1, 0.1, 0.8, 0.8) }],
    });
    const analysis = analysisOf({ objects: [] });
    const { objects } = await mergeForPicture({ analysis, answer, jpeg: btoa('JPEG') });
    return objects[0]?.colors.map(({ family }) => family);
  };
  expect(await familiesOf('Dress')).toEqual(['blue']);
  expect(await familiesOf('Lamp')).toEqual(['blue', 'brown']);
});
