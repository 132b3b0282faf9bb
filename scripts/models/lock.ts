import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from './paths.ts';

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** A plain file name: no folder, so that a pin can never point outside its directory. */
const FileName = v.pipe(v.string(), v.regex(/^[\w.-]+$/));
const Bytes = v.pipe(v.number(), v.integer(), v.minValue(1));
const PackageSpec = v.pipe(v.string(), v.regex(/^(@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/));

const NpmSource = v.strictObject({
  kind: v.literal('npm'),
  package: PackageSpec,
  folder: v.string(),
  files: v.array(v.strictObject({ name: FileName, bytes: Bytes, sha256: Sha256 })),
});

const UrlSource = v.strictObject({
  kind: v.literal('url'),
  files: v.array(
    v.strictObject({
      name: FileName,
      url: v.pipe(v.string(), v.url()),
      bytes: Bytes,
      sha256: Sha256,
    }),
  ),
});

const HalfPrecision = v.strictObject({ kind: v.literal('half-precision'), model: FileName });

const TfliteConversion = v.strictObject({
  kind: v.literal('tflite'),
  model: FileName,
  /** The names of the classes, one a line: a file, or an entry of a file that is a zip archive too. */
  labels: v.optional(v.strictObject({ file: FileName, entry: v.optional(FileName) })),
  /** Leave out this operator and all after it: its name, or that of the tensor it makes. */
  stopBefore: v.optional(v.string()),
  /** Constant tensors that stay as weights although only operators left out use them. */
  keep: v.optional(v.array(v.string())),
  /** Side of the square input, pixels, for a model that can take another than its own. */
  inputSide: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Tensor name to node name, for nodes that callers look up by name. */
  rename: v.optional(v.record(v.string(), v.string())),
});

const LockedModel = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  name: v.string(),
  upstream: v.string(),
  required: v.boolean(),
  licence: v.string(),
  attribution: v.string(),
  source: v.variant('kind', [NpmSource, UrlSource]),
  conversion: v.variant('kind', [HalfPrecision, TfliteConversion]),
});

const Lock = v.strictObject({
  lockVersion: v.literal(1),
  packages: v.record(
    PackageSpec,
    v.strictObject({ integrity: v.pipe(v.string(), v.startsWith('sha512-')) }),
  ),
  models: v.array(LockedModel),
  photos: v.record(
    v.string(),
    v.strictObject({ package: PackageSpec, path: v.string(), sha256: Sha256 }),
  ),
});

export type LockedModel = v.InferOutput<typeof LockedModel>;
export type NpmSource = v.InferOutput<typeof NpmSource>;
export type UrlSource = v.InferOutput<typeof UrlSource>;
export type Lock = v.InferOutput<typeof Lock>;

/**
 * Reads `models.lock.json`: every source that Magpie's weights and test photos come from, pinned by
 * digest.
 * @throws ValiError when the file does not have the expected shape
 */
export function readLock(path: string = join(ROOT, 'models.lock.json')): Lock {
  return v.parse(Lock, JSON.parse(readFileSync(path, 'utf8')));
}
