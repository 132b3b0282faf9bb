/** A JSON value found in a text. */
export interface FoundJson {
  value: unknown;
  /** Index after the value in the text that was searched. */
  end: number;
}

/**
 * The first JSON value at or after `from`, whatever text follows it, and where it ends. Only
 * parsed, never run.
 *
 * @returns undefined when there is none that is whole and well-formed.
 */
export function jsonAt(text: string, from: number): FoundJson | undefined {
  const rest = text.slice(from).replace(/^[\s\uFEFF]+/, '');
  const whole = parsed(rest);
  if (whole) return { ...whole, end: text.length };
  const end = endOfJson(rest);
  const value = end === -1 ? undefined : parsed(rest.slice(0, end));
  return value && { ...value, end: text.length - rest.length + end };
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The index after the string, object or array that the text begins with, or -1. */
function endOfJson(text: string): number {
  const token = /["{}[\]]/g;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (depth === 0 && match.index !== 0) return -1;
    if (match[0] === '"') {
      token.lastIndex = endOfString(text, match.index);
      if (token.lastIndex === 0) return -1;
    } else {
      depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
    }
    if (depth <= 0) return depth === 0 ? token.lastIndex : -1;
  }
  return -1;
}

/** The index after the closing quote of the string that opens at `open`, or 0 when it never closes. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return 0;
}

/** Whether the value is an object with keys of its own, no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text that an object holds under `key` itself; undefined where there is none. */
export function stringAt(value: unknown, key: string): string | undefined {
  const member = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof member === 'string' ? member : undefined;
}

/** The same value with its keys in camelCase, down to `depth` levels. */
export function camelKeys(value: unknown, depth: number): unknown {
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => camelKeys(item, depth - 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replace(/(?<=[a-z\d])_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camelKeys(member, depth - 1),
    ]),
  );
}
