import { browser } from 'wxt/browser';
import { type ModelManifest, parseModelManifest } from '../engine/model-manifest.ts';

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

/** What each model does, for the user. */
const PURPOSES: Record<string, string> = {
  'coco-ssd': 'Finds 80 kinds of things and where they are.',
  mobilenet: 'Names them more finely.',
  localizer: 'Finds things of any kind.',
  labeler: 'Names hundreds of things for home and wardrobe.',
  deeplab: 'Tells the parts of a room apart.',
};

/** A model that this build has, or should have had, for the options page. */
export type ModelStatus = {
  id: string;
  purpose: string;
} & ({ present: true; version: string; license: string } | { present: false; reason: string });

/** Every model that this build has or lacks. */
export async function readModelStatuses(): Promise<ModelStatus[]> {
  const manifest = await readModelManifest();
  if (!manifest) {
    return Object.entries(PURPOSES).map(([id, purpose]) => ({
      id,
      purpose,
      present: false,
      reason: 'this build came without models.',
    }));
  }
  const purposeOf = (id: string) => PURPOSES[id] ?? '';
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
