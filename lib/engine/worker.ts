import { expose } from 'comlink';
import { Engine } from './engine.ts';
import { openEyesInWorker } from './open-eyes-worker.ts';

expose(new Engine(openEyesInWorker));
