import * as v from 'valibot';

/** What files of one kind begin with, and how long they may be, in characters. */
export interface FileKind {
  format: string;
  version: number;
  longest: number;
}

/** Why a text is not a file of a kind. */
export type NoSuchFile = 'too-large' | 'not-json' | 'other-format' | 'other-version';

/** A file's JSON, of which no more than its head was looked at, or why it is none. Never throws. */
export function readJsonFile(
  text: string,
  { format, version, longest }: FileKind,
): { ok: true; json: unknown } | { ok: false; reason: NoSuchFile } {
  if (text.length > longest) return { ok: false, reason: 'too-large' };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, reason: 'not-json' };
  }
  const head = v.safeParse(v.object({ format: v.literal(format), version: v.number() }), json);
  if (!head.success) return { ok: false, reason: 'other-format' };
  if (head.output.version !== version) return { ok: false, reason: 'other-version' };
  return { ok: true, json };
}
