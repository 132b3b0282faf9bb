import { Secret } from '../secret.ts';

/** Printable ASCII without spaces, as a header may carry it. Google's keys have 39 characters or more. */
const KEY = /^[\x21-\x7e]{20,300}$/;

/** The user's key to Google's API. */
export class ApiKey extends Secret {
  protected get shown(): string {
    return '[key]';
  }

  /** The key in a text that may have spaces around it; null where it cannot be one. */
  static parse(text: string): ApiKey | null {
    const value = text.trim();
    return KEY.test(value) ? new ApiKey(value) : null;
  }
}
