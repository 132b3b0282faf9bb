import { setGlobalProxyFromEnv } from 'node:http';
import { basename } from 'node:path';
import { ModelError, systemErrorCode } from './error.ts';

/** Told how far a download is. */
export interface Progress {
  start(name: string, totalBytes: number): void;
  advance(receivedBytes: number): void;
  stop(): void;
}

export interface DownloadOptions {
  readonly expectedBytes: number;
  /** Give up when this many milliseconds pass without a byte. */
  readonly idleTimeoutMs?: number;
  readonly progress?: Progress | undefined;
}

const IDLE_TIMEOUT_MS = 20_000;

/**
 * Downloads a file of known size into memory.
 * @throws ModelError, `unavailable` when the server cannot be reached, refuses or falls silent;
 *   not `unavailable` when it sends fewer or more bytes than expected
 */
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array> {
  const { expectedBytes, idleTimeoutMs = IDLE_TIMEOUT_MS, progress } = options;
  const name = basename(new URL(url).pathname);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), idleTimeoutMs);
  const chunks: Uint8Array[] = [];
  let received = 0;
  // fetch does not look at HTTPS_PROXY by itself.
  const restoreProxy = setGlobalProxyFromEnv();
  try {
    const response = await fetch(url, { signal: silence.signal });
    if (!response.ok || !response.body) {
      throw new ModelError(
        `The server answered ${response.status} for ${name}: set MODELS_MIRROR to a folder that holds it, or try again later.`,
        { unavailable: true },
      );
    }
    progress?.start(name, expectedBytes);
    for await (const chunk of response.body) {
      timer.refresh();
      received += chunk.byteLength;
      if (received > expectedBytes) throw wrongSize(name, `over ${expectedBytes}`, expectedBytes);
      chunks.push(chunk);
      progress?.advance(received);
    }
  } catch (error) {
    if (error instanceof ModelError) throw error;
    if (silence.signal.aborted) {
      throw new ModelError(
        `No answer for ${name} in ${idleTimeoutMs / 1000} s: check the network, or set MODELS_MIRROR to a folder that holds it.`,
        { unavailable: true, cause: error },
      );
    }
    if (received > 0) throw wrongSize(name, String(received), expectedBytes, error);
    const code = error instanceof Error ? systemErrorCode(error.cause) : undefined;
    throw new ModelError(
      `No network to fetch ${name}${code ? ` (${code})` : ''}: connect, or set MODELS_MIRROR to a folder that holds it.`,
      { unavailable: true, cause: error },
    );
  } finally {
    clearTimeout(timer);
    silence.abort();
    progress?.stop();
    restoreProxy();
  }
  if (received < expectedBytes) throw wrongSize(name, String(received), expectedBytes);
  return Buffer.concat(chunks);
}

function wrongSize(name: string, received: string, expected: number, cause?: unknown): ModelError {
  return new ModelError(
    `The download of ${name} is not whole (${received} of ${expected} bytes): run "npm run models" again.`,
    { cause },
  );
}
