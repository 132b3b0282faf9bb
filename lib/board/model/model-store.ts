import type { DBSchema } from 'idb';
import { databaseOpener } from '../../database.ts';
import type { Usage } from '../../private-data.ts';
import { sizeOf } from '../../store-size.ts';
import type { BoardModel } from './board-model.ts';
import { exportModel, importModel, type ModelSubject } from './model-file.ts';

const DATABASE = 'magpie-board-models';

interface StoreSchema extends DBSchema {
  models: { key: string; value: { id: string; text: string } };
}

/** A model that the user had learned, or took from a file. */
export interface SavedModel {
  /** The key of its board: `boardKey` of `subject.page`. */
  id: string;
  subject: ModelSubject;
  model: BoardModel;
}

/** The models of boards. */
export interface ModelStore {
  /** Those of an embedder, by id; what is damaged is passed over. */
  all(embedder: string): Promise<SavedModel[]>;
  /** Keeps a model, in place of the former one of its board. */
  save(saved: SavedModel): Promise<void>;
  delete(id: string): Promise<void>;
  /** Takes all away, those of other embedders included. */
  clear(): Promise<void>;
  /** How many models it holds, those of other embedders included. */
  usage(): Promise<Usage>;
}

/** The models in IndexedDB, each as the file it is exported as. */
export function openModelStore(): ModelStore {
  const database = databaseOpener<StoreSchema>(DATABASE, 1, (db) => {
    db.createObjectStore('models', { keyPath: 'id' });
  });

  return {
    async all(embedder) {
      const rows = await (await database()).getAll('models');
      const read = await Promise.all(
        rows.map(async ({ id, text }) => ({ id, imported: await importModel(text, embedder) })),
      );
      return read.flatMap(({ id, imported }) =>
        imported.ok ? [{ id, subject: imported.subject, model: imported.model }] : [],
      );
    },
    async save({ id, subject, model }) {
      await (await database()).put('models', { id, text: await exportModel(subject, model) });
    },
    async delete(id) {
      await (await database()).delete('models', id);
    },
    async clear() {
      await (await database()).clear('models');
    },
    async usage() {
      return sizeOf((await database()).transaction('models').store);
    },
  };
}
