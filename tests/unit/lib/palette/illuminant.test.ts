import { describe, expect, it } from 'vitest';
import { labOf } from '../../../../lib/palette/color-names.ts';
import { gainsFor, inWhiteLight } from '../../../../lib/palette/illuminant.ts';
import { drawn, plain, rgb } from '../../support/images.ts';

describe('gainsFor', () => {
  it('takes the warm light off a white room', () => {
    // A white wall by lamplight above a floor.
    const image = drawn(100, 100, (_x, y) => rgb(y < 60 ? '#dcd0b8' : '#765138'));
    const [red, , blue] = gainsFor(image);
    expect(blue).toBeGreaterThan(red);
    const sheet = labOf('#dcd0b8');
    const seen = inWhiteLight(sheet, gainsFor(image));
    expect(Math.hypot(seen.a, seen.b)).toBeLessThan(Math.hypot(sheet.a, sheet.b) * 0.85);
    expect(seen.l).toBeGreaterThan(sheet.l);
  });

  it('leaves a picture all of wood as it is', () => {
    expect(gainsFor(drawn(60, 60, (x) => rgb(x % 8 < 4 ? '#9c5e33' : '#765138')))).toEqual([
      1, 1, 1,
    ]);
  });

  it('leaves an orange thing on white as it is, save for what white lacks', () => {
    const image = drawn(60, 60, (x, y) =>
      Math.hypot(x - 30, y - 30) < 20 ? rgb('#ee7722') : [255, 255, 255],
    );
    for (const gain of gainsFor(image)) expect(gain).toBeCloseTo(1, 2);
  });

  it('learns nothing from one cloth that fills the picture', () => {
    expect(gainsFor(plain(50, 50, rgb('#e2d3b9')))).toEqual([1, 1, 1]);
  });
});

describe('inWhiteLight', () => {
  it('keeps a colour within the screen', () => {
    const bright = inWhiteLight(labOf('#ffffff'), [1.8, 1.8, 1.8]);
    expect(bright.l).toBeCloseTo(100, 3);
  });
});
