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
  price: 40,
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

const ENTITY = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi;

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * A text of the page's state with its character references resolved: titles that Pinterest took
 * from a shop's page keep them ("Pillows &amp; Throws"). Text it is and stays.
 */
export function decodeEntities(value: string | null): string | null {
  if (value === null || !value.includes('&')) return value;
  return value.replace(ENTITY, (entity, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

/** Interests as clean lines, each once, in the page's order. */
export function cleanInterests(values: readonly unknown[]): string[] {
  const lines = values
    .slice(0, MOST_INTERESTS * 4)
    .map((value) => cleanText(value, TEXT_LIMITS.interest))
    .filter((line) => line !== null);
  return [...new Set(lines)].slice(0, MOST_INTERESTS);
}
