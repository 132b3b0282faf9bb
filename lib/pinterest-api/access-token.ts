import { Secret } from '../secret.ts';

/** Printable ASCII without spaces, as a header may carry it. Pinterest names neither form nor length. */
const TOKEN = /^[\x21-\x7e]{20,2000}$/;

/** The API's names of what a token has to be good for. */
export const SCOPES = ['boards:read', 'pins:read'] as const;

/** Those that let it see secret boards, too. */
export const SECRET_SCOPES = ['boards:read_secret', 'pins:read_secret'] as const;

/** The user's access token to Pinterest's API. */
export class AccessToken extends Secret {
  protected get shown(): string {
    return '[token]';
  }

  /** The token in a text that may have spaces around it; null where it cannot be one. */
  static parse(text: string): AccessToken | null {
    const value = text.trim();
    return TOKEN.test(value) ? new AccessToken(value) : null;
  }
}
