import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AnalysisSchema, type DetectedObject } from '../../../../lib/analysis.ts';
import { CloudAnswerSchema } from '../../../../lib/cloud-vision/answer.ts';
import { mergeCloudAnswer } from '../../../../lib/cloud-vision/merge.ts';
import { polygon } from '../../../fixtures/cloud-vision-api.ts';
import { analysisOf } from '../../support/analyses.ts';

const SEEN = { x: 0.35, y: 0.5, width: 0.3, height: 0.49 };
const RED = { hex: '#c01010', name: 'red', family: 'red' as const, share: 1 };

function find(label: string, changes: Partial<DetectedObject> = {}): DetectedObject {
  const score = 0.6;
  return { label, score, box: SEEN, colors: [], material: null, sources: ['coco-ssd'], ...changes };
}

/** The objects that Google and the device see together. */
async function merged(objects: DetectedObject[], answer: object) {
  const analysis = await mergeCloudAnswer(
    analysisOf({ objects, styles: ['rustic'] }),
    v.parse(CloudAnswerSchema, answer),
    async () => [RED],
  );
  // Whatever Google says, the result can be stored and shown.
  expect(v.parse(AnalysisSchema, analysis)).toEqual(analysis);
  return analysis;
}

const boxed = (name: string, score = 0.9, poly = polygon(0.36, 0.5, 0.3, 0.5)) => ({
  localizedObjectAnnotations: [{ name, score, boundingPoly: poly }],
});
const labelled = (...labels: [string, number][]) => ({
  labelAnnotations: labels.map(([description, score]) => ({ description, score })),
});
const searched = (...entities: [string, number][]) => ({
  webDetection: { webEntities: entities.map(([description, score]) => ({ description, score })) },
});
const short = ({ objects }: { objects: DetectedObject[] }) =>
  objects.map(({ label, sources }) => `${label} by ${sources.join('+')}`);

describe('a box of Google’s', () => {
  it('over a find of the same name makes that surer', async () => {
    const { objects } = await merged([find('armchair')], boxed('Armchair', 0.5));
    expect(objects).toEqual([
      { ...find('armchair'), score: 0.8, sources: ['coco-ssd', 'cloud-vision'] },
    ]);
  });

  it('gives a find its finer word, and leaves it the one it has', async () => {
    expect(short(await merged([find('chair')], boxed('Armchair')))).toEqual([
      'armchair by coco-ssd+cloud-vision',
    ]);
    expect(short(await merged([find('armchair')], boxed('Chair')))).toEqual([
      'armchair by coco-ssd+cloud-vision',
    ]);
  });

  it('with another word wins only where it is surer, and then alone', async () => {
    expect(short(await merged([find('vase')], boxed('Lamp', 0.8)))).toEqual([
      'lamp by cloud-vision',
    ]);
    expect(short(await merged([find('vase', { score: 0.9 })], boxed('Lamp', 0.8)))).toEqual([
      'vase by coco-ssd',
    ]);
  });

  it('of another thing is what the find may be, too, and the find what Google’s may be', async () => {
    const others = async (score: number) =>
      (
        await merged([find('vase', { score, alternatives: ['jug'] })], boxed('Lamp', 0.8))
      ).objects.map(({ label, alternatives }) => [label, ...(alternatives ?? [])]);
    expect(await others(0.9)).toEqual([['vase', 'jug', 'lamp']]);
    expect(await others(0.6)).toEqual([['lamp', 'vase', 'jug']]);
  });

  it('elsewhere is a find of its own, with its own colours', async () => {
    const { objects } = await merged(
      [find('armchair')],
      boxed('Lamp', 0.9, polygon(0, 0, 0.2, 0.3)),
    );
    expect(objects.map(({ label }) => label)).toEqual(['armchair', 'lamp']);
    expect(objects[1]).toMatchObject({
      box: { x: 0, y: 0, width: 0.2, height: 0.3 },
      colors: [RED],
      sources: ['cloud-vision'],
    });
  });

  it('of one shoe is with that of the other the pair that the device has found', async () => {
    const shoe = (x: number) => boxed('Shoe', 0.9, polygon(x, 0.6, 0.2, 0.3));
    const both = {
      localizedObjectAnnotations: [0.25, 0.5].flatMap((x) => shoe(x).localizedObjectAnnotations),
    };
    const box = { x: 0.25, y: 0.6, width: 0.45, height: 0.3 };
    expect(short(await merged([find('shoes', { box })], both))).toEqual([
      'shoes by coco-ssd+cloud-vision',
    ]);
  });

  it('is joined to one find only', async () => {
    const twice = {
      localizedObjectAnnotations: [
        ...boxed('Chair', 0.9).localizedObjectAnnotations,
        ...boxed('Chair', 0.8).localizedObjectAnnotations,
      ],
    };
    const { objects } = await merged([find('chair')], twice);
    expect(objects).toHaveLength(2);
  });

  it.each([
    ['nothing a shop sells', boxed('Person')],
    ['something too broad to search for', boxed('Furniture')],
    ['what Google itself doubts', boxed('Lamp', 0.3)],
  ])('of %s is left out', async (_, answer) => {
    expect(short(await merged([find('armchair')], answer))).toEqual(['armchair by coco-ssd']);
  });

  it('outside of the picture is brought back into it', async () => {
    const poly = {
      normalizedVertices: [
        { x: -3, y: 0.5 },
        { x: 9, y: 0.5 },
        { x: 9, y: 1e9 },
      ],
    };
    const { objects } = await merged([], boxed('Lamp', 7, poly));
    expect(objects[0]).toMatchObject({ score: 1, box: { x: 0, y: 0.5, width: 1, height: 0.5 } });
  });
});

describe('a label of Google’s', () => {
  it('gives the only find it can mean its finer word', async () => {
    expect(
      short(await merged([find('chair'), find('vase')], labelled(['Rocking chair', 0.9]))),
    ).toContain('rocking chair by coco-ssd+cloud-vision');
  });

  it('says nothing of one chair among several', async () => {
    const chairs = [find('chair'), find('chair', { box: { ...SEEN, x: 0 } })];
    expect(short(await merged(chairs, labelled(['Rocking chair', 0.9])))).toEqual([
      'chair by coco-ssd',
      'chair by coco-ssd',
    ]);
  });

  it('counts when Google is sure, from the web by its rank', async () => {
    expect(short(await merged([find('chair')], labelled(['Rocking chair', 0.5])))).toEqual([
      'chair by coco-ssd',
    ]);
    const web = searched(['Windsor rocking chair', 0.4], ['Danish design', 0.3]);
    expect(short(await merged([find('chair')], web))).toEqual([
      'rocking chair by coco-ssd+cloud-vision',
    ]);
    const late = searched(
      ...Array.from({ length: 5 }, (_, i): [string, number] => [`Thing ${i}`, 1]),
      ['Rocking chair', 0.4],
    );
    expect(short(await merged([find('chair')], late))).toEqual(['chair by coco-ssd']);
  });

  it('names the picture where nothing else was found', async () => {
    const { objects } = await merged([], labelled(['Clothing', 0.99], ['Dress', 0.95]));
    expect(objects).toEqual([
      {
        label: 'dress',
        score: 0.95,
        box: { x: 0, y: 0, width: 1, height: 1 },
        colors: [RED],
        material: null,
        sources: ['cloud-vision'],
      },
    ]);
    expect((await merged([], labelled(['Dress', 0.75]))).objects).toEqual([]);
  });
});

describe('what Google says of the whole picture', () => {
  it('adds styles, brands, its best guess and its colours, all marked as Google’s', async () => {
    const analysis = await merged([find('armchair')], {
      ...labelled(['Interior design', 0.9], ['Mid-century modern', 0.6]),
      webDetection: {
        webEntities: [
          { score: 0.9, description: 'IKEA' },
          { score: 0.5, description: 'Scandinavian design' },
        ],
        bestGuessLabels: [{ label: 'ikea strandmon armchair' }],
      },
      imagePropertiesAnnotation: {
        dominantColors: {
          colors: [
            { color: { red: 255, green: 255, blue: 255 }, score: 0.1, pixelFraction: 0.6 },
            { color: { red: 260.4, green: -2 }, score: 0.5, pixelFraction: 1.4 },
          ],
        },
      },
    });
    expect(analysis.cloud).toEqual({
      styles: ['scandinavian', 'mid-century modern'],
      brands: ['IKEA'],
      bestGuess: 'ikea strandmon armchair',
      palette: [
        { hex: '#ff0000', name: expect.any(String), family: 'red', share: 1 },
        { hex: '#ffffff', name: 'white', family: 'white', share: 0.6 },
      ],
    });
    expect(analysis.styles).toEqual(['rustic', 'scandinavian', 'mid-century modern']);
    expect(analysis.models).toEqual({ 'coco-ssd': 'v1', 'cloud-vision': 'v1' });
  });

  it('leaves an analysis as it is where Google has nothing to say', async () => {
    const analysis = analysisOf();
    const { cloud, models, ...rest } = await merged(analysis.objects, {});
    expect(cloud).toEqual({ styles: [], brands: [], bestGuess: null, palette: [] });
    expect(models).toHaveProperty('cloud-vision');
    expect(rest).toMatchObject({ objects: analysis.objects, palette: analysis.palette });
  });
});

describe('whatever Google answers', () => {
  const number = fc.oneof(fc.double({ noNaN: true }), fc.double({ min: -1, max: 2, noNaN: true }));
  const text = fc.oneof(
    fc.constantFrom('Chair', 'Lamp', 'Person', 'IKEA', 'boho rug'),
    fc.string(),
  );
  const vertex = fc.record({ x: number, y: number }, { requiredKeys: [] });
  const color = fc.record({ red: number, green: number, blue: number }, { requiredKeys: [] });
  const answer = fc.record(
    {
      labelAnnotations: fc.array(fc.record({ description: text, score: number })),
      localizedObjectAnnotations: fc.array(
        fc.record({
          name: text,
          score: number,
          boundingPoly: fc.record({ normalizedVertices: fc.array(vertex) }),
        }),
      ),
      imagePropertiesAnnotation: fc.record({
        dominantColors: fc.record({
          colors: fc.array(fc.record({ color, score: number, pixelFraction: number })),
        }),
      }),
      webDetection: fc.record({
        webEntities: fc.array(fc.record({ description: text, score: number })),
        bestGuessLabels: fc.array(fc.record({ label: text })),
      }),
    },
    { requiredKeys: [] },
  );

  it('makes an analysis that can be stored and shown, and that loses no place', async () => {
    await fc.assert(
      fc.asyncProperty(answer, async (said) => {
        const before = [find('chair'), find('vase', { box: { ...SEEN, x: 0 } })];
        const { objects } = await merged(before, said);
        for (const { box } of before) expect(objects.map((one) => one.box)).toContainEqual(box);
      }),
    );
  });
});
