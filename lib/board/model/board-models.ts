import * as v from 'valibot';
import { oneAtATime } from '../../one-at-a-time.ts';
import type { Usage } from '../../private-data.ts';
import { cleanQuery } from '../../query/clean-text.ts';
import { boardName } from '../board-name.ts';
import { boardKey } from '../board-page.ts';
import { FEWEST_PINS, fitOf, surenessOf } from './board-model.ts';
import { decodeEmbedding } from './embedding.ts';
import { countLearnable, type Learning, learnRun } from './learn.ts';
import { exportModel, importModel } from './model-file.ts';
import type { ModelStore, SavedModel } from './model-store.ts';

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A learned board, as views show it. */
const LearnedBoardSchema = v.object({
  id: v.string(),
  name: v.string(),
  style: v.nullable(v.string()),
  pins: v.number(),
  sureness: v.picklist(['hardly', 'fairly', 'very']),
  auc: Share,
  accuracy: Share,
});
export type LearnedBoard = v.InferOutput<typeof LearnedBoardSchema>;

/** What is known of a board's model. */
export const BoardModelStateSchema = v.object({
  /** False where the build lacks the model that describes pictures in numbers. */
  canLearn: v.boolean(),
  /** Null where the board was not learned. */
  learned: v.nullable(LearnedBoardSchema),
  /** Pins that it can be learned from, and how many more it would need. */
  pins: v.number(),
  missing: v.number(),
  /** The other boards that were learned or imported. */
  others: v.array(LearnedBoardSchema),
});
export type BoardModelState = v.InferOutput<typeof BoardModelStateSchema>;

/** Why a board was not learned; null where it was. */
export const LearnFaultSchema = v.nullable(
  v.picklist(['too-few-pins', 'nothing-else', 'cannot-learn']),
);
export type LearnFault = v.InferOutput<typeof LearnFaultSchema>;

/** What became of a file: the board in it, or why it was refused. */
export const ImportOutcomeSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), id: v.string(), name: v.string() }),
  v.object({
    ok: v.literal(false),
    reason: v.picklist([
      'too-large',
      'not-json',
      'other-format',
      'other-version',
      'damaged',
      'other-embedder',
      'cannot-learn',
    ]),
  }),
]);
export type ImportOutcome = v.InferOutput<typeof ImportOutcomeSchema>;

/** How well a picture fits a board. */
export interface Fit {
  board: SavedModel;
  /** A probability. */
  fit: number;
}

/** What the models need of their surroundings. */
export interface BoardModelsOptions {
  runs: Learning['runs'];
  /** What makes the embeddings of this build; null where nothing does. */
  embedder(): Promise<string | null>;
  store: ModelStore;
  background(embedder: string): Promise<readonly Float32Array[]>;
}

/** Styles longer than this are none. */
const LONGEST_STYLE = 40;

/** The models of boards: learned, learned anew as boards grow, exported, imported, asked. */
export class BoardModels {
  readonly #options: BoardModelsOptions;
  readonly #inTurn = oneAtATime();
  #embedder: Promise<string | null> | null = null;
  /** All models as they are kept; null until they are asked for, and after a change. */
  #known: Promise<SavedModel[]> | null = null;

  constructor(options: BoardModelsOptions) {
    this.#options = options;
  }

  /** What is known of the model of a run's board. */
  async state(runId: string): Promise<BoardModelState> {
    const embedder = await this.#readEmbedder();
    if (!embedder) return { canLearn: false, learned: null, pins: 0, missing: 0, others: [] };
    const { runs } = this.#options;
    const pins = await countLearnable(runId, { runs, embedder });
    const all = await this.all();
    const own = all.find(({ id }) => id === runId);
    return {
      canLearn: true,
      learned: own ? learnedBoard(own) : null,
      pins,
      missing: Math.max(0, FEWEST_PINS - pins),
      others: all.filter(({ id }) => id !== runId).map(learnedBoard),
    };
  }

  /** All models, by id; none in a build that describes no pictures. */
  all(): Promise<SavedModel[]> {
    this.#known ??= this.#readEmbedder()
      .then((embedder) => (embedder === null ? [] : this.#options.store.all(embedder)))
      .catch((error) => {
        // The next call tries anew.
        this.#known = null;
        throw error;
      });
    return this.#known;
  }

  /** How much all models take, those of other builds included. */
  usage(): Promise<Usage> {
    return this.#options.store.usage();
  }

  /** Forgets all models, those of other builds included. */
  clear(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#options.store.clear();
      this.#known = null;
    });
  }

  /** Learns the board of a run, in place of what was known of it. */
  learn(runId: string): Promise<LearnFault> {
    return this.#inTurn(() => this.#learn(runId));
  }

  /** Learns a board that was learned before anew, where it has more pins since. */
  grown(runId: string): Promise<void> {
    return this.#inTurn(async () => {
      const embedder = await this.#readEmbedder();
      const former = embedder && (await this.#find(runId));
      if (!embedder || !former) return;
      const { runs } = this.#options;
      const pins = await countLearnable(runId, { runs, embedder });
      if (pins > former.model.figures.pins) await this.#learn(runId);
    });
  }

  /** Gives a board the user's word for its style; null, or nothing but spaces, for none. */
  setStyle(id: string, style: string | null): Promise<void> {
    return this.#inTurn(async () => {
      const former = await this.#find(id);
      if (!former) return;
      const words = cleanQuery(style ?? '')
        .toLowerCase()
        .slice(0, LONGEST_STYLE)
        .trim();
      await this.#save({
        ...former,
        subject: { ...former.subject, style: words === '' ? null : words, styleByUser: true },
      });
    });
  }

  /** Forgets what was learned of a board. */
  forget(id: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#options.store.delete(id);
      this.#known = null;
    });
  }

  /** A model as a file; null where there is none. */
  async export(id: string): Promise<{ name: string; text: string } | null> {
    const saved = await this.#find(id);
    if (!saved) return null;
    const { subject, model } = saved;
    return {
      name: boardName(subject),
      text: await exportModel(subject, model),
    };
  }

  /** Keeps the model of a file, in place of the former one of its board; or says why it does not. */
  import(text: string): Promise<ImportOutcome> {
    return this.#inTurn(async () => {
      const embedder = await this.#readEmbedder();
      if (!embedder) return { ok: false as const, reason: 'cannot-learn' as const };
      const imported = await importModel(text, embedder);
      if (!imported.ok) return imported;
      const { subject, model } = imported;
      const id = boardKey(subject.page);
      await this.#save({ id, subject, model });
      return { ok: true as const, id, name: boardName(subject) };
    });
  }

  /**
   * How well a picture fits each board, the best first.
   *
   * @param embedding as `encodeEmbedding` writes it
   * @param embedder what made it; with another than this build's nothing is told
   */
  async fits(embedding: string, embedder: string | null): Promise<Fit[]> {
    const own = await this.#readEmbedder();
    const numbers = own !== null && own === embedder ? decodeEmbedding(embedding) : null;
    if (!numbers) return [];
    return (await this.all())
      .map((board) => ({ board, fit: fitOf(board.model, numbers) }))
      .sort((a, b) => b.fit - a.fit);
  }

  async #learn(runId: string): Promise<LearnFault> {
    const embedder = await this.#readEmbedder();
    if (!embedder) return 'cannot-learn';
    const { runs, background } = this.#options;
    const learned = await learnRun(
      runId,
      { runs, embedder, background: () => background(embedder) },
      await this.#find(runId),
    );
    if (!learned.ok) return learned.reason;
    await this.#save(learned.saved);
    return null;
  }

  async #save(saved: SavedModel): Promise<void> {
    await this.#options.store.save(saved);
    this.#known = null;
  }

  async #find(id: string): Promise<SavedModel | null> {
    return (await this.all()).find((each) => each.id === id) ?? null;
  }

  #readEmbedder(): Promise<string | null> {
    this.#embedder ??= this.#options.embedder().catch((error) => {
      this.#embedder = null;
      throw error;
    });
    return this.#embedder;
  }
}

function learnedBoard({ id, subject, model }: SavedModel): LearnedBoard {
  const { page, title, style } = subject;
  const { pins, auc, accuracy } = model.figures;
  const sureness = surenessOf(model.figures);
  return { id, name: boardName({ page, title }), style, pins, sureness, auc, accuracy };
}
