import { describe, expect, it, vi } from 'vitest';
import { type LookAtPinOptions, lookAtPin } from '../../../../lib/board/look-at-pin.ts';
import type { Term } from '../../../../lib/text/term.ts';
import { analysisOf } from '../../support/analyses.ts';
import { pinsNamed } from '../../support/boards.ts';

const [PIN] = pinsNamed(1);
const LEATHER: Term = {
  role: 'material',
  value: 'leather',
  field: 'title',
  quote: 'leather',
  describes: 'armchair',
};
const NOUN: Term = { role: 'noun', value: 'armchair', field: 'title', quote: 'armchair' };

function surroundings(changes: Partial<LookAtPinOptions> = {}) {
  const analyze = vi.fn<LookAtPinOptions['service']['analyze']>(async () => ({
    ok: true,
    analysis: analysisOf({ scene: 'bedroom', embedding: 'fw==' }),
  }));
  const options: LookAtPinOptions = {
    service: { analyze },
    text: { readTerms: async () => [NOUN, LEATHER] },
    mayFetchImages: async () => true,
    backend: async () => 'auto',
    ...changes,
  };
  return { options, analyze };
}

const { signal } = new AbortController();

describe('a look at a pin', () => {
  if (!PIN) throw new Error('no pin');

  it('puts eyes and words together, after whatever somebody watches', async () => {
    const { options, analyze } = surroundings();
    const outcome = await lookAtPin(
      options,
      { ...PIN, title: 'An armchair for the corner' },
      signal,
    );
    expect(outcome).toMatchObject({
      ok: true,
      look: {
        scene: 'bedroom',
        embedding: 'fw==',
        findEmbeddings: [],
        finds: [{ noun: 'armchair', terms: [NOUN, LEATHER] }],
        terms: [NOUN, LEATHER],
        words: ['armchair', 'corner'],
      },
    });
    expect(analyze.mock.calls[0]?.[0]).toMatchObject({
      imageUrls: [PIN.image?.url],
      patient: true,
      remember: true,
    });
  });

  it('does without the words where they cannot be read', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { options } = surroundings({ text: { readTerms: () => Promise.reject(new Error('x')) } });
    expect(await lookAtPin(options, PIN, signal)).toMatchObject({ ok: true, look: { terms: [] } });
    expect(warn).toHaveBeenCalled();
    warn.mockRestore();
  });

  it('fails with the reason', async () => {
    const failed = async (changes: Partial<LookAtPinOptions>, pin = PIN) => {
      const outcome = await lookAtPin(surroundings(changes).options, pin, signal);
      return outcome.ok ? null : outcome.failure.code;
    };
    expect(await failed({}, { ...PIN, image: null })).toBe('pin-unreadable');
    expect(await failed({}, { ...PIN, image: null, kind: 'video' })).toBe('video-pin');
    expect(await failed({ mayFetchImages: async () => false })).toBe('permission-needed');
    const analyze = async () => ({ ok: false, failure: { code: 'image-broken' } }) as const;
    expect(await failed({ service: { analyze } })).toBe('image-broken');
  });
});
