import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AnalysisSchema } from '../../../lib/analysis.ts';
import { TabStateSchema } from '../../../lib/tab-state.ts';
import { analysisOf } from '../support/analyses.ts';

const analysis = analysisOf();
const accepts = (state: unknown) => v.is(TabStateSchema, state);
const picked = (run: unknown) => ({ page: 'picked-image', imageUrl: 'https://x/y.jpg', run });

describe('what a tab shows', () => {
  it.each<[string, unknown]>([
    ['no pin', { page: 'no-pin' }],
    ['a run under way', picked({ status: 'running', stage: 'decode', analysis: null })],
    ['a run with first results', picked({ status: 'running', stage: 'labels', analysis })],
    ['a finished run', picked({ status: 'done', analysis })],
    ['a failure', picked({ status: 'failed', failure: { code: 'offline' }, analysis: null })],
  ])('may be %s', (_, state) => {
    expect(accepts(state)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['an unknown page', { page: 'elsewhere' }],
    ['a pin without a pin', { ...picked({ status: 'done', analysis }), page: 'pin' }],
    ['an unknown stage', picked({ status: 'running', stage: 'dreaming', analysis: null })],
    ['an unknown failure', picked({ status: 'failed', failure: { code: 'x' }, analysis: null })],
    ['an end without a result', picked({ status: 'done', analysis: null })],
  ])('is never %s', (_, state) => {
    expect(accepts(state)).toBe(false);
  });
});

describe('an analysis', () => {
  it('survives JSON', () => {
    expect(v.parse(AnalysisSchema, JSON.parse(JSON.stringify(analysis)))).toEqual(analysis);
  });

  it.each([
    ['a box beyond the image', { objects: [{ ...analysis.objects[0], box: { x: 2 } }] }],
    ['an unknown family', { palette: [{ ...analysis.palette[0], family: 'mud' }] }],
    ['a hex that is none', { palette: [{ ...analysis.palette[0], hex: 'red' }] }],
    ['a share beyond 1', { palette: [{ ...analysis.palette[0], share: 1.5 }] }],
    ['no width', { width: 0 }],
  ])('is refused with %s', (_, changes) => {
    expect(v.is(AnalysisSchema, { ...analysis, ...changes })).toBe(false);
  });
});
