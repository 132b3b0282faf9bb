import { expose } from 'comlink';
import { BarePredictions } from './bare-predictions.ts';

expose(new BarePredictions());
