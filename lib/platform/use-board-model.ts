import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { BoardModelSectionProps } from '../../components/boards/BoardModelSection.tsx';
import {
  type BoardModelState,
  BoardModelStateSchema,
  ImportOutcomeSchema,
  LearnFaultSchema,
} from '../board/model/board-models.ts';
import { boardModelMessages } from './board-model-messages.ts';
import { downloadJson } from './download.ts';

const FileSchema = v.nullable(v.object({ name: v.string(), text: v.string() }));

/** A larger file is no model, and need not be sent to be refused. */
const MOST_BYTES = 1_000_000;

/**
 * All that a `BoardModelSection` wants for the board of a run, followed as it changes: by what is
 * done here or in another page, and as the background learns by itself.
 */
export function useBoardModel(runId: string): Omit<BoardModelSectionProps, 'styles'> {
  const [state, setState] = useState<BoardModelState | null>(null);
  useEffect(() => {
    let isGone = false;
    const read = (): void => {
      boardModelMessages
        .sendMessage('board-model:state', runId)
        .then((answer) => {
          if (!isGone) setState(v.parse(BoardModelStateSchema, answer));
        })
        .catch((error: unknown) => {
          console.warn('Magpie: what is known of the board could not be read.', error);
        });
    };
    setState(null);
    read();
    const stopChanges = boardModelMessages.onMessage('board-model:changed', read);
    addEventListener('focus', read);
    return () => {
      isGone = true;
      stopChanges();
      removeEventListener('focus', read);
    };
  }, [runId]);

  return {
    state,
    onLearn: async () =>
      v.parse(LearnFaultSchema, await boardModelMessages.sendMessage('board-model:learn', runId)),
    onStyle: async (style) => {
      await boardModelMessages.sendMessage('board-model:style', { id: runId, style });
    },
    onExport: async () => {
      const file = v.parse(
        FileSchema,
        await boardModelMessages.sendMessage('board-model:export', runId),
      );
      if (!file) throw new Error('there is no model');
      downloadJson(`${fileName(file.name)}.magpie-board-model.json`, file.text);
    },
    onImport: async (file) => {
      if (file.size > MOST_BYTES) return { ok: false, reason: 'too-large' };
      const text = await file.text();
      return v.parse(
        ImportOutcomeSchema,
        await boardModelMessages.sendMessage('board-model:import', text),
      );
    },
    onForget: async (id) => {
      await boardModelMessages.sendMessage('board-model:forget', id);
    },
  };
}

/** A name as file systems take it. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'board';
}
