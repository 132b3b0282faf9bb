import * as v from 'valibot';
import { BoardPageSchema } from '../board-page.ts';
import type { BoardModel } from './board-model.ts';
import { decodeNumbers, EMBEDDING_SIZE, encodeNumbers } from './embedding.ts';

const FORMAT = 'magpie-board-model';
const VERSION = 1;

/** In characters: ten times what Magpie writes. */
const LONGEST_FILE = 200_000;

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const Finite = v.pipe(v.number(), v.finite());

const NumbersSchema = v.pipe(
  v.string(),
  v.transform((text) => decodeNumbers(text, EMBEDDING_SIZE)),
  v.nonNullable(v.instance(Float32Array)),
);

/** What a model is of. */
const SubjectSchema = v.object({
  page: BoardPageSchema,
  title: v.nullable(v.string()),
  /** The board's style in words, for searches; null for none. */
  style: v.nullable(v.string()),
  /** True where the user chose it, so that it is kept when the board is learned anew. */
  styleByUser: v.exactOptional(v.boolean()),
  /** Model and version that made the embeddings: others mean nothing to it. */
  embedder: v.string(),
});
export type ModelSubject = v.InferOutput<typeof SubjectSchema>;

const ModelSchema = v.object({
  subject: SubjectSchema,
  center: NumbersSchema,
  direction: NumbersSchema,
  calibration: v.object({ slope: Finite, offset: Finite }),
  figures: v.object({ pins: Count, others: Count, auc: Share, accuracy: Share }),
});

const FileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.number(),
  /** SHA-256 of `model`, in hex. */
  digest: v.string(),
  /** JSON of the model. */
  model: v.string(),
});

/** A model of a board with what it is of, as one file. */
export async function exportModel(subject: ModelSubject, model: BoardModel): Promise<string> {
  const { center, direction, calibration, figures } = model;
  const text = JSON.stringify({
    subject,
    center: encodeNumbers(center),
    direction: encodeNumbers(direction),
    calibration,
    figures,
  });
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    digest: await digestOf(text),
    model: text,
  });
}

/** What became of a file: the model in it, or why it is not taken. */
export type ImportedModel =
  | { ok: true; subject: ModelSubject; model: BoardModel }
  | {
      ok: false;
      reason:
        | 'too-large'
        | 'not-json'
        | 'other-format'
        | 'other-version'
        | 'damaged'
        | 'other-embedder';
    };

/**
 * Reads what {@link exportModel} wrote. Never rejects.
 *
 * @param embedder what makes the embeddings of this build; a model of another's is not taken
 */
export async function importModel(text: string, embedder: string): Promise<ImportedModel> {
  if (text.length > LONGEST_FILE) return { ok: false, reason: 'too-large' };
  const json = parsed(text);
  if (json === undefined) return { ok: false, reason: 'not-json' };
  const file = v.safeParse(FileSchema, json);
  if (!file.success) return { ok: false, reason: 'other-format' };
  if (file.output.version !== VERSION) return { ok: false, reason: 'other-version' };
  const isWhole = (await digestOf(file.output.model)) === file.output.digest;
  const model = v.safeParse(ModelSchema, parsed(file.output.model));
  if (!isWhole || !model.success) return { ok: false, reason: 'damaged' };
  const { subject, ...learned } = model.output;
  return subject.embedder === embedder
    ? { ok: true, subject, model: learned }
    : { ok: false, reason: 'other-embedder' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function digestOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
