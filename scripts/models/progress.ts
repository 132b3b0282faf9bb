import { SingleBar } from 'cli-progress';
import type { Progress } from './download.ts';

/** A progress bar for downloads on standard error, or undefined when that is no terminal. */
export function progressBar(): Progress | undefined {
  if (!process.stderr.isTTY) return undefined;
  const bar = new SingleBar({
    format: '{name} [{bar}] {percentage} % of {megabytes} MB',
    hideCursor: true,
  });
  return {
    start: (name, totalBytes) =>
      bar.start(totalBytes, 0, { name, megabytes: (totalBytes / 1e6).toFixed(1) }),
    advance: (receivedBytes) => bar.update(receivedBytes),
    stop: () => bar.stop(),
  };
}
