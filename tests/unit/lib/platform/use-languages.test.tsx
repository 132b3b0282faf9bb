// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useLanguages } from '../../../../lib/platform/use-languages.ts';
import { lexiconOf } from '../../../../lib/query/lexicons.ts';
import { wordsFor } from '../../../../lib/query/translate.ts';
import { rendered } from '../../components/rendered.ts';

const bus = vi.hoisted(() => ({
  send: vi.fn<(type: string, data: unknown) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/page-messages.ts', () => ({
  pageMessages: { sendMessage: bus.send },
}));

function View({ languages }: { languages: readonly string[] }) {
  useLanguages(languages);
  return <p>{wordsFor({ noun: 'armchair' }, languages[0] === 'nl' ? 'nl' : 'fr')}</p>;
}

beforeEach(() => {
  bus.send.mockReset();
});

describe('the languages of a view', () => {
  it('are fetched once, and the view shown anew with their words', async () => {
    bus.send.mockResolvedValue(lexiconOf('fr'));
    const { root, update } = await rendered(<View languages={['fr-CH', 'en-GB', 'sv']} />);
    await vi.waitFor(() => expect(root.textContent).toBe('fauteuil'));
    expect(bus.send.mock.calls).toEqual([['words:lexicon', 'fr']]);
    await update(<View languages={['fr', 'en']} />);
    expect(bus.send).toHaveBeenCalledOnce();
  });

  it('that do not come leave searches in English', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    bus.send.mockResolvedValue({ nouns: { armchair: 7 } });
    const { root } = await rendered(<View languages={['nl']} />);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
    expect(root.textContent).toBe('armchair');
    warn.mockRestore();
  });
});
