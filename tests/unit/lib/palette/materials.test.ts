import { describe, expect, it } from 'vitest';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { cellsOf } from '../../../../lib/palette/cells.ts';
import { labOf, nameColor } from '../../../../lib/palette/color-names.ts';
import { materialsOf, shadeDifference } from '../../../../lib/palette/materials.ts';
import { drawn, rgb } from '../../support/images.ts';

describe('shadeDifference', () => {
  it('forgives a shadow and not another hue', () => {
    const shadow = shadeDifference(labOf('#d5a129'), labOf('#8a681a'));
    const hue = shadeDifference(labOf('#d5a129'), labOf('#3377cc'));
    expect(shadow).toBeLessThan(13);
    expect(hue).toBeGreaterThan(40);
  });
});

describe('materialsOf', () => {
  it('joins the lit and the shaded side of a thing in the colour of the lit one', () => {
    const image = drawn(60, 60, (x) => rgb(x < 36 ? '#f1d236' : '#b69e26'));
    const cells = cellsOf(image, WHOLE_IMAGE, 60);
    const materials = materialsOf(cells, new Float32Array(3_600).fill(1));
    expect(materials).toHaveLength(1);
    expect(materials[0]?.share).toBeCloseTo(1, 5);
    expect(nameColor(materials[0]?.lab ?? '').name).toBe('yellow');
  });

  it('weighs cells by their membership', () => {
    const image = drawn(60, 60, (x) => rgb(x < 30 ? '#1b294b' : '#d5a129'));
    const cells = cellsOf(image, WHOLE_IMAGE, 60);
    const membership = Float32Array.from({ length: 3_600 }, (_, i) => (i % 60 < 30 ? 0.25 : 0.75));
    const [first, second] = materialsOf(cells, membership);
    expect(nameColor(first?.lab ?? '').name).toBe('mustard');
    expect(first?.share).toBeCloseTo(0.75, 5);
    expect(second?.share).toBeCloseTo(0.25, 5);
  });

  it('finds none where nothing belongs to the object', () => {
    const cells = cellsOf(
      drawn(8, 8, () => rgb('#1b294b')),
      WHOLE_IMAGE,
      8,
    );
    expect(materialsOf(cells, new Float32Array(64))).toEqual([]);
  });
});
