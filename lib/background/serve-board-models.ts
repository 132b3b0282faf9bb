import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { readBackgroundSet } from '../board/model/background-set.ts';
import { BoardModels } from '../board/model/board-models.ts';
import { embedderOf } from '../board/model/embedder.ts';
import { openModelStore } from '../board/model/model-store.ts';
import type { RunStore } from '../board/run-store.ts';
import { boardModelMessages, StyleOrderSchema } from '../platform/board-model-messages.ts';
import { assertOwnPage } from './own-page.ts';

const BACKGROUND_SET = '/board-embeddings.json';

const IdSchema = v.pipe(v.string(), v.maxLength(1_000));

/**
 * Serves the models of boards to the extension's own pages. Registers its listeners at once.
 *
 * @param modelVersions versions of the models in this build, by id
 * @returns the models, what to call when a run comes to rest, and how to forget them all
 */
export function serveBoardModels(
  modelVersions: () => Promise<Record<string, string>>,
  runs: RunStore,
): {
  models: BoardModels;
  onRest(runId: string): void;
  clear(): Promise<void>;
} {
  const models = new BoardModels({
    runs,
    embedder: async () => embedderOf(await modelVersions()),
    store: openModelStore(),
    background: readBackground,
  });
  const changed = <Answer>(answer: Answer): Answer => {
    // Nobody may be watching.
    boardModelMessages.sendMessage('board-model:changed', undefined).catch(() => {});
    return answer;
  };

  boardModelMessages.onMessage('board-model:state', ({ data, sender }) => {
    assertOwnPage(sender);
    return models.state(v.parse(IdSchema, data));
  });
  boardModelMessages.onMessage('board-model:learn', async ({ data, sender }) => {
    assertOwnPage(sender);
    return changed(await models.learn(v.parse(IdSchema, data)));
  });
  boardModelMessages.onMessage('board-model:style', async ({ data, sender }) => {
    assertOwnPage(sender);
    const { id, style } = v.parse(StyleOrderSchema, data);
    changed(await models.setStyle(id, style));
  });
  boardModelMessages.onMessage('board-model:forget', async ({ data, sender }) => {
    assertOwnPage(sender);
    changed(await models.forget(v.parse(IdSchema, data)));
  });
  boardModelMessages.onMessage('board-model:export', ({ data, sender }) => {
    assertOwnPage(sender);
    return models.export(v.parse(IdSchema, data));
  });
  boardModelMessages.onMessage('board-model:import', async ({ data, sender }) => {
    assertOwnPage(sender);
    return changed(await models.import(v.parse(v.string(), data)));
  });

  return {
    models,
    clear: async () => changed(await models.clear()),
    onRest(runId) {
      models.grown(runId).then(changed, (error: unknown) => {
        console.warn('Magpie: a board that has grown was not learned anew.', error);
      });
    },
  };
}

/** General pictures in numbers; none where the file is broken, for other boards may do. */
async function readBackground(embedder: string): Promise<Float32Array[]> {
  try {
    const response = await fetch(browser.runtime.getURL(BACKGROUND_SET));
    return readBackgroundSet(await response.json(), embedder);
  } catch (error) {
    console.error('Magpie: this build has no general pictures to tell boards from.', error);
    return [];
  }
}
