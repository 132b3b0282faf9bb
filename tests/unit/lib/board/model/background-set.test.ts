import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBackgroundSet } from '../../../../../lib/board/model/background-set.ts';
import { encodedPictures } from '../../../support/embeddings.ts';

describe('the general pictures that boards are told from', () => {
  const set = {
    source: 'a test',
    embedder: 'mobilenet 2',
    embeddings: encodedPictures(3, 0, 0, 1),
  };

  it('are read where this build’s model has described them', () => {
    expect(readBackgroundSet(set, 'mobilenet 2')).toHaveLength(3);
    expect(readBackgroundSet(set, 'mobilenet 3')).toEqual([]);
    expect(() => readBackgroundSet({ embeddings: 'x' }, 'mobilenet 2')).toThrow();
  });

  it('ship with Magpie, in little room', () => {
    const text = readFileSync(
      new URL('../../../../../public/board-embeddings.json', import.meta.url),
      'utf8',
    );
    expect(text.length).toBeLessThan(400_000);
    const shipped: unknown = JSON.parse(text);
    const by = (shipped as { embedder: string }).embedder;
    expect(by).toMatch(/^mobilenet \S+$/);
    expect(readBackgroundSet(shipped, by).length).toBeGreaterThan(150);
  });
});
