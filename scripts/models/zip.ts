import { ModelError } from './error.ts';

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_BYTES = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;

/**
 * Reads an uncompressed entry of a zip archive, which may follow other bytes in its file: TensorFlow
 * Lite's metadata writer appends the labels in this form.
 * Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 * @param name the archive's name, for messages
 * @throws ModelError where there is no such entry, or it is compressed
 */
export function readStoredEntry(archive: Uint8Array, name: string, entry: string): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  try {
    const end = endOfDirectory(view);
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError('no directory entry');
      const nameEnd = at + DIRECTORY_ENTRY_BYTES + view.getUint16(at + 28, true);
      const found = new TextDecoder().decode(archive.subarray(at + DIRECTORY_ENTRY_BYTES, nameEnd));
      if (found === entry && view.getUint16(at + 10, true) === STORED) {
        const header = view.getUint32(at + 42, true);
        const variable = view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
        const start = header + LOCAL_HEADER_BYTES + variable;
        return archive.subarray(start, start + view.getUint32(at + 24, true));
      }
      at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    throw new RangeError('not listed');
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ModelError(
      `${name} holds no uncompressed ${entry} (${cause.message}): correct models.lock.json.`,
      { cause },
    );
  }
}

/** Where the end record starts: it is the last thing but a comment of up to 65,535 bytes. */
function endOfDirectory(view: DataView): number {
  const last = view.byteLength - END_OF_DIRECTORY_BYTES;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new RangeError('no zip archive');
}
