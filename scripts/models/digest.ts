import { createHash } from 'node:crypto';
import { ModelError } from './error.ts';

/** SHA-256 of the bytes, in lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What a source file must be. */
export interface ExpectedFile {
  readonly name: string;
  readonly sha256: string;
  /** Size in bytes; a shorter file is reported as cut short rather than as changed. */
  readonly bytes?: number;
}

/**
 * Checks a source file's bytes against its pin.
 * @param origin where the bytes came from, for the message
 * @throws ModelError when the file is cut short or its digest differs
 */
export function verifyFile(bytes: Uint8Array, expected: ExpectedFile, origin: string): void {
  if (expected.bytes !== undefined && bytes.byteLength < expected.bytes) {
    throw new ModelError(
      `${expected.name} from ${origin} is cut short (${bytes.byteLength} of ${expected.bytes} bytes): get a whole copy and run "npm run models" again.`,
    );
  }
  const actual = sha256(bytes);
  if (actual !== expected.sha256) {
    throw new ModelError(
      `${expected.name} from ${origin} is not the pinned file (SHA-256 ${actual}, expected ${expected.sha256}): remove it and run "npm run models" again, and do not use it if this repeats.`,
    );
  }
}
