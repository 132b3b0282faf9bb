import { describe, expect, it } from 'vitest';
import { labOf } from '../../../../lib/palette/color-names.ts';
import { isSkinLike, withoutSkin } from '../../../../lib/palette/skin.ts';

const material = (hex: string, share: number) => ({ lab: labOf(hex), share, colors: [] });

describe('isSkinLike', () => {
  // Tones of the Monk Skin Tone scale, from light to dark.
  it.each(['#d7bd96', '#a07e56', '#825c43', '#604134', '#3a312a', '#292420'])(
    'knows the tone %s',
    (hex) => expect(isSkinLike(labOf(hex))).toBe(true),
  );

  it.each(['#2266cc', '#428f46', '#c42b2d', '#ffffff', '#0a0a0a', '#818181', '#ef9cb5'])(
    'does not take %s for skin',
    (hex) => expect(isSkinLike(labOf(hex))).toBe(false),
  );
});

describe('withoutSkin', () => {
  it('leaves the wearer out', () => {
    const cloth = withoutSkin([material('#825c43', 0.5), material('#2266cc', 0.5)]);
    expect(cloth).toEqual([expect.objectContaining({ lab: labOf('#2266cc'), share: 1 })]);
  });

  it('leaves a camel coat its colour', () => {
    const coat = [material('#bb8e55', 0.7), material('#0a0a0a', 0.3)];
    expect(withoutSkin(coat)).toEqual(coat);
  });
});
