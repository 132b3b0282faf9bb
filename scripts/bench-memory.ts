/**
 * `npm run bench:memory [-- --images N]`: what the engine keeps while it looks at one picture after
 * another. Exit code 1 where it keeps more and more.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memory } from '@tensorflow/tfjs-core';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { openEyesInNode } from '../lib/engine/open-eyes-node.ts';
import { analyze } from '../lib/engine/pipeline.ts';
import { median } from './bench/statistics.ts';
import { PHOTO_NAMES, photo } from './photos.ts';

/** Memory between two pictures. */
interface Reading {
  tensors: number;
  /** Of JavaScript, after a collection, in bytes. */
  heap: number;
  /** Of the process, wasm's memory included, in bytes. */
  resident: number;
}

/** Every buffer has its size once all pictures were seen this often. */
const WARM_UP_ROUNDS = 3;

/** More growth than this, from the first third to the last, is a leak; less is the collector's. */
const MAX_GROWTH = 1.05;

const { values } = parseArgs({ options: { images: { type: 'string', default: '200' } } });
const count = Number(values.images);
if (!Number.isInteger(count) || count < 30) {
  console.error(`--images is a number from 30, not ${values.images}.`);
  process.exit(2);
}

const collectGarbage = exposedCollector();
const eyes = await openEyesInNode(new URL('../public/models/', import.meta.url));
const pictures = await Promise.all(
  PHOTO_NAMES.map(async (name) => decodeImageInNode(await readFile(await photo(name)))),
);
const readings: Reading[] = [];
for (let i = -WARM_UP_ROUNDS * pictures.length; i < count; i++) {
  const picture = pictures[(i + WARM_UP_ROUNDS * pictures.length) % pictures.length];
  if (!picture) continue;
  await analyze(picture, async () => eyes, { decodeMs: 0 });
  if (i < 0) continue;
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  readings.push({ tensors: memory().numTensors, heap: heapUsed, resident: rss });
}

const third = Math.floor(readings.length / 3);
const growths = (['tensors', 'heap', 'resident'] as const).map((kind) => {
  const of = (part: readonly Reading[]) => median(part.map((reading) => reading[kind]));
  const [first, last] = [of(readings.slice(0, third)), of(readings.slice(-third))];
  return { kind, last, growth: last / first };
});
console.log(`${count} pictures after ${WARM_UP_ROUNDS * pictures.length} to warm up:`);
for (const { kind, last, growth } of growths) {
  const amount = kind === 'tensors' ? String(last) : `${(last / 2 ** 20).toFixed(1)} MiB`;
  console.log(`${growth <= MAX_GROWTH ? '✓' : '✗'} ${kind}: ${amount}, × ${growth.toFixed(3)}`);
}
if (growths.some(({ growth }) => growth > MAX_GROWTH)) process.exitCode = 1;

/** The garbage collector, which Node keeps to itself unless asked. */
function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new TypeError('Node has no collector to call.');
  return () => void collect();
}
