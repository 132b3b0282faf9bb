/** A colour of the picture, with what is written beside it. */
export interface PictureColor {
  /** `#rrggbb`. */
  hex: string;
  /** In [0, 1]. */
  share: number;
  name: string;
  /** Its share in words. */
  shareWords: string;
}

/** The part of a canvas that the picture is drawn with. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  'fillRect' | 'fillText' | 'measureText' | 'fillStyle' | 'font' | 'textBaseline' | 'beginPath'
> &
  Pick<CanvasRenderingContext2D, 'roundRect' | 'fill'>;

/** Pixels: a postcard's shape, twice as large as screens show it. */
export const PICTURE_WIDTH = 1600;
const MARGIN = 80;
const STRIP_TOP = 250;
const STRIP_HEIGHT = 300;
const CELL_HEIGHT = 130;
const COLUMNS = 5;
const FOOT = 20;

const PAPER = '#fbfaf8';
const INK = '#15181f';
const INK_2 = '#4a4f5a';
const LINE = '#e7e3dc';
const FONT = 'system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

/** How high the picture of so many colours is, in pixels. */
export function pictureHeight(colors: number): number {
  return STRIP_TOP + STRIP_HEIGHT + 70 + Math.ceil(colors / COLUMNS) * CELL_HEIGHT + FOOT;
}

/**
 * Draws a board's palette on paper: its title, a strip in proportion to the shares, and each colour
 * with its name, hex and share.
 *
 * @param about a line under the title.
 */
export function drawPalette(
  brush: Brush,
  title: string,
  about: string,
  palette: readonly PictureColor[],
): void {
  const wide = PICTURE_WIDTH - 2 * MARGIN;
  brush.fillStyle = PAPER;
  brush.fillRect(0, 0, PICTURE_WIDTH, pictureHeight(palette.length));
  brush.textBaseline = 'alphabetic';
  write(brush, title, [MARGIN, 140], { size: 64, weight: 650, color: INK, wide });
  write(brush, about, [MARGIN, 200], { size: 30, weight: 450, color: INK_2, wide });

  const total = palette.reduce((sum, { share }) => sum + share, 0) || 1;
  // White on paper has an edge, too.
  brush.fillStyle = LINE;
  brush.fillRect(MARGIN - 2, STRIP_TOP - 2, wide + 4, STRIP_HEIGHT + 4);
  let x = MARGIN;
  for (const { hex, share } of palette) {
    const width = (share / total) * wide;
    brush.fillStyle = hex;
    // Half a pixel more, or the paper shows between two colours.
    brush.fillRect(x, STRIP_TOP, Math.min(width + 0.5, PICTURE_WIDTH - MARGIN - x), STRIP_HEIGHT);
    x += width;
  }

  const cell = wide / COLUMNS;
  for (const [n, { hex, name, shareWords }] of palette.entries()) {
    const left = MARGIN + (n % COLUMNS) * cell;
    const top = STRIP_TOP + STRIP_HEIGHT + 70 + Math.floor(n / COLUMNS) * CELL_HEIGHT;
    brush.fillStyle = LINE;
    brush.beginPath();
    brush.roundRect(left, top, 72, 72, 16);
    brush.fill();
    brush.fillStyle = hex;
    brush.beginPath();
    brush.roundRect(left + 2, top + 2, 68, 68, 14);
    brush.fill();
    const room = cell - 72 - 18 - 12;
    write(brush, name, [left + 90, top + 28], { size: 25, weight: 650, color: INK, wide: room });
    const facts = `${hex} · ${shareWords}`;
    write(brush, facts, [left + 90, top + 62], { size: 21, weight: 450, color: INK_2, wide: room });
  }
}

/** One line, smaller where it would be too wide, and cut where that does not help. */
function write(
  brush: Brush,
  text: string,
  [x, y]: readonly [x: number, y: number],
  style: { size: number; weight: number; color: string; wide: number },
): void {
  const { weight, color, wide } = style;
  const fontOf = (size: number) => `${weight} ${size}px ${FONT}`;
  brush.fillStyle = color;
  brush.font = fontOf(style.size);
  const width = brush.measureText(text).width;
  if (width > wide) brush.font = fontOf(Math.max(style.size * 0.7, (style.size * wide) / width));
  let line = text;
  for (let end = text.length; brush.measureText(line).width > wide && end > 0; end--) {
    line = `${text.slice(0, end).trimEnd()}…`;
  }
  brush.fillText(line, x, y);
}
