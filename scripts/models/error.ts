import { relative } from 'node:path';

/**
 * Why the models could not be made, in one sentence with what to do about it.
 * `unavailable` marks a source that could not be reached at all: an optional model may then be left
 * out. Everything else (a wrong digest, a malformed file, a full disk) always stops the command.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly unavailable: boolean;

  constructor(message: string, options: { unavailable?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.unavailable = options.unavailable ?? false;
  }
}

/** The `code` of a Node system error ("ENOSPC", "ENOENT"), or undefined. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Turns a file-system error met while writing `path` into a ModelError; any other value is returned
 * unchanged, so that a programming error keeps its own trace.
 */
export function explainWriteError(error: unknown, path: string): unknown {
  const shown = relative(process.cwd(), path);
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ModelError(
        `The disk is full while writing ${shown}: free about 100 MB and run "npm run models" again.`,
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ModelError(
        `Not allowed to write ${shown}: make the folder writable and run "npm run models" again.`,
        { cause: error },
      );
    default:
      return error;
  }
}
