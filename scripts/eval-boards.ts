/**
 * `npm run eval:boards -- [--folder DIR]`: how well boards learned from few pins are told apart.
 * Without a folder on the photos of the development set, in three ways; with one on its pictures,
 * of which each sub-folder holds those of one board.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { readBackgroundSet } from '../lib/board/model/background-set.ts';
import { type Described, FEWEST_PINS } from '../lib/board/model/board-model.ts';
import { describedOf } from '../lib/board/model/described.ts';
import { analyzer } from './eval/analyses.ts';
import { type BoardPicture, judgeBoards } from './eval/boards.ts';
import { type DevItem, photoOf, readDevSet } from './eval/devset.ts';
import { openPictureEmbedder } from './eval/embeddings.ts';
import { ensureModels } from './models/ensure.ts';
import { ROOT } from './tool.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    pins: { type: 'string', default: '20' },
    draws: { type: 'string', default: '20' },
  },
});
const draws = Number(values.draws);

if (values.folder === undefined) await judgeDevelopmentSet();
else await judgeFolder(resolve(process.env.INIT_CWD ?? '.', values.folder), Number(values.pins));

function report(
  title: string,
  pictures: readonly BoardPicture[],
  background: readonly Float32Array[],
  pins: number,
): void {
  const figures = judgeBoards({ pictures, background, pins, draws });
  console.log(`${title}: ${pins} pins a board, ${draws} draws, ${background.length} others`);
  if (!figures) {
    console.log('  too few pictures\n');
    return;
  }
  const { macroF1, chance, auc, calibrationError } = figures;
  console.log(`  macro-F1 ${macroF1.toFixed(3)} (chance ${chance.toFixed(2)})`);
  for (const [board, area] of auc) console.log(`  AUC ${area.toFixed(3)}  ${board}`);
  console.log(`  calibration error ${calibrationError.toFixed(3)}\n`);
}

/**
 * Scenes are learned on the tune half and judged on the report half. The looks of rooms and the
 * kinds of clothes, of which there are too few for halves, are drawn and judged on what is left.
 * What belongs to none of the boards is what they are told from.
 */
async function judgeDevelopmentSet(): Promise<void> {
  await ensureModels({ quiet: true });
  const analyze = await analyzer();
  const looks = await readRoomLooks();
  const all: { item: DevItem; described: Described }[] = [];
  for (const item of readDevSet()) {
    const path = await photoOf(item);
    const described = path === null ? null : describedOf(await analyze(path));
    if (described) all.push({ item, described });
  }
  console.log(`${all.length} photos\n`);

  const split = (
    title: string,
    pins: number,
    boardOf: (item: DevItem) => string | null,
    useOf: (item: DevItem) => BoardPicture['use'],
  ) => {
    const pictures = all.flatMap(({ item, described }): BoardPicture[] => {
      const board = boardOf(item);
      return board === null ? [] : [{ ...described, board, use: useOf(item) }];
    });
    const background = all.flatMap(({ item, described }) =>
      boardOf(item) === null ? [described.whole] : [],
    );
    report(title, pictures, background, pins);
  };
  const byHalf = ({ split: half }: DevItem) => (half === 'tune' ? 'teach' : 'ask');
  const among = (boards: readonly string[]) => (item: DevItem) =>
    boards.includes(item.scene) ? item.scene : null;
  split('scenes', FEWEST_PINS, among(['product shot', 'living room', 'outfit']), byHalf);
  split('scenes', 20, among(['product shot', 'living room']), byHalf);
  split(
    'looks of rooms',
    FEWEST_PINS,
    ({ source, name }) => looks.get(`${source} ${name}`) ?? null,
    () => 'both',
  );
  split('kinds of clothes', FEWEST_PINS, kindOfClothes, () => 'both');
}

/** Every sub-folder a board; what pictures show is not looked for, for that takes a second each. */
async function judgeFolder(folder: string, pins: number): Promise<void> {
  const embedder = await openPictureEmbedder();
  const pictures: BoardPicture[] = [];
  const start = performance.now();
  const entries = await readdir(folder, { withFileTypes: true });
  for (const { name: board } of entries.filter((entry) => entry.isDirectory())) {
    const files = await readdir(join(folder, board));
    for (const file of files.filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort()) {
      try {
        const whole = await embedder.embed(join(folder, board, file));
        pictures.push({ whole, things: null, board, use: 'both' });
      } catch (error) {
        console.error(`${join(board, file)} is left out: ${error}`);
      }
      if (pictures.length % 100 === 0) process.stderr.write(`\r${pictures.length} pictures`);
    }
  }
  const seconds = (performance.now() - start) / 1_000;
  process.stderr.write(`\r${pictures.length} pictures in ${seconds.toFixed(0)} s\n`);
  const set: unknown = JSON.parse(
    await readFile(join(ROOT, 'public/board-embeddings.json'), 'utf8'),
  );
  report(folder, pictures, readBackgroundSet(set, embedder.name), pins);
}

/** The development set has eight photos of each garment: too few for a board. */
function kindOfClothes({ source, name }: DevItem): string | null {
  if (source !== 'clothing') return null;
  const garment = name.slice(0, name.lastIndexOf('-'));
  if (['longsleeve', 'outwear', 'shirt', 't-shirt'].includes(garment)) return 'tops';
  return ['pants', 'shorts', 'skirt'].includes(garment) ? 'bottoms' : 'dresses, hats, shoes';
}

/** How rooms of the development set look, labelled by looking at them. */
async function readRoomLooks(): Promise<Map<string, string>> {
  const file = new URL('eval/room-looks.json', import.meta.url);
  const LooksSchema = v.array(v.object({ source: v.string(), name: v.string(), look: v.string() }));
  const looks = v.parse(LooksSchema, JSON.parse(await readFile(file, 'utf8')));
  return new Map(looks.map(({ source, name, look }) => [`${source} ${name}`, look]));
}
