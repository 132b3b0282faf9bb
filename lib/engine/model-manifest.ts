import * as v from 'valibot';

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const File = v.object({ path: v.string(), bytes: v.number(), sha256: Sha256 });

const ManifestModel = v.object({
  id: v.string(),
  name: v.string(),
  /** Changes whenever a byte of the model's files changes: fit as a part of a cache key. */
  version: v.string(),
  /** `model.json`, relative to the manifest. */
  path: v.string(),
  /** All files of the model, relative to the manifest. */
  files: v.array(File),
  /** Their sizes together. */
  bytes: v.number(),
  /** The files that the model was converted from. */
  source: v.array(v.object({ name: v.string(), sha256: Sha256 })),
  licence: v.string(),
  attribution: v.string(),
});

/** Shape of `models/manifest.json`. */
export const ModelManifest = v.object({
  /** Identifies the lock's pins and the converter that made these models. */
  recipe: v.string(),
  models: v.array(ManifestModel),
  /** Models that this build had to leave out, and why. */
  missing: v.array(v.object({ id: v.string(), reason: v.string() })),
});

/** One bundled model. */
export type ManifestModel = v.InferOutput<typeof ManifestModel>;

/** What `models/manifest.json` says: the models of this build, and those it lacks. */
export type ModelManifest = v.InferOutput<typeof ModelManifest>;

/**
 * Reads a parsed `models/manifest.json`.
 * @throws ValiError when it does not have the expected shape
 */
export function parseModelManifest(json: unknown): ModelManifest {
  return v.parse(ModelManifest, json);
}
