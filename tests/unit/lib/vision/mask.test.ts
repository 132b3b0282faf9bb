import { describe, expect, it } from 'vitest';
import { maskOf } from '../../../../lib/vision/mask.ts';
import type { Segment } from '../../../../lib/vision/segments.ts';
import { LEFT, RIGHT } from '../../support/evidence.ts';

const NAMES = ['wall', 'sofa', 'lamp', 'armchair'];
const GRID = { width: 4, height: 2 };

const segment = (name: string, box: Segment['box'], pixels: number[]): Segment => ({
  classIndex: NAMES.indexOf(name),
  area: 0.1,
  probability: 0.8,
  box,
  pixels,
});

describe('maskOf', () => {
  const sofa = segment('sofa', LEFT, [0, 1]);
  const wall = segment('wall', LEFT, [2]);
  const farSofa = segment('sofa', RIGHT, [3]);

  it('takes the segment of the kind in the place', () => {
    expect(maskOf({ label: 'sofa', box: LEFT }, [wall, farSofa, sofa], GRID, NAMES)).toEqual({
      ...GRID,
      pixels: [0, 1],
    });
  });

  it('takes a segment of a related word', () => {
    const armchair = segment('armchair', LEFT, [1]);
    expect(maskOf({ label: 'chair', box: LEFT }, [armchair], GRID, NAMES)?.pixels).toEqual([1]);
  });

  it('takes the one that fits best', () => {
    const wide = segment('sofa', { ...LEFT, width: 0.6 }, [7]);
    expect(maskOf({ label: 'sofa', box: LEFT }, [wide, sofa], GRID, NAMES)?.pixels).toEqual([0, 1]);
  });

  it('has none where nothing of the kind is', () => {
    expect(maskOf({ label: 'sofa', box: LEFT }, [wall, farSofa], GRID, NAMES)).toBeNull();
    expect(maskOf({ label: 'lamp', box: LEFT }, [sofa], GRID, NAMES)).toBeNull();
  });
});
