import { describe, expect, it } from 'vitest';
import {
  type Brush,
  drawPalette,
  PICTURE_WIDTH,
  pictureHeight,
} from '../../../../lib/board/palette-picture.ts';

/** A brush that notes what it paints; each letter is as wide as half its size. */
function notingBrush() {
  const rectangles: { x: number; width: number; y: number; color: unknown }[] = [];
  const texts: { text: string; x: number; y: number; right: number }[] = [];
  const sizeOf = (font: string) => Number.parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? '0');
  const brush: Brush = {
    fillStyle: '',
    font: '',
    textBaseline: 'alphabetic',
    beginPath() {},
    roundRect() {},
    fill() {},
    fillRect(x, y, width) {
      rectangles.push({ x, y, width, color: brush.fillStyle });
    },
    measureText: (text) => ({ width: text.length * sizeOf(brush.font) * 0.5 }) as TextMetrics,
    fillText(text, x, y) {
      texts.push({ text, x, y, right: x + brush.measureText(text).width });
    },
  };
  return { brush, rectangles, texts };
}

const COLORS = [
  { hex: '#efe9dd', share: 0.6, name: 'Off-white', shareWords: '60%' },
  { hex: '#b4552d', share: 0.2, name: 'Rust', shareWords: '20%' },
  { hex: '#9caf88', share: 0.1, name: 'Sage', shareWords: '10%' },
];

describe('the picture of a palette', () => {
  it('has the title, and each colour with its name, hex and share', () => {
    const { brush, texts } = notingBrush();
    drawPalette(brush, 'Scandi living room', '60 pins', COLORS);
    expect(texts.map(({ text }) => text)).toEqual([
      'Scandi living room',
      '60 pins',
      'Off-white',
      '#efe9dd · 60%',
      'Rust',
      '#b4552d · 20%',
      'Sage',
      '#9caf88 · 10%',
    ]);
  });

  it('fills the strip in proportion to the shares', () => {
    const { brush, rectangles } = notingBrush();
    drawPalette(brush, '', '', COLORS);
    const strip = COLORS.map(({ hex }) => rectangles.find(({ color }) => color === hex));
    const widths = strip.map((rectangle) => rectangle?.width ?? 0);
    expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(3, 1);
    const last = strip.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(PICTURE_WIDTH - (strip[0]?.x ?? 0));
  });

  it('keeps every word within the paper, however long the title', () => {
    const { brush, texts } = notingBrush();
    const many = Array.from({ length: 10 }, (_, n) => ({
      hex: '#9caf88',
      share: 0.1,
      name: `ein sehr langes gräuliches Salbeigrün ${n}`,
      shareWords: '10%',
    }));
    drawPalette(brush, 'Wohnzimmer '.repeat(20), '10 pins', many);
    for (const { right, y } of texts) {
      expect(right).toBeLessThanOrEqual(PICTURE_WIDTH);
      expect(y).toBeLessThan(pictureHeight(many.length));
    }
    expect(texts[0]?.text).toMatch(/…$/);
  });
});
