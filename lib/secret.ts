/** A secret of the user's. It is written out by `reveal` alone: in a message, a log or a template it says what it is. */
export abstract class Secret {
  readonly #value: string;

  protected constructor(value: string) {
    this.#value = value;
  }

  /** What stands in for it wherever it would be shown: "[key]". */
  protected abstract get shown(): string;

  /** The secret itself, for the header of a request and for storage. */
  reveal(): string {
    return this.#value;
  }

  /** A text of somebody else's without the secret in it. */
  redact(text: string): string {
    return text.replaceAll(this.#value, this.shown);
  }

  toString(): string {
    return this.shown;
  }

  toJSON(): string {
    return this.shown;
  }
}
