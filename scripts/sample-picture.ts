/**
 * `npm run sample-picture [-- --samples N] [-- --width PIXELS] [-- --out FILE]`: draws the picture
 * that the welcome page lets people try Magpie on. It is committed; run this to change it.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { develop } from './sample-picture/develop.ts';
import { ROOM } from './sample-picture/room.ts';
import { render } from './sample-picture/trace.ts';
import { ROOT } from './tool.ts';

/** Brings a white wall in daylight to a light grey. */
const EXPOSURE = 0.78;

const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '20' },
    width: { type: 'string', default: '900' },
    out: { type: 'string', default: join(ROOT, 'public', 'welcome', 'room.jpg') },
  },
});
const width = Number(values.width);
const height = Math.round((width * 2) / 3);
const samples = Number(values.samples);

const layers = render(ROOM, { width, height, samples }, (row) => {
  if (row % 50 === 0) console.log(`${Math.round((100 * row) / height)} %`);
});
await sharp(develop(layers, width, EXPOSURE), { raw: { width, height, channels: 3 } })
  .jpeg({ quality: 88, mozjpeg: true })
  .toFile(values.out);
console.log(values.out);
