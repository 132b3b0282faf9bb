/**
 * `npm run bench:finds [-- --runs N] [-- --json]`: how long the page of saved finds takes in
 * Chromium to its first card, to all of them, and for a search, with 5,000 finds and with 50.
 */
import { parseArgs } from 'node:util';
import { newIdOf, type SavedFind, subjectOf } from '../lib/finds/saved-find.ts';
import { launch } from '../tests/e2e/driver.ts';
import { startStandIn } from '../tests/e2e/stand-in.ts';
import type { Tab } from '../tests/e2e/tab.ts';
import { imagePathOf } from '../tests/fixtures/pinterest-page.ts';
import { median } from './bench/statistics.ts';
import { findOrInstallBrowser } from './browsers.ts';
import { buildExtension } from './extension.ts';

/** What is measured, in milliseconds. */
interface Times {
  /** From the start of the navigation until the first card is in the page. */
  firstCard: number;
  /** Until all finds are read and counted. */
  allRead: number;
  /** From a letter typed into the search until the next picture after it. */
  search: number;
}

const COUNTS = [50, 5_000] as const;
const NOUNS = ['armchair', 'sofa', 'vase', 'rug', 'pendant light', 'side table', 'curtain', 'bed'];
const COLORS = [
  { hex: '#e3ad1c', name: 'mustard', family: 'yellow', share: 0.6 },
  { hex: '#2b3030', name: 'charcoal', family: 'black', share: 0.4 },
  { hex: '#b9977b', name: 'oak', family: 'brown', share: 0.3 },
] as const;
const SEARCHES = ['vase', 'mustard rug', 'board 7', 'nothing has this'];

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`--runs is a number from 1, not ${values.runs}.`);
  process.exit(2);
}

const search = await findOrInstallBrowser('chromium', { log: console.error });
if (search.status === 'unavailable') throw new Error(search.reason);
const extension = await buildExtension('chromium', { e2e: true });
const standIn = await startStandIn();
const driver = await launch('chromium', {
  executablePath: search.executablePath,
  extension,
  port: standIn.port,
});
try {
  const page = await driver.openExtensionPage('finds.html');
  await page.resize(1280, 900);
  await page.page.evaluateOnNewDocument(noteFirstCard);
  const medians = new Map<number, Times>();
  for (const count of COUNTS) {
    console.error(`• ${count} finds`);
    await seed(page, count);
    const all: Times[] = [];
    for (let run = 0; run < runs; run++) all.push(await measure(page, count));
    medians.set(count, {
      firstCard: median(all.map(({ firstCard }) => firstCard)),
      allRead: median(all.map(({ allRead }) => allRead)),
      search: median(all.map((times) => times.search)),
    });
  }
  report(medians);
} finally {
  await driver.close();
  await standIn.close();
}

function report(medians: ReadonlyMap<number, Times>): void {
  const [few, many] = COUNTS.map((count) => medians.get(count));
  if (!few || !many) return;
  const ratios = {
    firstCard: many.firstCard / few.firstCard,
    allRead: many.allRead / few.allRead,
    search: many.search / few.search,
  };
  if (values.json) {
    console.log(JSON.stringify({ runs, few, many, ratios }, null, 2));
    return;
  }
  console.log(`\nMedians of ${runs} runs, milliseconds: 50 finds, 5,000 finds, ratio`);
  for (const what of ['firstCard', 'allRead', 'search'] as const) {
    const [a, b] = [few[what].toFixed(0), many[what].toFixed(0)];
    console.log(
      `  ${what.padEnd(10)} ${a.padStart(6)} ${b.padStart(6)}  × ${ratios[what].toFixed(2)}`,
    );
  }
}

/** Loads the page and searches in it. */
async function measure(page: Tab, count: number): Promise<Times> {
  await page.page.reload();
  await page.front();
  return page.evaluate(
    async ({ total, searches }) => {
      const noted = (globalThis as unknown as { firstCard: Promise<number> }).firstCard;
      const firstCard = await noted;
      const counted = `${total} finds`;
      while (!document.querySelector('.saved__row')?.textContent?.includes(counted)) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      const allRead = performance.now();
      const field = document.querySelector<HTMLInputElement>('.saved__bar input');
      if (!field) throw new Error('no field to search in');
      const times: number[] = [];
      for (const words of searches) {
        const began = performance.now();
        field.value = words;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        // The frame after the one in which the page is changed: then it has been drawn.
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      return { firstCard, allRead, search: times[times.length >> 1] ?? Number.NaN };
    },
    { total: count, searches: SEARCHES },
  );
}

/** In every new document: a promise of when its first card was there. */
function noteFirstCard(): void {
  Object.assign(globalThis, {
    firstCard: new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector('.tile')) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document, { childList: true, subtree: true });
    }),
  });
}

/** Finds of many pins and boards, as the background keeps them. */
function findsOf(count: number): SavedFind[] {
  return Array.from({ length: count }, (_, n) => {
    const noun = NOUNS[n % NOUNS.length] ?? 'vase';
    const color = COLORS[n % COLORS.length] ?? COLORS[0];
    const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
    const object = {
      label: noun,
      score: 0.9,
      box,
      colors: [color],
      material: null,
      sources: ['x'],
    };
    const pinId = `${10 ** 12 + n}`;
    const parts: Omit<SavedFind, 'id'> = {
      savedAt: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
      find: {
        noun,
        object,
        terms: [{ role: 'style', value: 'boho', field: 'title', quote: 'Boho' }],
      },
      query: {
        text: `${color.name} ${noun}`,
        language: 'en',
        edit: { on: {}, values: {}, text: null },
      },
      shops: ['etsy', 'amazon', 'ikea'].map((id) => ({
        id,
        name: id,
        text: noun,
        href: `https://www.${id}.com/search?q=${encodeURIComponent(noun)}`,
      })),
      pin: {
        id: pinId,
        url: `https://www.pinterest.com/pin/${pinId}/`,
        title: `A pin to search, number ${n}`,
        board: `Board ${n % 40}`,
      },
      image: {
        url: `https://i.pinimg.com/736x/${imagePathOf(`finds ${n}`)}`,
        width: 736,
        height: 1104,
      },
      note: n % 5 === 0 ? `for the room ${n}` : '',
    };
    return { ...parts, id: newIdOf(subjectOf(parts), parts.find) };
  });
}

/** Puts finds with crops into the page's database in place of what is there. */
async function seed(page: Tab, count: number): Promise<void> {
  const rows = findsOf(count).map((find) => ({
    id: find.id,
    subject: subjectOf(find),
    savedAt: find.savedAt,
    value: find,
  }));
  await page.evaluate(async (finds) => {
    const canvas = new OffscreenCanvas(320, 320);
    const context = canvas.getContext('2d');
    for (let n = 0; n < 2_000 && context; n++) {
      context.fillStyle = `hsl(${(n * 47) % 360} 60% 50%)`;
      context.fillRect((n * 37) % 320, (n * 91) % 320, 24, 24);
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('magpie-finds');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const writing = database.transaction(['finds', 'crops'], 'readwrite');
    for (const name of ['finds', 'crops']) writing.objectStore(name).clear();
    for (const row of finds) {
      writing.objectStore('finds').put(row);
      writing.objectStore('crops').put({ id: row.id, value: { type: 'image/jpeg', bytes } });
    }
    await new Promise((resolve, reject) => {
      writing.oncomplete = resolve;
      writing.onerror = () => reject(writing.error);
    });
    database.close();
  }, rows);
}
