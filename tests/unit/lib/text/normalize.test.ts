import { describe, expect, it } from 'vitest';
import { keyOf, readable } from '../../../../lib/text/normalize.ts';

describe('readable text', () => {
  it.each([
    ['<p class="a">Velvet</p><br/>sofa', 'Velvet sofa'],
    ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
    ['Crate &amp; Barrel', 'Crate & Barrel'],
    ['see https://a.example/x?sofa=1 and www.b.example', 'see and'],
    ['by @sofa.shop today', 'by today'],
    ['mail me@sofa.example', 'mail me@sofa.example'],
    ['#LivingRoomDecor #boho_chic', 'Living Room Decor , boho chic ,'],
    ['so\u200Bfa\u00AD\uFE0F', 'sofa'],
    ['ﬁne ｓｏｆａ', 'fine sofa'],
    ['Don’t', "Don't"],
  ])('%s', (text, plain) => {
    expect(readable(text, 300)).toBe(plain);
  });

  it('is null where nothing is left', () => {
    expect(readable(null, 10)).toBeNull();
    expect(readable(' <b></b> \u200B', 300)).toBeNull();
  });

  it('is no longer than its limit, even where letters come apart', () => {
    expect(readable('ﷺ'.repeat(300), 300)?.length).toBeLessThanOrEqual(300);
  });
});

describe('keyOf', () => {
  it('makes the spellings of one phrase the same', () => {
    expect(
      new Set(['Mid-Century Modern', 'mid century  modern', 'MID–CENTURY MODERN'].map(keyOf)),
    ).toEqual(new Set(['mid century modern']));
    expect(keyOf('Arts & Crafts')).toBe('arts and crafts');
  });
});
