import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PinLookSchema, pinLookOf } from '../../../../lib/board/pin-look.ts';
import { analysisOf } from '../../support/analyses.ts';
import { lookOf, pinsNamed } from '../../support/boards.ts';

describe('what is kept of a pin', () => {
  it('has the numbers of picture and objects', () => {
    const [pin] = pinsNamed(1);
    if (!pin) throw new Error('no pin');
    const findEmbeddings = [{ box: { x: 0, y: 0, width: 0.5, height: 1 }, embedding: 'gQ==' }];
    const look = pinLookOf(pin, analysisOf({ embedding: 'fw==', findEmbeddings }), []);
    expect(look).toMatchObject({ embedding: 'fw==', findEmbeddings });
    expect(v.parse(PinLookSchema, JSON.parse(JSON.stringify(look)))).toEqual(look);
  });

  it('can be read where it is from before there were numbers', () => {
    const { embedding, findEmbeddings, ...old } = lookOf({ scene: 'bedroom' });
    expect(v.parse(PinLookSchema, old)).toMatchObject({
      scene: 'bedroom',
      embedding: null,
      findEmbeddings: [],
    });
  });
});
