import { readStoredEntry } from './zip.ts';

/**
 * Reads the names of a model's classes, in the order of its outputs.
 * @param bytes text of one label a line, or a zip archive that holds it
 * @param name the file's name, for messages
 * @param entry the text's name in the archive
 * @throws ModelError where the archive lacks the entry
 */
export function readLabels(bytes: Uint8Array, name: string, entry?: string): readonly string[] {
  const text = new TextDecoder().decode(entry ? readStoredEntry(bytes, name, entry) : bytes);
  return text.trimEnd().split(/\r?\n/);
}
