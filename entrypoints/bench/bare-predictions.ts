import { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { decodeImage } from '../../lib/engine/decode.ts';
import type { OpenedEyes } from '../../lib/engine/engine.ts';
import { fetchImage } from '../../lib/engine/fetch-image.ts';
import { openEyesInWorker } from '../../lib/engine/open-eyes-worker.ts';
import { analyze } from '../../lib/engine/pipeline.ts';

/** Milliseconds that the models take on one image when nothing else is done. */
export interface BareTimes {
  /** The first model to run, coco-ssd, on the whole image. */
  detector: number;
  /** All models, on all that the analysis gives them. */
  models: number;
  /** How many images and crops they are given in all. */
  inputs: number;
}

/** One execution of a model, to be repeated. */
interface Execution {
  run(): unknown;
  /** Images in its batch. */
  batch: number;
}

type Execute = (this: GraphModel, inputs: tf.Tensor, ...rest: unknown[]) => unknown;

/** Times the models of this build by themselves, on wasm, on the inputs that the analysis gives them. */
export class BarePredictions {
  #eyes: Promise<OpenedEyes> | null = null;
  readonly #executions = new Map<string, Promise<Execution[]>>();

  /** Each execution that the analysis of the image at `url` needs, once, one after the other. */
  async time(url: string): Promise<BareTimes> {
    this.#eyes ??= openEyesInWorker('wasm');
    const executions = this.#executions.get(url) ?? watchAnalysis(url, await this.#eyes);
    this.#executions.set(url, executions);
    const times: number[] = [];
    for (const { run } of await executions) times.push(await timeOf(run));
    return {
      detector: times[0] ?? 0,
      models: times.reduce((sum, ms) => sum + ms, 0),
      inputs: (await executions).reduce((sum, { batch }) => sum + batch, 0),
    };
  }
}

/** Analyses the image once and keeps what each model was executed with. */
async function watchAnalysis(url: string, eyes: OpenedEyes): Promise<Execution[]> {
  const image = await decodeImage(await fetchImage([url], new AbortController().signal));
  const executions: Execution[] = [];
  // `predict` goes through `execute`, so these two are every execution there is.
  const unwatch = [watch('execute', executions), watch('executeAsync', executions)];
  try {
    await analyze(image, async () => eyes, { decodeMs: 0 });
  } finally {
    for (const restore of unwatch) restore();
  }
  return executions;
}

function watch(method: 'execute' | 'executeAsync', executions: Execution[]): () => void {
  const original = GraphModel.prototype[method] as Execute;
  const watched: Execute = function (inputs, ...rest) {
    const kept = tf.keep(tf.clone(inputs));
    executions.push({
      run: () => original.call(this, kept, ...rest),
      batch: kept.shape[0] ?? 1,
    });
    return original.call(this, inputs, ...rest);
  };
  Object.assign(GraphModel.prototype, { [method]: watched });
  return () => Object.assign(GraphModel.prototype, { [method]: original });
}

/** Milliseconds until the results of an execution can be read. */
async function timeOf(run: () => unknown): Promise<number> {
  const start = performance.now();
  const result = await run();
  const outputs = [result].flat().filter((output) => output instanceof tf.Tensor);
  await Promise.all(outputs.map((output) => output.data()));
  const ms = performance.now() - start;
  tf.dispose(outputs);
  return ms;
}
