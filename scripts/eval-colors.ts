/**
 * `npm run eval:colors [-- --errors]`: how often the colour family of an object is the one a
 * shop would list it under. Needs no model.
 */
import { readFile } from 'node:fs/promises';
import type { BoundingBox, ColorFamily } from '../lib/analysis.ts';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { clipToImage } from '../lib/geometry.ts';
import { nameColor } from '../lib/palette/color-names.ts';
import { objectColors } from '../lib/palette/object-colors.ts';
import type { RgbaImage } from '../lib/vision/detector.ts';
import { domainOf } from '../lib/vision/vocabulary.ts';
import { type ColorLabel, readColorLabels } from './eval/colors.ts';
import { photoOf } from './eval/devset.ts';

type Method = (image: RgbaImage, box: BoundingBox, noun: string) => ColorFamily | undefined;

const ours: Method = (image, box, noun) =>
  objectColors(image, box, null, { worn: domainOf(noun) === 'fashion' })[0]?.family;

/** How far a detector's box may be off, in its own sides: larger, smaller, shifted. */
const SLACK = 0.1;

const METHODS: readonly [name: string, method: Method][] = [
  ['median of the centre', medianOfCenter],
  ['Magpie', ours],
  ['Magpie, box 10 % larger', (image, box, noun) => ours(image, grown(box, SLACK), noun)],
  ['Magpie, box 10 % smaller', (image, box, noun) => ours(image, grown(box, -SLACK), noun)],
  ['Magpie, box shifted by 10 %', (image, box, noun) => ours(image, shifted(box, SLACK), noun)],
];

interface Tally {
  asked: number;
  first: number;
  right: number;
}
const tallies = METHODS.map(() => ({
  tune: { asked: 0, first: 0, right: 0 },
  report: { asked: 0, first: 0, right: 0 },
}));

const times: number[] = [];
for (const label of readColorLabels()) {
  const path = await photoOf(label);
  if (!path) continue;
  const image = await decodeImageInNode(await readFile(path));
  for (const [i, [name, method]] of METHODS.entries()) {
    const start = performance.now();
    const family = method(image, label.box, label.noun);
    if (method === ours) times.push(performance.now() - start);
    count(tallies[i]?.[label.split], label, family);
    if (
      method === ours &&
      label.split === 'tune' &&
      family !== label.family &&
      process.argv.includes('--errors')
    ) {
      console.log(
        `${label.split} ${label.source} ${label.name} ${label.noun}: ${family}, ` +
          `${family === label.alsoRight ? 'also right' : `wanted ${label.family}`} (${name})`,
      );
    }
  }
}

console.log('colour family of the object: right (the shop’s own word alone)');
for (const [i, [name]] of METHODS.entries()) {
  const tally = tallies[i];
  if (tally)
    console.log(`${name.padEnd(28)} ${cell('tune', tally.tune)}  ${cell('report', tally.report)}`);
}
const median = times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
console.log(`${median.toFixed(1)} ms for the first object of a photo (median)`);

function cell(split: string, { asked, first, right }: Tally): string {
  const percent = (part: number) => `${Math.round((100 * part) / asked)} %`;
  return `${split} ${percent(right)} (${percent(first)}) of ${asked}`;
}

function count(tally: Tally | undefined, label: ColorLabel, family: ColorFamily | undefined) {
  if (!tally) return;
  tally.asked++;
  if (family === label.family) tally.first++;
  if (family === label.family || family === label.alsoRight) tally.right++;
}

/** What issue 3 calls naive: the median of each channel over the middle third of the box. */
function medianOfCenter(image: RgbaImage, box: BoundingBox): ColorFamily {
  const channels: [number[], number[], number[]] = [[], [], []];
  const from = (start: number, side: number, size: number) => Math.floor((start + side / 3) * size);
  const to = (start: number, side: number, size: number) =>
    Math.ceil((start + (2 * side) / 3) * size);
  for (
    let y = from(box.y, box.height, image.height);
    y < to(box.y, box.height, image.height);
    y++
  ) {
    for (let x = from(box.x, box.width, image.width); x < to(box.x, box.width, image.width); x++) {
      const at = (y * image.width + x) * 4;
      for (const [i, values] of channels.entries()) values.push(image.data[at + i] ?? 0);
    }
  }
  const hex = channels.map((values) => {
    const middle = values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
    return middle.toString(16).padStart(2, '0');
  });
  return nameColor(`#${hex.join('')}`).family;
}

function grown(box: BoundingBox, by: number): BoundingBox {
  return clipToImage({
    x: box.x - (box.width * by) / 2,
    y: box.y - (box.height * by) / 2,
    width: box.width * (1 + by),
    height: box.height * (1 + by),
  });
}

function shifted(box: BoundingBox, by: number): BoundingBox {
  return clipToImage({ ...box, x: box.x + box.width * by, y: box.y + box.height * by });
}
