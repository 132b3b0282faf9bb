/** Printable ASCII without spaces, as a header may carry it. Google's keys have 39 characters or more. */
const KEY = /^[\x21-\x7e]{20,300}$/;

/** What stands in for a key wherever one would be shown. */
const REDACTED = '[key]';

/**
 * The user's key to Google's API. It is written out by `reveal` alone: in a message, a log or a
 * template it says `[key]`.
 */
export class ApiKey {
  readonly #value: string;

  private constructor(value: string) {
    this.#value = value;
  }

  /** The key in a text that may have spaces around it; null where it cannot be one. */
  static parse(text: string): ApiKey | null {
    const value = text.trim();
    return KEY.test(value) ? new ApiKey(value) : null;
  }

  /** The key itself, for the header of a request and for storage. */
  reveal(): string {
    return this.#value;
  }

  /** A text of somebody else's without the key in it. */
  redact(text: string): string {
    return text.replaceAll(this.#value, REDACTED);
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }
}
