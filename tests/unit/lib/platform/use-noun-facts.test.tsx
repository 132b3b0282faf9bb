// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useNounFacts } from '../../../../lib/platform/use-noun-facts.ts';
import { factsOf } from '../../../../lib/query/noun-facts.ts';
import { rendered } from '../../components/rendered.ts';

const bus = vi.hoisted(() => ({
  send: vi.fn<(type: string, data: unknown) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/page-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/page-messages.ts')>()),
  pageMessages: { sendMessage: bus.send },
}));

function Departments({ nouns }: { nouns: string[] }) {
  const facts = useNounFacts(nouns);
  return <p>{nouns.map((noun) => `${noun}: ${facts.get(noun)?.department}`).join(', ')}</p>;
}

beforeEach(() => {
  bus.send.mockReset().mockImplementation(async (_, nouns) => {
    if (!Array.isArray(nouns)) throw new TypeError('no nouns');
    return nouns.map((noun) => [noun, factsOf(noun)]);
  });
});

describe('useNounFacts', () => {
  it('asks once for each noun, and keeps what it learned', async () => {
    const view = await rendered(<Departments nouns={['sofa', 'sofa']} />);
    await act(async () => {});
    expect(view.root.textContent).toBe('sofa: home, sofa: home');
    await view.update(<Departments nouns={['sofa', 'midi dress']} />);
    await act(async () => {});
    expect(view.root.textContent).toBe('sofa: home, midi dress: fashion');
    expect(bus.send.mock.calls).toEqual([
      ['nouns:facts', ['sofa']],
      ['nouns:facts', ['midi dress']],
    ]);
  });

  it('asks for many in turn, no more at once than are answered', async () => {
    const nouns = Array.from({ length: 150 }, (_, n) => `thing ${n}`);
    await rendered(<Departments nouns={nouns} />);
    await act(() =>
      vi.waitFor(() => {
        if (bus.send.mock.calls.length < 2) throw new Error('asked once');
      }),
    );
    expect(bus.send.mock.calls.map(([, asked]) => asked)).toEqual([
      nouns.slice(0, 100),
      nouns.slice(100),
    ]);
  });

  it.each([
    ['does not answer', () => Promise.reject(new Error('gone'))],
    ['answers nonsense', () => Promise.resolve([['sofa', { department: 'moon' }]])],
  ])('goes without where the background %s', async (_, answer) => {
    bus.send.mockImplementation(answer);
    const view = await rendered(<Departments nouns={['sofa']} />);
    await act(async () => {});
    expect(view.root.textContent).toBe('sofa: undefined');
  });
});
