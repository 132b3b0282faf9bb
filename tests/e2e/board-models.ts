import { readFile } from 'node:fs/promises';
import { learnBoard } from '../../lib/board/model/board-model.ts';
import type { ImportOutcome } from '../../lib/board/model/board-models.ts';
import { embedderOf } from '../../lib/board/model/embedder.ts';
import { normalizedEmbedding } from '../../lib/board/model/embedding.ts';
import { exportModel } from '../../lib/board/model/model-file.ts';
import { decodeImageInNode } from '../../lib/engine/decode-node.ts';
import type { OpenedEyes } from '../../lib/engine/engine.ts';
import { openEyesInNode } from '../../lib/engine/open-eyes-node.ts';
import { WHOLE_IMAGE } from '../../lib/geometry.ts';
import { sendMessage } from './extension-messages.ts';
import type { Tab } from './tab.ts';

const MODELS = new URL('../../public/models/', import.meta.url);

let opening: Promise<OpenedEyes> | null = null;

/** A model of a board, as a file of the extension has it. */
export interface LearnedModel {
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
): Promise<LearnedModel> {
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

/** Gives models to the extension, from a page of its own, as its file import does. */
export async function importModels(page: Tab, models: readonly LearnedModel[]): Promise<void> {
  for (const { text } of models) {
    const outcome = await sendMessage(page, 'board-model:import', text);
    if (!(outcome as ImportOutcome | null)?.ok)
      throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  }
}

/** Has the extension forget models, from a page of its own. */
export async function forgetModels(page: Tab, models: readonly LearnedModel[]): Promise<void> {
  for (const { id } of models) await sendMessage(page, 'board-model:forget', id);
}
