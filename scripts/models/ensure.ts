import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ManifestModel,
  type ModelManifest,
  parseModelManifest,
} from '../../lib/engine/model-manifest.ts';
import { sha256 } from './digest.ts';
import { ModelError } from './error.ts';
import { type Lock, type LockedModel, readLock } from './lock.ts';
import { notices } from './notices.ts';
import { CACHE_DIR, MODELS_DIR, mirrorDir, WASM_DIR } from './paths.ts';
import { ensureWasm } from './wasm.ts';
import { type FileTree, removeStaleTemporaries, replaceFolder } from './write.ts';

/** Raise this whenever the converter's output changes: models made by another version are remade. */
const CONVERTER_VERSION = 3;

/** What to do and where; the defaults are this repository's. */
export interface EnsureOptions {
  /** Say nothing but warnings. */
  readonly quiet?: boolean;
  /** Treat a model that cannot be had as an error; default: MODELS_REQUIRED=1. */
  readonly required?: boolean;
  readonly lock?: Lock;
  readonly modelsDir?: string;
  readonly wasmDir?: string;
  readonly cacheDir?: string;
  /** Folder that holds the files which are not on the npm registry; null for none. */
  readonly mirror?: string | null;
  readonly idleTimeoutMs?: number;
  /** Where warnings go; default standard error. */
  readonly warn?: (sentence: string) => void;
}

interface BuiltModel {
  readonly entry: ManifestModel;
  readonly files: FileTree;
}

/**
 * Makes sure that the converted models and tfjs's wasm files are in place, and that they are those
 * which `models.lock.json` pins. Does nothing but check digests when they are. A model whose source
 * cannot be reached is left out with a warning, unless it is required.
 * @returns the manifest of what is in place
 * @throws ModelError with a sentence for the developer; the old models are then untouched
 */
export async function ensureModels(options: EnsureOptions = {}): Promise<ModelManifest> {
  const lock = options.lock ?? readLock();
  const folder = options.modelsDir ?? MODELS_DIR;
  const allRequired = options.required ?? process.env.MODELS_REQUIRED === '1';
  const warn = options.warn ?? ((sentence: string) => console.warn(sentence));

  await removeStaleTemporaries(folder);
  await ensureWasm(options.wasmDir ?? WASM_DIR);

  const recipe = recipeOf(lock);
  const inPlace = await readInPlace(folder, recipe);
  const models: BuiltModel[] = [];
  const missing: ModelManifest['missing'] = [];
  let changed = inPlace === undefined;
  for (const locked of lock.models) {
    const existing = inPlace?.get(locked.id);
    if (existing) {
      models.push(existing);
      continue;
    }
    try {
      models.push(await build(locked, lock, options));
      changed = true;
    } catch (error) {
      if (!(error instanceof ModelError) || !error.unavailable) throw error;
      if (locked.required || allRequired) throw error;
      missing.push({ id: locked.id, reason: error.message });
      warn(`Warning: this build goes without ${locked.name}. ${error.message}`);
    }
  }
  const manifest: ModelManifest = { recipe, models: models.map((model) => model.entry), missing };
  if (changed) await write(folder, manifest, models);
  return manifest;
}

function recipeOf(lock: Lock): string {
  const { packages, models } = lock;
  const texts = [...notices()].map(([path, bytes]) => [path, sha256(bytes)]);
  const recipe = { converter: CONVERTER_VERSION, packages, models, texts };
  return sha256(JSON.stringify(recipe)).slice(0, 16);
}

/** The models that are in place, whole and made by this recipe; undefined when there are none. */
async function readInPlace(
  folder: string,
  recipe: string,
): Promise<Map<string, BuiltModel> | undefined> {
  try {
    const text = await readFile(join(folder, 'manifest.json'), 'utf8');
    const manifest = parseModelManifest(JSON.parse(text));
    if (manifest.recipe !== recipe) return undefined;
    const models = new Map<string, BuiltModel>();
    for (const entry of manifest.models) {
      const files = new Map<string, Uint8Array>();
      for (const file of entry.files) {
        const bytes = await readFile(join(folder, file.path));
        if (sha256(bytes) !== file.sha256) return undefined;
        files.set(file.path, bytes);
      }
      models.set(entry.id, { entry, files });
    }
    return models;
  } catch {
    // Absent, of an older shape or damaged: each is mended by making the models anew.
    return undefined;
  }
}

async function build(locked: LockedModel, lock: Lock, options: EnsureOptions): Promise<BuiltModel> {
  // Loaded here, because the usual run finds everything in place and must be quick.
  const { fetchSource } = await import('./source.ts');
  const { convertModel } = await import('./convert-model.ts');
  const { progressBar } = await import('./progress.ts');
  if (!options.quiet) console.error(`Bringing ${locked.name} …`);
  const sources = await fetchSource(locked.source, {
    lock,
    cacheDir: options.cacheDir ?? CACHE_DIR,
    mirror: options.mirror === null ? undefined : (options.mirror ?? mirrorDir()),
    progress: options.quiet ? undefined : progressBar(),
    idleTimeoutMs: options.idleTimeoutMs,
  });
  const files = new Map(
    [...convertModel(locked, sources)].map(([path, bytes]) => [`${locked.id}/${path}`, bytes]),
  );
  const listed = [...files].map(([path, bytes]) => ({
    path,
    bytes: bytes.byteLength,
    sha256: sha256(bytes),
  }));
  const fingerprint = sha256(listed.map((file) => file.sha256).join()).slice(0, 8);
  const entry: ManifestModel = {
    id: locked.id,
    name: locked.name,
    version: `${locked.upstream}-${fingerprint}`,
    path: `${locked.id}/model.json`,
    files: listed,
    bytes: listed.reduce((sum, file) => sum + file.bytes, 0),
    source: locked.source.files.map(({ name, sha256: digest }) => ({ name, sha256: digest })),
    licence: locked.licence,
    attribution: locked.attribution,
  };
  return { entry, files };
}

async function write(folder: string, manifest: ModelManifest, models: readonly BuiltModel[]) {
  const files = new Map([...models.flatMap((model) => [...model.files]), ...notices()]);
  files.set('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  await replaceFolder(folder, files);
}
