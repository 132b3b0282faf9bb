import { parseMessagesObject } from '@wxt-dev/i18n/build';
import { type ErrorCode, messageFor } from '../lib/errors.ts';
import en from '../locales/en.json' with { type: 'json' };

/** The English sentence for a failure, where no browser has the messages. */
export function sentenceFor(code: ErrorCode): string {
  const key = messageFor(code);
  const message = parseMessagesObject(en).find((each) => each.key.join('.') === key);
  if (message?.type !== 'simple') throw new Error(`There is no message ${key}.`);
  return message.message;
}
