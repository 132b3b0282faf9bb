import { describe, expect, it } from 'vitest';
import type { DetectedObject } from '../../../lib/analysis.ts';
import { correctedFinds } from '../../../lib/corrected-finds.ts';
import {
  applyChange,
  type Change,
  NO_CORRECTIONS,
  naming,
  removing,
} from '../../../lib/corrections.ts';
import type { Find } from '../../../lib/find.ts';
import type { Term } from '../../../lib/text/term.ts';

const term = (role: Term['role'], value: string): Term => ({
  role,
  value,
  field: 'title',
  quote: value,
});
const object = (label: string, x: number): DetectedObject => ({
  label,
  score: 0.8,
  box: { x, y: 0, width: 0.2, height: 0.2 },
  colors: [],
  material: null,
  sources: ['labeler'],
});
const JAPANDI = term('style', 'japandi');
const chair = object('chair', 0);
const vase = object('vase', 0.5);
/** The words are finer than the eyes: "wingback chair" for a chair. */
const WINGBACK: Find = {
  noun: 'wingback chair',
  object: chair,
  terms: [JAPANDI, term('material', 'velvet'), term('noun', 'wingback chair')],
};
const VASE: Find = { noun: 'vase', object: vase, terms: [JAPANDI] };
const PENDANT: Find = { noun: 'pendant light', object: null, terms: [term('material', 'rattan')] };
const FINDS = [WINGBACK, VASE, PENDANT];

const made = (...changes: Change[]) =>
  correctedFinds(FINDS, changes.reduce(applyChange, NO_CORRECTIONS));
const drawing = (label: string): Change => ({
  kind: 'draw',
  object: { ...object(label, 0.75), byUser: { drawn: true, was: null } },
});

describe('correctedFinds', () => {
  it('leaves alone what nobody corrected', () => {
    expect(correctedFinds(FINDS, NO_CORRECTIONS)).toBe(FINDS);
    expect(made(removing(vase))).toEqual([WINGBACK, PENDANT]);
  });

  it('gives a find the user’s noun, without the words that said otherwise', () => {
    const [pouf] = made(naming(chair, 'pouf'));
    expect(pouf).toMatchObject({ noun: 'pouf', object: { label: 'pouf' } });
    expect(pouf?.terms).toEqual([JAPANDI, term('material', 'velvet')]);
  });

  it('puts a drawn find first, with what the pin says of everything', () => {
    const [rug, ...others] = made(drawing('rug'));
    expect(rug).toMatchObject({ noun: 'rug', terms: [JAPANDI] });
    expect(others).toEqual(FINDS);
  });

  it('takes a thing that only words named for the one that the user shows', () => {
    expect(made(drawing('pendant light'))).toEqual([
      expect.objectContaining({ noun: 'pendant light', terms: PENDANT.terms }),
      WINGBACK,
      VASE,
    ]);
  });
});
