import type { Driver } from '../../tests/e2e/driver.ts';
import { addPhotoPin } from '../../tests/e2e/pins.ts';
import type { StandIn } from '../../tests/e2e/stand-in.ts';
import type { Tab } from '../../tests/e2e/tab.ts';
import type { StandInPage } from '../../tests/fixtures/pinterest-page.ts';
import { type PhotoName, photo } from '../photos.ts';

/** The pictures that are measured: rooms with few, some and many things to name. */
const PHOTOS = [
  'home-decor-3',
  'home-decor-2',
  'bg-smart-home-1',
] as const satisfies readonly PhotoName[];

/** The picture of a pin that is looked at before the measured ones, and leads to them. */
const FIRST_PHOTO: PhotoName = 'product-11';

/** The pins of the benchmark. A pin's title is the name of its photo. */
export interface BenchPins {
  measured: readonly StandInPage[];
  /** Its page links to all measured ones. */
  first: StandInPage;
}

/** A browser with the extension, ready to be measured. */
export interface Stage extends BenchPins {
  driver: Driver;
  /** The extension's own page for the benchmark. */
  bench: Tab;
}

/** Puts the pins up. Their pictures mount at once, so that only Magpie's own time is measured. */
export async function addBenchPins(standIn: StandIn): Promise<BenchPins> {
  const add = async (id: string, name: PhotoName, related: readonly StandInPage[] = []) =>
    addPhotoPin(standIn, { id, file: await photo(name), title: name, mountDelay: 0, related });
  const measured = await Promise.all(
    PHOTOS.map((name, index) => add(`50000000000000000${index}`, name)),
  );
  return { measured, first: await add('500000000000000009', FIRST_PHOTO, measured) };
}

export async function setStage(driver: Driver, pins: BenchPins): Promise<Stage> {
  return { ...pins, driver, bench: await openBench(driver) };
}

/** Opens the extension's page for the benchmark and makes Magpie run on wasm. */
export async function openBench(driver: Driver): Promise<Tab> {
  const bench = await driver.openExtensionPage('bench.html');
  await bench.evaluate(() => magpieBench.setBackend('wasm'), null);
  return bench;
}

/** One of `items` for each of `runs` runs, in turn. */
export function inTurn<T>(items: readonly T[], runs: number): T[] {
  return Array.from({ length: runs }, (_, run) => items[run % items.length]).filter(
    (item) => item !== undefined,
  );
}
