import { MagpieError } from '../errors.ts';
import { loadCocoSsd } from '../vision/coco-ssd.ts';
import { loadLabeler } from '../vision/labeler.ts';
import { loadLocalizer } from '../vision/localizer.ts';
import { loadMobileNet } from '../vision/mobilenet.ts';
import { loadSegmenter } from '../vision/segmenter.ts';
import { candidateBackends, startBackend, stopBackend } from './backend.ts';
import type { BackendChoice } from './backend-choice.ts';
import type { OpenedEyes } from './engine.ts';
import { reproducesGolden } from './golden.ts';
import type { ModelManifest } from './model-manifest.ts';

/**
 * Loads the models of this build on the first backend that fits `choice` and sees the
 * golden picture as it should.
 * @param modelsUrl URL of the folder that holds the manifest, with a slash at its end
 * @throws MagpieError `models-missing` where the build has no detector
 */
export async function openEyes(
  manifest: ModelManifest,
  modelsUrl: string,
  choice: BackendChoice,
): Promise<OpenedEyes> {
  const load = <T>(id: string, loader: (url: string, version: string) => Promise<T>) => {
    const model = manifest.models.find((candidate) => candidate.id === id);
    return model ? loader(modelsUrl + model.path, model.version) : null;
  };
  const failures: unknown[] = [];
  for (const backend of await candidateBackends(choice)) {
    if (!(await startBackend(backend))) continue;
    try {
      const detector = await load('coco-ssd', loadCocoSsd);
      if (!detector) throw new MagpieError('models-missing', { detail: 'coco-ssd' });
      if (await reproducesGolden(detector)) {
        const mobilenet = await load('mobilenet', loadMobileNet);
        return {
          detector,
          classifier: mobilenet,
          embedder: mobilenet,
          localizer: await load('localizer', loadLocalizer),
          labeler: await load('labeler', loadLabeler),
          segmenter: await load('deeplab', loadSegmenter),
          backend,
        };
      }
      failures.push(new Error(`${backend} does not reproduce the golden result`));
    } catch (error) {
      if (error instanceof MagpieError) throw error;
      failures.push(error);
    }
    stopBackend(backend);
  }
  throw new MagpieError('engine-failed', {
    cause: new AggregateError(failures),
    detail: failures.map(String).join('; '),
  });
}
