/**
 * What has no place in a line of text: control characters, lone surrogates, and the marks that
 * turn the direction of what follows (they can make a title read as another).
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** The most characters of each kind of text that Magpie keeps. Pinterest's own limits are lower. */
export const TEXT_LIMITS = {
  title: 300,
  description: 2000,
  altText: 1000,
  board: 200,
  interest: 100,
} as const;

/** The most interests that Magpie keeps of one pin. */
const MOST_INTERESTS = 40;

/**
 * A page's text as one plain line: white space collapsed, unsafe characters gone, at most
 * `limit` characters (code points). `null` for what is no string or says nothing.
 */
export function cleanText(value: unknown, limit: number): string | null {
  if (typeof value !== 'string') return null;
  // Cut first, with room for what cleaning removes: a page may hold megabytes here.
  const line = value
    .slice(0, limit * 4)
    .replace(/\s+/g, ' ')
    .replace(UNSAFE, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  const kept = line.length <= limit ? line : [...line].slice(0, limit).join('').trimEnd();
  return kept === '' ? null : kept;
}

/** Interests as clean lines, each once, in the page's order. */
export function cleanInterests(values: readonly unknown[]): string[] {
  const lines = values
    .slice(0, MOST_INTERESTS * 4)
    .map((value) => cleanText(value, TEXT_LIMITS.interest))
    .filter((line) => line !== null);
  return [...new Set(lines)].slice(0, MOST_INTERESTS);
}
