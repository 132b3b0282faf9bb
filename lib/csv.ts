/**
 * Cells that a spreadsheet would run as a formula, by how they begin (OWASP, "CSV Injection"),
 * also behind white space, and in full width.
 */
const FORMULA = /^[\s\u00A0\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A plain number is none, whatever its sign. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

const NEEDS_QUOTES = /[",\r\n;\t]|^\s|\s$/;

/**
 * Rows as CSV (RFC 4180: commas, CRLF, quotes doubled), with a byte order mark, without which
 * spreadsheets take UTF-8 for something else. What a spreadsheet would run begins with an
 * apostrophe, so that it is read as text.
 */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  // NUL ends a cell in some readers, and the rest of the row with it.
  const text = value.replaceAll('\0', '');
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
