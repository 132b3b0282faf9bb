import { describe, expect, it } from 'vitest';
import type { DetectedObject } from '../../../../lib/analysis.ts';
import type { PinTexts } from '../../../../lib/pin/pin.ts';
import { findsOf } from '../../../../lib/text/finds.ts';
import { readTerms } from '../../../../lib/text/read-terms.ts';

const seen = (label: string, score = 0.9): DetectedObject => ({
  label,
  score,
  box: { x: 0, y: 0, width: 0.5, height: 0.5 },
  colors: [],
  material: null,
  sources: ['coco-ssd'],
});

/** The finds of a pin: `noun: words`, with the label in brackets that the eyes gave it. */
function finds(objects: (string | DetectedObject)[], texts: Partial<PinTexts>): string[] {
  const terms = readTerms({
    title: null,
    description: null,
    altText: null,
    interests: [],
    board: null,
    ...texts,
  });
  const things = objects.map((one) => (typeof one === 'string' ? seen(one) : one));
  return findsOf(things, terms).map(({ noun, object, terms: own }) => {
    const words = own.filter(({ role }) => role !== 'noun' && role !== 'room');
    const label = object ? ` (${object.label})` : '';
    return `${noun}${label}: ${words.map(({ value }) => value).join(', ')}`.trim();
  });
}

describe('what text and eyes find together', () => {
  it('is what the eyes saw where the text says nothing', () => {
    expect(finds(['armchair', 'lamp'], {})).toEqual(['armchair (armchair):', 'lamp (lamp):']);
  });

  it('has the finer noun of the text, and the words of its phrase only', () => {
    expect(
      finds(['chair', 'lamp'], {
        altText: 'a living room with a boucle armchair and a rattan pendant light',
      }),
    ).toEqual(['armchair (chair): boucle', 'pendant light (lamp): rattan']);
  });

  it('keeps the finer noun of the eyes, with the words of the broader one', () => {
    expect(finds(['armchair'], { altText: 'a green chair' })).toEqual([
      'armchair (armchair): green',
    ]);
  });

  it('gives two finer nouns to two things of one label', () => {
    expect(finds(['chair', 'chair'], { title: 'Rocking chair and armchair' }).sort()).toEqual([
      'armchair (chair):',
      'rocking chair (chair):',
    ]);
  });

  it('does not guess which of two things a broad word means', () => {
    expect(finds(['armchair', 'dining chair'], { altText: 'a leather chair' })).toEqual([
      'armchair (armchair):',
      'dining chair (dining chair):',
    ]);
  });

  it('believes the text against unsure eyes only', () => {
    const title = 'Tweed flat cap';
    expect(finds([seen('baseball cap', 0.5)], { title })).toEqual([
      'flat cap (baseball cap): tweed',
    ]);
    expect(finds([seen('baseball cap', 0.9)], { title })).toEqual([
      'baseball cap (baseball cap): tweed',
    ]);
  });

  it('takes a chair for the small sofa that the eyes saw, where it can be nothing else', () => {
    expect(finds(['sofa'], { altText: 'a leather chair in front of a wall' })).toEqual([
      'chair (sofa): leather',
    ]);
    expect(
      finds(['sofa', 'stool'], { altText: 'a leather chair in front of a wall' }),
    ).toHaveLength(3);
  });

  it('has styles of interests and board wherever they suit', () => {
    expect(
      finds(['sofa', 'dress'], { interests: ['Japandi living room', 'Streetwear'], board: 'Boho' }),
    ).toEqual(['sofa (sofa): japandi, boho', 'dress (dress): streetwear, boho']);
  });

  it('keeps at most three words of a role, those beside the noun first', () => {
    expect(
      finds(['sofa'], { interests: ['Boho', 'Retro', 'Japandi', 'Vintage'], board: 'Rustic sofa' }),
    ).toEqual(['sofa (sofa): rustic, boho, retro']);
  });

  it('uses a colour that stands alone only where there is one thing', () => {
    expect(finds(['sofa'], { interests: ['Emerald Green'] })).toEqual(['sofa (sofa): emerald']);
    expect(finds(['sofa', 'rug'], { interests: ['Emerald Green'] })).toEqual([
      'sofa (sofa):',
      'rug (rug):',
    ]);
  });

  it('calls plain things after the room that they are in', () => {
    expect(finds(['cabinet', 'chair'], { altText: 'a kitchen with a window' })).toEqual([
      'kitchen cabinet (cabinet):',
      'dining chair (chair):',
    ]);
    expect(finds(['cabinet'], { title: 'Kitchen and bathroom' })).toEqual(['cabinet (cabinet):']);
  });
});

describe('what only the text names', () => {
  it('is found without a box, from title or caption', () => {
    expect(finds(['bed'], { altText: 'a bedroom with a crystal chandelier' })).toEqual([
      'bed (bed):',
      'chandelier: crystal',
    ]);
  });

  it('is not taken from interests, board or description', () => {
    expect(finds([], { interests: ['Velvet sofa'], board: 'Rugs', description: 'A lamp' })).toEqual(
      [],
    );
  });

  it('is at most three things, and no broader word beside a finer', () => {
    expect(
      finds([], { altText: 'a chair, an armchair, a rug, a lamp, a vase and a mirror' }),
    ).toEqual(['armchair:', 'rug:', 'lamp:']);
  });

  it('is no plant, no flower and no kind of thing', () => {
    expect(
      finds(['shirt'], { altText: 'a shirt with flowers on it, furniture and plants' }),
    ).toEqual(['shirt (shirt):']);
  });

  it('is what the pin is about: not the bed on which a sweater lies', () => {
    expect(finds(['sweater'], { altText: 'a purple sweater laying next to a bed' })).toEqual([
      'sweater (sweater): purple',
    ]);
  });

  it('is not what a title says against all that is seen', () => {
    expect(finds(['sofa', 'rug'], { title: 'My favourite dress' })).toEqual([
      'sofa (sofa):',
      'rug (rug):',
    ]);
    expect(
      finds(['curtain'], { title: 'Pink midi dress', altText: 'a dress hanging on a door' }),
    ).toEqual(['curtain (curtain):', 'midi dress: pink']);
  });

  it('is one garment, under the name that the title has for it', () => {
    expect(finds([], { title: 'Quilted coat', altText: 'a black jacket' })).toEqual([
      'coat: quilted',
    ]);
  });
});
