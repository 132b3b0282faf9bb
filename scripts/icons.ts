/** Renders assets/icon.svg to the PNGs that the manifest names: `node scripts/icons.ts`. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** Side of the file and of the drawing in it, in pixels. Stores want air around the largest. */
const ICONS = [
  { size: 16, drawing: 16 },
  { size: 32, drawing: 32 },
  { size: 48, drawing: 46 },
  { size: 96, drawing: 92 },
  { size: 128, drawing: 104 },
];

/** Side of the drawing's own grid, and the resolution at which it has one pixel a unit. */
const GRID = 128;
const DENSITY = 72;

const svg = await readFile(new URL('../assets/icon.svg', import.meta.url));
for (const { size, drawing } of ICONS) {
  const file = fileURLToPath(new URL(`../public/icon/${size}.png`, import.meta.url));
  const air = (size - drawing) / 2;
  await sharp(svg, { density: (DENSITY * drawing) / GRID })
    .resize(drawing, drawing)
    .extend({
      top: Math.floor(air),
      bottom: Math.ceil(air),
      left: Math.floor(air),
      right: Math.ceil(air),
      background: 'transparent',
    })
    .png({ compressionLevel: 9 })
    .toFile(file);
  console.log(`public/icon/${size}.png`);
}
