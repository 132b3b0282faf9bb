import type { MainThreadTimes } from './main-thread.ts';
import type { ComparedOpening, Opening } from './openings.ts';
import { median } from './statistics.ts';
import type { LongestTasks, Task } from './trace.ts';

/** How many times as long as the models alone an analysis may take. */
const MAX_RATIO = 1.3;

/** How long a task may keep the page's main thread, milliseconds; a longer one is felt. */
const MAX_TASK = 50;

/** Everything that was measured. */
export interface Measurements {
  browser: string;
  runs: number;
  cold: readonly Opening[];
  warm: readonly Opening[];
  clicks: readonly ComparedOpening[];
  mainThread: MainThreadTimes;
}

/** Median milliseconds from opening a pin until each part could be seen. */
interface Waits {
  palette: number;
  objects: number;
  all: number;
}

/** Median milliseconds on one photo. */
interface Comparison {
  photo: string;
  /** How many images and crops the models are given. */
  inputs: number;
  decode: number;
  palette: number;
  objects: number;
  labels: number;
  /** The four stages. */
  analysis: number;
  /** From the arrival of the image's bytes until the last result could be seen. */
  wall: number;
  cocoSsd: number;
  /** All models alone. */
  predict: number;
  /** `analysis` to `predict`. */
  ratio: number;
  wallRatio: number;
}

/** Something that must hold. */
interface Bar {
  what: string;
  measured: number;
  limit: number;
  met: boolean;
}

/** What the benchmark prints. Milliseconds. */
export interface BenchReport {
  browser: string;
  backend: string;
  runs: number;
  waits: { coldLoad: Waits; warmLoad: Waits; click: Waits };
  comparisons: Comparison[];
  mainThread: {
    withMagpie: Task;
    withoutMagpie: Task;
    /** Tasks that Magpie took part in; `worst` of all runs, the others are medians. */
    byMagpie: Task;
    worstByMagpie: Task;
  };
  bars: Bar[];
}

/** Sums up the measurements and holds them against the bars. */
export function toReport(measured: Measurements): BenchReport {
  const { browser, runs, cold, warm, clicks, mainThread } = measured;
  const backends = new Set([...cold, ...warm, ...clicks].map(({ backend }) => backend));
  const comparisons = [...new Set(clicks.map(({ photo }) => photo))].map((photo) =>
    compare(clicks.filter((click) => click.photo === photo)),
  );
  const byMagpie = mainThread.withMagpie.map(({ byOrigin }) => byOrigin);
  const tasks = {
    withMagpie: middle(mainThread.withMagpie.map(anyTask)),
    withoutMagpie: middle(mainThread.withoutMagpie.map(anyTask)),
    byMagpie: middle(byMagpie),
    worstByMagpie: {
      wall: Math.max(...byMagpie.map(({ wall }) => wall)),
      cpu: Math.max(...byMagpie.map(({ cpu }) => cpu)),
    },
  };
  return {
    browser,
    backend: [...backends].join(', '),
    runs,
    waits: { coldLoad: waitsOf(cold), warmLoad: waitsOf(warm), click: waitsOf(clicks) },
    comparisons,
    mainThread: tasks,
    bars: [
      ...comparisons.map(({ photo, ratio }) =>
        bar(`${photo}: analysis to models alone`, ratio, MAX_RATIO),
      ),
      bar("Magpie's longest task, median of the runs, ms", tasks.byMagpie.wall, MAX_TASK),
      bar("Magpie's longest task, worst run, ms of processor", tasks.worstByMagpie.cpu, MAX_TASK),
    ],
  };
}

function waitsOf(openings: readonly Opening[]): Waits {
  const wait = (part: keyof Waits) =>
    median(openings.map((opening) => opening[part] - opening.opened));
  return { palette: wait('palette'), objects: wait('objects'), all: wait('all') };
}

function compare(openings: readonly ComparedOpening[]): Comparison {
  const middleOf = (value: (opening: ComparedOpening) => number) => median(openings.map(value));
  const analysis = middleOf(({ ms }) => ms.decode + ms.palette + ms.objects + ms.labels);
  const wall = middleOf(({ ms, palette, all }) => ms.decode + ms.palette + all - palette);
  const predict = middleOf(({ bare }) => bare.models);
  return {
    photo: openings[0]?.photo ?? '',
    inputs: openings[0]?.bare.inputs ?? 0,
    decode: middleOf(({ ms }) => ms.decode),
    palette: middleOf(({ ms }) => ms.palette),
    objects: middleOf(({ ms }) => ms.objects),
    labels: middleOf(({ ms }) => ms.labels),
    analysis,
    wall,
    cocoSsd: middleOf(({ bare }) => bare.detector),
    predict,
    ratio: analysis / predict,
    wallRatio: wall / predict,
  };
}

function anyTask({ any }: LongestTasks): Task {
  return any;
}

function middle(tasks: readonly Task[]): Task {
  return {
    wall: median(tasks.map(({ wall }) => wall)),
    cpu: median(tasks.map(({ cpu }) => cpu)),
  };
}

function bar(what: string, measured: number, limit: number): Bar {
  return { what, measured, limit, met: measured <= limit };
}

/** The report for a person. */
export function toTable({ waits, comparisons, mainThread, bars, ...head }: BenchReport): string {
  const { withMagpie, withoutMagpie, byMagpie, worstByMagpie } = mainThread;
  return [
    `Magpie on ${head.backend} in ${head.browser}; milliseconds, medians of ${head.runs} runs`,
    '',
    ...columns([
      ['From opening a pin to', 'palette', 'objects', 'all'],
      ['page loaded, engine cold', ...cells(waits.coldLoad)],
      ['page loaded, engine warm', ...cells(waits.warmLoad)],
      ['clicked in the page, engine warm', ...cells(waits.click)],
    ]),
    '',
    ...columns([
      ['The analysis', ...comparisons.map(({ photo }) => photo)],
      ['images and crops looked at', ...comparisons.map(({ inputs }) => String(inputs))],
      ...rows(comparisons, {
        decode: 'decode',
        palette: 'palette',
        objects: 'objects',
        labels: 'labels',
        analysis: 'analysis in all',
        wall: 'bytes there to results seen',
        cocoSsd: 'coco-ssd alone',
        predict: 'all models alone',
      }),
      ['analysis to models alone', ...comparisons.map(({ ratio }) => ratio.toFixed(2))],
      ['the same, by the wall', ...comparisons.map(({ wallRatio }) => wallRatio.toFixed(2))],
    ]),
    '',
    ...columns([
      ["Longest task of the page's main thread", 'clock', 'processor'],
      ['of all, without Magpie', ...cells(withoutMagpie)],
      ['of all, with Magpie', ...cells(withMagpie)],
      ["of Magpie's", ...cells(byMagpie)],
      ["of Magpie's, worst run", ...cells(worstByMagpie)],
    ]),
    '',
    ...bars.map(
      ({ what, measured, limit, met }) =>
        `${met ? '✓' : '✗'} ${what}: ${measured.toFixed(2)}, at most ${limit}`,
    ),
  ].join('\n');
}

function cells(values: Waits | Task): string[] {
  return Object.values(values).map(inMs);
}

function rows(
  comparisons: readonly Comparison[],
  names: Partial<Record<Exclude<keyof Comparison, 'photo'>, string>>,
): string[][] {
  return Object.entries(names).map(([key, name]) => [
    name,
    ...comparisons.map((comparison) => inMs(Number(comparison[key as keyof Comparison]))),
  ]);
}

function inMs(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

/** Lines of a table: the first column to the left, the others to the right. */
function columns(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  return lines.map((line) =>
    line
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  '),
  );
}
