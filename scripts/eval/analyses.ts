import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Analysis, AnalysisSchema } from '../../lib/analysis.ts';
import { decodeImageInNode } from '../../lib/engine/decode-node.ts';
import { openEyesInNode } from '../../lib/engine/open-eyes-node.ts';
import { analyze, type Eyes } from '../../lib/engine/pipeline.ts';
import { sha256 } from '../models/digest.ts';
import { ROOT } from '../tool.ts';

/** What an analysis depends on besides the photo. */
const PIPELINE = [
  'lib/vision',
  'lib/palette',
  'lib/engine/pipeline.ts',
  'lib/board/model/embedding.ts',
  'assets/vocabulary',
  'assets/fusion.json',
  'assets/scenes.json',
  'assets/shop-colors.json',
  'models.lock.json',
];

const CACHE = join(ROOT, '.cache/eval-analyses');

/**
 * Makes analyses of photos as shipped, each once for one state of the pipeline: they are kept in
 * `.cache` under a digest of photo, code, weights and models.
 */
export async function analyzer(): Promise<(path: string) => Promise<Analysis>> {
  const pipeline = await digestOfPipeline();
  await mkdir(CACHE, { recursive: true });
  let opening: Promise<Eyes> | null = null;
  const openEyes = () => {
    opening ??= openEyesInNode(new URL('../../public/models/', import.meta.url));
    return opening;
  };
  return async (path) => {
    const bytes = await readFile(path);
    const file = join(CACHE, `${sha256(pipeline + sha256(bytes))}.json`);
    const kept = await readFile(file, 'utf8').catch(() => null);
    if (kept !== null) return v.parse(AnalysisSchema, JSON.parse(kept));
    const image = await decodeImageInNode(bytes);
    const analysis = await analyze(image, openEyes, { decodeMs: 0, embedFinds: true });
    await writeFile(file, JSON.stringify(analysis));
    return analysis;
  };
}

async function digestOfPipeline(): Promise<string> {
  const digests: string[] = [];
  for (const path of PIPELINE) {
    for (const file of await filesOf(join(ROOT, path))) digests.push(sha256(await readFile(file)));
  }
  return sha256(digests.join());
}

async function filesOf(path: string): Promise<string[]> {
  const names = await readdir(path).catch(() => null);
  return names === null ? [path] : names.sort().map((name) => join(path, name));
}
