import { describe, expect, it } from 'vitest';
import background from '../../../../assets/board-background.json' with { type: 'json' };
import { backgroundFrom } from '../../../../scripts/boards/background-from.ts';
import { readPinTexts } from '../../../../scripts/eval/pin-texts.ts';

const text = (title: string) => ({
  title,
  altText: null,
  description: null,
  interests: [],
  board: null,
});

describe('the background of boards', () => {
  it('has the larger of what was counted, halved, and what was estimated', () => {
    const texts = [text('rattan lantern'), text('rattan braid'), text('rattan'), text('idea')];
    const { shares, source } = backgroundFrom(texts, { rattan: 0.1, ideas: 0.4 });
    expect(shares.rattan).toBeCloseTo(3 / 4 / 2, 4);
    expect(shares.idea).toBe(0.4);
    expect(shares).not.toHaveProperty('lantern');
    expect(source).toContain('4 pin texts');
  });

  it('has words in the form in which pins are read', () => {
    const { shares } = backgroundFrom([], { decor: 0.3, couch: 0.1 });
    expect(shares).toEqual({ 'home decor': 0.3, sofa: 0.1 });
  });

  it('ships as its sources make it, and small', () => {
    const made = backgroundFrom([...readPinTexts().values()], {});
    expect(background.source).toBe(made.source);
    for (const [word, share] of Object.entries(made.shares)) {
      expect(background.shares).toHaveProperty([word]);
      expect(share).toBeGreaterThan(0);
    }
    expect(JSON.stringify(background).length).toBeLessThan(20_000);
  });
});
