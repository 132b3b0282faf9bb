import type { Analysis } from '../../lib/analysis.ts';
import type { BoardOrder } from '../../lib/board/board-orders.ts';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import type { BackendChoice } from '../../lib/engine/backend-choice.ts';
import type { BareTimes } from './bare-predictions.ts';

/** When each part of a pin's analysis could be seen, in milliseconds since 1970. */
export interface Timeline {
  palette: number;
  objects: number;
  all: number;
  ms: Analysis['ms'];
  backend: string;
}

/** What the benchmark asks of its page in the extension. */
export interface BenchPage {
  setBackend(backend: BackendChoice): Promise<void>;
  /** The tab that shows a page of Pinterest. */
  tabIdOf(url: string): Promise<number>;
  /** Empties the cache of analyses. */
  forgetAnalyses(): Promise<void>;
  /** Starts to note what the tab shows of a pin that is opened next. */
  follow(tabId: number, pinId: string): void;
  /** The timeline of the pin last followed, once its analysis is done. */
  timeline(): Promise<Timeline>;
  timePredictions(imageUrl: string): Promise<BareTimes>;
  /** Has the board of a tab analysed, as the popup does. */
  beginBoard(order: BoardOrder): Promise<RunProgress>;
  boardProgress(runId: string): Promise<RunProgress>;
  /** What each analysis in the cache took by itself, in milliseconds. */
  analysisTimes(): Promise<number[]>;
}

declare global {
  var magpieBench: BenchPage;
}
