import { describe, expect, it } from 'vitest';
import { boardPaletteOf } from '../../../../../lib/board/insights/board-palette.ts';
import { combinationsOf } from '../../../../../lib/board/insights/combinations.ts';
import { insightsOf } from '../../../../../lib/board/insights/insights.ts';
import { objectsOf } from '../../../../../lib/board/insights/objects.ts';
import { traitsOf } from '../../../../../lib/board/insights/traits.ts';
import { type EntrySketch, entriesOf } from '../../../support/boards.ts';

const OAK = '#c8a165';
const TERRACOTTA = '#e2725b';
const NAVY = '#1f305e';

describe('the things of a board', () => {
  it('are counted by pins, with their colours and the pins behind each', () => {
    const objects = objectsOf(
      entriesOf([
        {
          things: [
            { noun: 'cushion', hex: TERRACOTTA },
            { noun: 'cushion', hex: NAVY },
          ],
        },
        { things: [{ noun: 'cushion', hex: TERRACOTTA }, { noun: 'sofa' }] },
        { things: [{ noun: 'furniture', hex: NAVY }] },
      ]),
    );
    expect(objects.map(({ noun, pinIds }) => [noun, pinIds])).toEqual([
      ['cushion', ['1', '2']],
      ['sofa', ['2']],
    ]);
    expect(objects[0]?.colors.map(({ hex, pinIds }) => [hex, pinIds])).toEqual([
      [TERRACOTTA, ['1', '2']],
      [NAVY, ['1']],
    ]);
  });

  it('are only those that were seen', () => {
    const entries = entriesOf([{ things: [{ noun: 'sofa' }] }]);
    const named = entries.map((entry) => ({
      ...entry,
      look: { ...entry.look, finds: [{ noun: 'vase', object: null, terms: [] }] },
    }));
    expect(objectsOf(named)).toEqual([]);
  });
});

describe('the traits of a board', () => {
  it('are seen or said, each once a pin', () => {
    const traits = traitsOf(
      entriesOf([
        {
          styles: ['boho'],
          scene: 'bedroom',
          things: [
            { noun: 'bed', material: 'wood', said: [['style', 'boho']] },
            { noun: 'rug', said: [['material', 'jute']] },
          ],
        },
        { scene: 'bedroom', things: [{ noun: 'rug', said: [['material', 'jute']] }] },
      ]),
    );
    expect(traits.styles).toEqual([{ value: 'boho', pinIds: ['1'] }]);
    expect(traits.materials).toEqual([
      { value: 'jute', pinIds: ['1', '2'] },
      { value: 'wood', pinIds: ['1'] },
    ]);
    expect(traits.scenes).toEqual([{ value: 'bedroom', pinIds: ['1', '2'] }]);
  });
});

describe('the palette of a board', () => {
  it('weighs colours by their share, each pin the same', () => {
    const palette = boardPaletteOf(
      entriesOf([
        { palette: [[NAVY, 0.3]] },
        {
          palette: [
            [NAVY, 0.5],
            [OAK, 0.5],
          ],
        },
      ]),
    );
    expect(palette.map(({ hex, share, pinIds }) => [hex, share, pinIds])).toEqual([
      [NAVY, 0.75, ['1', '2']],
      [OAK, 0.25, ['2']],
    ]);
  });

  it('takes what looks alike for one colour, and gives it one that is in the pictures', () => {
    const shades = ['#e2725b', '#df705a', '#e0745f'];
    const palette = boardPaletteOf(
      entriesOf(shades.map((hex, n) => ({ palette: [[hex, 0.4 + n / 10] as [string, number]] }))),
    );
    expect(palette).toHaveLength(1);
    expect(shades).toContain(palette[0]?.hex);
    expect(palette[0]?.share).toBeCloseTo(1, 6);
    expect(palette[0]?.pinIds).toEqual(['1', '2', '3']);
  });

  it('keeps a vivid accent that comes back, and drops a faint speck', () => {
    const sketch: EntrySketch = {
      palette: [
        ['#f2efe9', 0.985],
        ['#d01c2a', 0.01],
        ['#8f8f8b', 0.005],
      ],
    };
    const palette = boardPaletteOf(entriesOf([sketch, sketch, sketch]));
    expect(palette.map(({ hex }) => hex)).toEqual(['#f2efe9', '#d01c2a']);
  });

  it('is empty where no pin has colours', () => {
    expect(boardPaletteOf(entriesOf([{}]))).toEqual([]);
  });

  it('gives each name once, largest first, of a board of many colours', () => {
    const sketches = Array.from({ length: 300 }, (_, n): EntrySketch => {
      const part = (k: number) => ((n * k) % 256).toString(16).padStart(2, '0');
      return { palette: [[`#${part(37)}${part(91)}${part(53)}`, 1]] };
    });
    const palette = boardPaletteOf(entriesOf(sketches));
    expect(palette.length).toBeGreaterThan(4);
    expect(new Set(palette.map(({ name }) => name)).size).toBe(palette.length);
    const shares = palette.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
  });
});

describe('what to look for', () => {
  const habit: EntrySketch[] = [
    ...Array.from(
      { length: 6 },
      (): EntrySketch => ({
        things: [
          { noun: 'cushion', hex: TERRACOTTA },
          { noun: 'sofa', hex: '#f2efe9' },
        ],
      }),
    ),
    ...Array.from(
      { length: 5 },
      (): EntrySketch => ({
        things: [{ noun: 'sideboard', hex: OAK, said: [['material', 'oak']] }],
      }),
    ),
    { things: [{ noun: 'vase', hex: TERRACOTTA }] },
    { things: [{ noun: 'cushion', hex: NAVY }] },
  ];

  it('are the combinations that come back, with their pins and the find that shows each', () => {
    const combinations = combinationsOf(entriesOf(habit), 10);
    const cushion = combinations.find(({ noun }) => noun === 'cushion');
    expect(cushion).toMatchObject({ pinIds: ['1', '2', '3', '4', '5', '6'] });
    expect(cushion?.text).toMatch(/terracotta|coral|rust/);
    expect(cushion?.lift).toBeGreaterThan(1);
    expect(cushion?.example.find.noun).toBe('cushion');
    const sideboard = combinations.find(({ noun }) => noun === 'sideboard');
    expect(sideboard?.text).toMatch(/oak sideboard$/);
    expect(combinations.map(({ noun }) => noun)).not.toContain('vase');
    expect(combinations.flatMap(({ text }) => text)).not.toContain('navy blue cushion');
  });

  it('say the longer combination where the shorter nearly always means it', () => {
    const texts = combinationsOf(entriesOf(habit), 10).map(({ text }) => text);
    expect(texts.filter((text) => text.endsWith('sideboard'))).toHaveLength(1);
  });

  it('put a habit before a curiosity', () => {
    const sketches: EntrySketch[] = [
      ...Array.from(
        { length: 12 },
        (): EntrySketch => ({
          things: [{ noun: 'armchair', said: [['material', 'leather']] }],
        }),
      ),
      ...Array.from(
        { length: 2 },
        (): EntrySketch => ({
          things: [{ noun: 'basket', said: [['material', 'seagrass']] }],
        }),
      ),
    ];
    expect(combinationsOf(entriesOf(sketches), 10).map(({ text }) => text)).toEqual([
      'leather armchair',
      'seagrass basket',
    ]);
  });

  it('do not say that plants are green, or furniture wooden', () => {
    const sketch: EntrySketch = {
      things: [
        { noun: 'houseplant', hex: '#3f7d3a' },
        { noun: 'furniture', material: 'wood' },
      ],
    };
    expect(combinationsOf(entriesOf([sketch, sketch, sketch]), 10)).toEqual([]);
  });

  it('leave room for other nouns', () => {
    const sketches = ['#e2725b', '#1f305e', '#2e8b57', '#d9a514', '#f2efe9'].flatMap((hex) =>
      Array.from({ length: 3 }, (): EntrySketch => ({ things: [{ noun: 'sofa', hex }] })),
    );
    const combinations = combinationsOf(entriesOf(sketches), 10);
    expect(combinations).toHaveLength(3);
  });
});

describe('the insights of a board', () => {
  it('are all there, also of an empty one', () => {
    expect(insightsOf([])).toEqual({
      pins: 0,
      keywords: [],
      objects: [],
      palette: [],
      traits: { styles: [], materials: [], patterns: [], eras: [], rooms: [], scenes: [] },
      combinations: [],
    });
  });
});
