import type { ImportedFinds } from '../../components/finds/FindFiles.tsx';
import { exportFinds, findsCsv, LONGEST_FILE, readFindsFile } from '../finds/find-file.ts';
import type { FindStore, KeptFind } from '../finds/find-store.ts';
import type { SavedFind } from '../finds/saved-find.ts';
import { downloadCsv, downloadFile } from './download.ts';
import { findMessages } from './find-messages.ts';

/** So many with their crops stay well below what a file may hold. */
const FINDS_A_FILE = 10_000;

/** Finds in one message: with their crops a megabyte or so. */
const AT_ONCE = 50;

/** Offers finds as a file to download, the newest first. Rejects where they cannot be read. */
export async function exportToFile(
  finds: readonly SavedFind[],
  format: 'csv' | 'json',
  store: Pick<FindStore, 'crop'>,
): Promise<void> {
  const ordered = finds.toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  if (format === 'csv') {
    downloadCsv('magpie-finds.csv', findsCsv(ordered));
    return;
  }
  const files = Math.max(1, Math.ceil(ordered.length / FINDS_A_FILE));
  for (let n = 0; n < files; n++) {
    const some = ordered.slice(n * FINDS_A_FILE, (n + 1) * FINDS_A_FILE);
    const parts = await exportFinds(withCrops(some, store), new Date());
    const name = files === 1 ? 'magpie-finds.json' : `magpie-finds-${n + 1}.json`;
    downloadFile(name, new Blob(parts, { type: 'application/json' }));
  }
}

/**
 * Takes over the finds of a file, all of it or, where it is refused, nothing. Rejects where the
 * background stopped on the way: then some of it is there.
 */
export async function importFromFile(file: File): Promise<ImportedFinds> {
  if (file.size > LONGEST_FILE) return { ok: false, reason: 'too-large' };
  const read = readFindsFile(await file.text());
  if (!read.ok) return read;
  let added = 0;
  for (let start = 0; start < read.finds.length; start += AT_ONCE) {
    added += await findMessages.sendMessage(
      'finds:import',
      read.finds.slice(start, start + AT_ONCE),
    );
  }
  return { ok: true, added, known: read.finds.length - added };
}

async function* withCrops(
  finds: readonly SavedFind[],
  store: Pick<FindStore, 'crop'>,
): AsyncGenerator<KeptFind> {
  for (const find of finds) yield { find, crop: await store.crop(find.id) };
}
