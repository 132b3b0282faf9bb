import { browser } from 'wxt/browser';
import { type ModelManifest, parseModelManifest } from '../engine/model-manifest.ts';
import type { PlainMessage } from '../i18n.ts';

/** The manifest of the models in this build; null where the build came without any. */
export async function readModelManifest(): Promise<ModelManifest | null> {
  try {
    const response = await fetch(browser.runtime.getURL('/models/manifest.json'));
    return parseModelManifest(await response.json());
  } catch (error) {
    console.error('Magpie: this build has no readable list of models.', error);
    return null;
  }
}

/** The message of what each model does. */
const PURPOSES: Readonly<Record<string, PlainMessage>> = {
  'coco-ssd': 'options.cocoSsd',
  mobilenet: 'options.mobilenet',
  localizer: 'options.localizer',
  labeler: 'options.labeler',
  deeplab: 'options.deeplab',
};

/** A model that this build has, or should have had, for the options page. */
export type ModelStatus = {
  id: string;
  /** The message of what it does; null for a model that nobody described. */
  purpose: PlainMessage | null;
} & (
  | { present: true; version: string; license: string }
  | {
      present: false;
      /** In English, as the build had it; null where the build came without any. */
      reason: string | null;
    }
);

/** Every model that this build has or lacks. */
export async function readModelStatuses(): Promise<ModelStatus[]> {
  const manifest = await readModelManifest();
  if (!manifest) {
    return Object.entries(PURPOSES).map(([id, purpose]) => ({
      id,
      purpose,
      present: false,
      reason: null,
    }));
  }
  const purposeOf = (id: string) => PURPOSES[id] ?? null;
  return [
    ...manifest.models.map(({ id, version, licence }) => ({
      id,
      purpose: purposeOf(id),
      present: true as const,
      version,
      license: licence,
    })),
    ...manifest.missing.map(({ id, reason }) => ({
      id,
      purpose: purposeOf(id),
      present: false as const,
      reason,
    })),
  ];
}
