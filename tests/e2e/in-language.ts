import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A copy of a built extension that has the messages of one language in the place of its default
 * ones: what a browser in that language shows, in any browser. `remove` deletes it.
 */
export async function inLanguage(
  extension: string,
  locale: string,
): Promise<{ extension: string; remove(): Promise<void> }> {
  const copy = await mkdtemp(join(tmpdir(), `magpie-${locale}-`));
  await cp(extension, copy, { recursive: true });
  const messages = (name: string) => join(copy, '_locales', name, 'messages.json');
  await cp(messages(locale), messages('en'));
  return { extension: copy, remove: () => rm(copy, { recursive: true }) };
}
