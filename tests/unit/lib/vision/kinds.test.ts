import { describe, expect, it } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import type { NamedObject } from '../../../../lib/vision/fusion.ts';
import type { Judged } from '../../../../lib/vision/judge.ts';
import { refineKinds } from '../../../../lib/vision/kinds.ts';
import { SCENES, type Scene } from '../../../../lib/vision/scene.ts';
import { SHOP_NOUNS } from '../../../../lib/vision/vocabulary.ts';

/** A box by its sides, in fractions of the image from the top left. */
const box = (left: number, top: number, right: number, bottom: number): BoundingBox => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
});

/** A box in the middle that no rule has anything to say of. */
const SOMEWHERE = box(0.3, 0.4, 0.6, 0.8);

const found = (label: string, at: BoundingBox = SOMEWHERE): NamedObject => ({
  label,
  score: 0.8,
  box: at,
  sources: ['coco-ssd'],
});

const likely = (noun: string, at: BoundingBox = SOMEWHERE, score = 0.9): Judged => ({
  candidate: { noun, box: at, support: [], broader: [], features: [], traits: [] },
  score,
});

/** What a find is called, among things that may be in the picture and further finds. */
function kindOf(
  { label, at }: { label: string; at?: BoundingBox },
  {
    scene = null,
    near = [],
    finds = [],
  }: { scene?: Scene | null; near?: readonly Judged[]; finds?: readonly NamedObject[] } = {},
): string | undefined {
  return refineKinds([found(label, at), ...finds], near, scene)[0]?.label;
}

describe('refineKinds', () => {
  it('changes nothing but the label', () => {
    const lamp = found('lamp', box(0.4, 0, 0.5, 0.2));
    const vase = found('vase', box(0.1, 0.5, 0.2, 0.7));
    expect(refineKinds([lamp, vase], [], null)).toEqual([
      { ...lamp, label: 'pendant light' },
      vase,
    ]);
    expect(lamp.label).toBe('lamp');
  });

  it('leaves a find without a rule as it is, wherever it is', () => {
    for (const scene of SCENES) {
      for (const label of ['vase', 'armchair', 'floor lamp', 'coffee table', 'dress', 'wardrobe']) {
        expect(kindOf({ label }, { scene }), `${label}, ${scene}`).toBe(label);
      }
    }
  });

  it('has nothing to say of nothing', () => {
    expect(refineKinds([], [likely('sofa')], 'living room')).toEqual([]);
  });

  it('gives only names that shops know', () => {
    const places = [SOMEWHERE, box(0, 0, 0.1, 0.2), box(0.1, 0.3, 0.2, 1), box(0, 0.6, 0.5, 0.9)];
    const nears = ['sofa', 'bed', 'tv', 'toilet', 'dining table', 'monitor'].map((one) => [
      likely(one),
    ]);
    const labels = ['chair', 'folding chair', 'table', 'desk', 'lamp', 'ceiling light', 'cabinet'];
    for (const scene of [null, ...SCENES]) {
      for (const near of [[], ...nears]) {
        for (const at of places) {
          for (const label of labels) {
            const kind = kindOf({ label, at }, { scene, near });
            expect(kind && SHOP_NOUNS.has(kind), `${label}: ${kind}`).toBe(true);
          }
        }
      }
    }
  });
});

describe('a chair', () => {
  const chair = { label: 'chair' };
  const rowOf = (count: number) =>
    Array.from({ length: count - 1 }, (_, i) => found('chair', box(i / 10, 0, i / 10 + 0.1, 0.2)));

  it.each<[Scene, string]>([
    ['living room', 'armchair'],
    ['bedroom', 'armchair'],
    ['product shot', 'armchair'],
    ['outfit', 'armchair'],
    ['dining room', 'dining chair'],
    ['kitchen', 'dining chair'],
    ['bathroom', 'chair'],
    ['office', 'chair'],
    ['outdoor', 'chair'],
    ['graphic', 'chair'],
  ])('by itself in a picture of: %s, is a %s', (scene, kind) => {
    expect(kindOf(chair, { scene })).toBe(kind);
  });

  it('is an armchair where the scene is unknown', () => {
    expect(kindOf(chair)).toBe('armchair');
  });

  it.each([null, 'living room', 'product shot'] as const)(
    'at a dining table is a dining chair, scene: %s',
    (scene) => {
      expect(kindOf(chair, { scene, near: [likely('dining table')] })).toBe('dining chair');
    },
  );

  it('is at no table that is hardly likely', () => {
    const near = [likely('dining table', SOMEWHERE, 0.39)];
    expect(kindOf(chair, { scene: 'living room', near })).toBe('armchair');
  });

  it('at a desk in an office is an office chair', () => {
    expect(kindOf(chair, { scene: 'office', near: [likely('desk')] })).toBe('office chair');
    expect(kindOf(chair, { scene: 'office', near: [likely('standing desk')] })).toBe(
      'office chair',
    );
    expect(kindOf(chair, { scene: 'office', near: [likely('desk', SOMEWHERE, 0.3)] })).toBe(
      'chair',
    );
  });

  it('in a garden is no dining chair, though there is a table', () => {
    expect(kindOf(chair, { scene: 'outdoor', near: [likely('dining table')] })).toBe('chair');
  });

  it('in a row of chairs stays a chair', () => {
    expect(kindOf(chair, { scene: 'living room', finds: rowOf(3) })).toBe('armchair');
    expect(kindOf(chair, { scene: 'living room', finds: rowOf(4) })).toBe('chair');
  });

  it('counts every kind of chair to a row, and no other thing', () => {
    const armchairs = rowOf(4).map((one) => ({ ...one, label: 'armchair' }));
    const lamps = rowOf(4).map((one) => ({ ...one, label: 'lamp' }));
    expect(kindOf(chair, { scene: 'living room', finds: armchairs })).toBe('chair');
    expect(kindOf(chair, { scene: 'living room', finds: lamps })).toBe('armchair');
  });

  it('in a row around a table is a dining chair', () => {
    const around = { near: [likely('dining table')], finds: rowOf(6) };
    expect(kindOf(chair, around)).toBe('dining chair');
  });

  it('that folds follows the same rule, for the word is often wrong', () => {
    const folding = { label: 'folding chair' };
    expect(kindOf(folding, { scene: 'living room' })).toBe('armchair');
    expect(kindOf(folding, { scene: 'dining room' })).toBe('dining chair');
    expect(kindOf(folding, { scene: 'outdoor' })).toBe('folding chair');
  });
});

describe('a table', () => {
  const sofa = likely('sofa', box(0.1, 0.4, 0.9, 0.8));
  const low = { label: 'table', at: box(0.3, 0.7, 0.6, 0.9) };

  it('low and before a sofa is a coffee table', () => {
    expect(kindOf(low, { near: [sofa] })).toBe('coffee table');
    expect(kindOf(low, { scene: 'living room', near: [sofa] })).toBe('coffee table');
    expect(kindOf(low, { near: [likely('sectional sofa', sofa.candidate.box)] })).toBe(
      'coffee table',
    );
  });

  it('small and beside a sofa is a side table', () => {
    const small = { label: 'table', at: box(0.9, 0.5, 1, 0.8) };
    expect(kindOf(small, { near: [sofa] })).toBe('side table');
  });

  it('behind a sofa is a side table', () => {
    const behind = { label: 'table', at: box(0.3, 0.3, 0.7, 0.5) };
    expect(kindOf(behind, { near: [sofa] })).toBe('side table');
  });

  it('is before no sofa that is hardly likely', () => {
    expect(kindOf(low, { near: [likely('sofa', SOMEWHERE, 0.39)] })).toBe('table');
  });

  it('beside a bed is a nightstand, where it is small', () => {
    const near = [likely('bed', box(0.2, 0.4, 0.8, 0.9))];
    expect(kindOf({ label: 'table', at: box(0.8, 0.5, 1, 0.8) }, { near })).toBe('nightstand');
    expect(kindOf({ label: 'table', at: box(0.5, 0.5, 0.8, 0.8) }, { near })).toBe('table');
    const faint = [likely('bed', box(0.2, 0.4, 0.8, 0.9), 0.39)];
    expect(kindOf({ label: 'table', at: box(0.8, 0.5, 1, 0.8) }, { near: faint })).toBe('table');
  });

  it('beside a bed is a nightstand, though there is a sofa as well', () => {
    const near = [sofa, likely('bed')];
    const small = { label: 'table', at: box(0.8, 0.5, 1, 0.8) };
    expect(kindOf(small, { scene: 'bedroom', near })).toBe('nightstand');
  });

  it.each(['dining room', 'kitchen'] as const)('in a %s is a dining table', (scene) => {
    expect(kindOf(low, { scene })).toBe('dining table');
    expect(kindOf(low, { scene, near: [sofa] })).toBe('dining table');
  });

  it('that may be a dining table is one', () => {
    expect(kindOf(low, { near: [likely('dining table', low.at, 0.3)] })).toBe('dining table');
    expect(kindOf(low, { near: [likely('dining table', low.at, 0.29)] })).toBe('table');
  });

  it('with dining chairs around it is a dining table', () => {
    const chairs = [0, 0.2, 0.4].map((x) => found('dining chair', box(x, 0.5, x + 0.1, 0.8)));
    expect(kindOf(low, { scene: 'living room', finds: chairs })).toBe('dining table');
    expect(kindOf(low, { scene: 'living room', finds: chairs.slice(1) })).toBe('coffee table');
  });

  it('in an office is a desk', () => {
    expect(kindOf(low, { scene: 'office' })).toBe('desk');
  });

  it('in a living room without a sofa is a coffee table, or a side table where it is small', () => {
    expect(kindOf(low, { scene: 'living room' })).toBe('coffee table');
    const small = { label: 'table', at: box(0.4, 0.5, 0.55, 0.8) };
    expect(kindOf(small, { scene: 'living room' })).toBe('side table');
  });

  it('under a mirror in a living room is a console table', () => {
    const near = [likely('mirror', box(0.3, 0.1, 0.6, 0.5))];
    expect(kindOf(low, { scene: 'living room', near })).toBe('console table');
    expect(kindOf(low, { scene: 'living room', near: [sofa, ...near] })).toBe('coffee table');
  });

  it.each([null, 'bedroom', 'outdoor', 'product shot', 'bathroom'] as const)(
    'stays a table where nothing tells, scene: %s',
    (scene) => {
      expect(kindOf(low, { scene })).toBe('table');
    },
  );
});

describe('a desk', () => {
  const desk = { label: 'desk', at: box(0.3, 0.7, 0.6, 0.9) };
  const sofa = likely('sofa', box(0.1, 0.4, 0.9, 0.8));

  it('without a computer is what a table would be', () => {
    expect(kindOf(desk, { near: [sofa] })).toBe('coffee table');
    expect(kindOf(desk, { scene: 'kitchen' })).toBe('dining table');
    expect(kindOf({ label: 'desk', at: box(0.8, 0.5, 1, 0.8) }, { near: [likely('bed')] })).toBe(
      'nightstand',
    );
  });

  it('stays a desk where nothing tells', () => {
    expect(kindOf(desk)).toBe('desk');
    expect(kindOf(desk, { scene: 'bedroom' })).toBe('desk');
  });

  it.each(['monitor', 'laptop', 'office chair'])('stays a desk beside a %s', (noun) => {
    expect(kindOf(desk, { near: [sofa, likely(noun)] })).toBe('desk');
    expect(kindOf(desk, { near: [sofa, likely(noun, SOMEWHERE, 0.39)] })).toBe('coffee table');
  });

  it('stays a desk in an office', () => {
    expect(kindOf(desk, { scene: 'office', near: [sofa] })).toBe('desk');
    expect(kindOf(desk, { scene: 'office', near: [likely('dining table')] })).toBe('desk');
  });
});

describe.each(['lamp', 'ceiling light'])('a %s', (label) => {
  it('at the top of the picture is a pendant light', () => {
    expect(kindOf({ label, at: box(0.4, 0, 0.6, 0.3) })).toBe('pendant light');
    expect(kindOf({ label, at: box(0.45, 0, 0.5, 0.4) })).toBe('pendant light');
  });

  it.each(['table', 'nightstand', 'desk', 'sideboard', 'cabinet', 'chest of drawers'])(
    'on a %s is a table lamp',
    (carrier) => {
      const near = [likely(carrier, box(0.3, 0.6, 0.7, 0.9))];
      // Long and thin: elsewhere it would stand on the floor.
      expect(kindOf({ label, at: box(0.5, 0.2, 0.6, 0.62) }, { near })).toBe('table lamp');
    },
  );

  it('on a high cabinet is a table lamp, though it is at the top', () => {
    const near = [likely('cabinet', box(0.3, 0.3, 0.7, 0.9))];
    expect(kindOf({ label, at: box(0.4, 0.1, 0.6, 0.3) }, { near })).toBe('table lamp');
  });

  it('above a table, but not on it, hangs', () => {
    const near = [likely('dining table', box(0.2, 0.7, 0.8, 0.9))];
    expect(kindOf({ label, at: box(0.4, 0, 0.6, 0.3) }, { near })).toBe('pendant light');
  });

  it('beside a table, but not on it, stands by itself', () => {
    const near = [likely('table', box(0.6, 0.6, 0.9, 0.9))];
    expect(kindOf({ label, at: box(0.3, 0.2, 0.4, 0.62) }, { near })).toBe('floor lamp');
  });

  it('is on no table that is hardly likely', () => {
    const at = box(0.5, 0.2, 0.6, 0.62);
    const carrier = box(0.3, 0.6, 0.7, 0.9);
    expect(kindOf({ label, at }, { near: [likely('table', carrier, 0.29)] })).toBe('floor lamp');
    expect(kindOf({ label, at }, { near: [likely('table', carrier, 0.3)] })).toBe('table lamp');
  });

  it('long and thin is a floor lamp', () => {
    expect(kindOf({ label, at: box(0.4, 0.3, 0.5, 0.65) })).toBe('floor lamp');
  });

  it('that reaches the floor is a floor lamp, though it is wide', () => {
    expect(kindOf({ label, at: box(0.3, 0.4, 0.6, 0.8) })).toBe('floor lamp');
  });

  it('short and in the middle is a table lamp', () => {
    expect(kindOf({ label, at: box(0.3, 0.4, 0.5, 0.65) })).toBe('table lamp');
    expect(kindOf({ label, at: box(0.3, 0.6, 0.5, 0.85) })).toBe('table lamp');
    expect(kindOf({ label, at: box(0.3, 0.15, 0.5, 0.4) })).toBe('table lamp');
    expect(kindOf({ label, at: box(0.2, 0.25, 0.5, 0.6) })).toBe('table lamp');
  });
});

describe('a cabinet', () => {
  const wide = { label: 'cabinet', at: box(0.2, 0.6, 0.7, 0.9) };
  const tall = { label: 'cabinet', at: box(0.3, 0.2, 0.6, 0.9) };

  it('in a kitchen is a kitchen cabinet', () => {
    expect(kindOf(wide, { scene: 'kitchen' })).toBe('kitchen cabinet');
    expect(kindOf(tall, { scene: 'kitchen' })).toBe('kitchen cabinet');
  });

  it.each(['stove', 'refrigerator'])('beside a %s is a kitchen cabinet', (noun) => {
    expect(kindOf(wide, { near: [likely(noun)] })).toBe('kitchen cabinet');
    expect(kindOf(wide, { near: [likely(noun, SOMEWHERE, 0.39)] })).toBe('cabinet');
  });

  it('in a bathroom is a bathroom vanity', () => {
    expect(kindOf(wide, { scene: 'bathroom' })).toBe('bathroom vanity');
  });

  it.each(['toilet', 'bathtub'])('beside a %s is a bathroom vanity', (noun) => {
    expect(kindOf(wide, { near: [likely(noun)] })).toBe('bathroom vanity');
    expect(kindOf(wide, { near: [likely(noun, SOMEWHERE, 0.39)] })).toBe('cabinet');
  });

  it('under a television is a TV stand, in a living room too', () => {
    const near = [likely('tv', box(0.3, 0.2, 0.6, 0.55))];
    expect(kindOf(wide, { near })).toBe('tv stand');
    expect(kindOf(wide, { scene: 'living room', near })).toBe('tv stand');
  });

  it('beside a television, or with a doubtful one, is no TV stand', () => {
    const beside = [likely('tv', box(0.75, 0.2, 1, 0.55))];
    const doubtful = [likely('tv', box(0.3, 0.2, 0.6, 0.55), 0.49)];
    for (const near of [beside, doubtful]) {
      expect(kindOf(wide, { scene: 'living room', near })).toBe('sideboard');
    }
  });

  it.each(['living room', 'dining room', 'product shot'] as const)(
    'low and wide in a picture of: %s, is a sideboard',
    (scene) => {
      expect(kindOf(wide, { scene })).toBe('sideboard');
    },
  );

  it('tall or small is none', () => {
    const small = { label: 'cabinet', at: box(0.3, 0.5, 0.4, 0.6) };
    expect(kindOf(tall, { scene: 'living room' })).toBe('cabinet');
    expect(kindOf(small, { scene: 'living room' })).toBe('cabinet');
  });

  it.each([null, 'bedroom', 'office', 'outdoor', 'outfit', 'graphic'] as const)(
    'stays a cabinet where nothing tells, scene: %s',
    (scene) => {
      expect(kindOf(wide, { scene })).toBe('cabinet');
    },
  );
});

describe('a loveseat', () => {
  it('is a sofa', () => {
    expect(kindOf({ label: 'loveseat' })).toBe('sofa');
  });
});
