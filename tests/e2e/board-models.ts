import { readFile } from 'node:fs/promises';
import { learnBoard } from '../../lib/board/model/board-model.ts';
import { embedderOf } from '../../lib/board/model/embedder.ts';
import { normalizedEmbedding } from '../../lib/board/model/embedding.ts';
import { exportModel } from '../../lib/board/model/model-file.ts';
import { decodeImageInNode } from '../../lib/engine/decode-node.ts';
import type { OpenedEyes } from '../../lib/engine/engine.ts';
import { openEyesInNode } from '../../lib/engine/open-eyes-node.ts';
import { WHOLE_IMAGE } from '../../lib/geometry.ts';
import type { Tab } from './tab.ts';

const MODELS = new URL('../../public/models/', import.meta.url);

let opening: Promise<OpenedEyes> | null = null;

/** A model as the extension keeps it. */
export interface StoredModel {
  id: string;
  text: string;
}

/**
 * Learns a board of photos by the code and the models that ship.
 *
 * @param pins files of the board's photos
 * @param others files of other photos
 */
export async function learnPhotos(
  slug: string,
  title: string,
  pins: readonly string[],
  others: readonly string[],
): Promise<StoredModel> {
  opening ??= openEyesInNode(MODELS);
  const { embedder } = await opening;
  const name = embedder && embedderOf({ [embedder.id]: embedder.version });
  if (!embedder || !name) throw new Error('The models lack MobileNet.');
  const embed = async (file: string): Promise<Float32Array> => {
    const image = await decodeImageInNode(await readFile(file));
    const [values] = await embedder.embed(image, [WHOLE_IMAGE]);
    return normalizedEmbedding(values ?? []);
  };
  const embedAll = async (files: readonly string[]): Promise<Float32Array[]> => {
    const all: Float32Array[] = [];
    for (const file of files) all.push(await embed(file));
    return all;
  };
  const own = (await embedAll(pins)).map((whole) => ({ whole, things: null }));
  const model = learnBoard(own, [], await embedAll(others));
  if (!model) throw new Error('Too few photos to learn a board from.');
  const page = { kind: 'board', user: 'anna', slug } as const;
  const text = await exportModel({ page, title, style: null, embedder: name }, model);
  return { id: `board /anna/${slug}/`, text };
}

/** Puts models where the extension keeps them, or takes all away. Runs on a page of its own. */
export async function storeModels(page: Tab, models: readonly StoredModel[]): Promise<void> {
  await page.evaluate(
    (rows) =>
      new Promise<void>((resolve, reject) => {
        const opened = indexedDB.open('magpie-board-models', 1);
        opened.onupgradeneeded = () => opened.result.createObjectStore('models', { keyPath: 'id' });
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          const writing = opened.result.transaction('models', 'readwrite');
          const store = writing.objectStore('models');
          store.clear();
          for (const row of rows) store.put(row);
          writing.onerror = () => reject(writing.error);
          writing.oncomplete = () => {
            opened.result.close();
            resolve();
          };
        };
      }),
    [...models],
  );
}
