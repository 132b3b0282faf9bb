import { describe, expect, it } from 'vitest';
import type { ComparedOpening } from '../../../../scripts/bench/openings.ts';
import { toReport, toTable } from '../../../../scripts/bench/report.ts';

/** An analysis of `analysis` ms by models that take 100 ms alone. */
function opening(analysis: number, photo = 'a room'): ComparedOpening {
  return {
    photo,
    opened: 1_000,
    palette: 1_020,
    objects: 1_050,
    all: 1_000 + analysis,
    backend: 'wasm',
    ms: { decode: 10, palette: 10, objects: 40, labels: analysis - 60, total: analysis },
    bare: { detector: 40, models: 100, inputs: 4 },
  };
}

function report(analyses: readonly number[], tasks: readonly { wall: number; cpu: number }[]) {
  const clicks = analyses.map((ms) => opening(ms));
  const visits = tasks.map((task) => ({ any: task, byOrigin: task }));
  return toReport({
    browser: 'Chrome',
    runs: analyses.length,
    cold: clicks,
    warm: clicks,
    clicks,
    mainThread: { withMagpie: visits, withoutMagpie: visits },
  });
}

describe('the report of the benchmark', () => {
  it('takes medians, so that one slow run moves nothing', () => {
    const { comparisons, waits } = report([110, 120, 900], [{ wall: 20, cpu: 10 }]);
    expect(comparisons[0]?.analysis).toBe(120);
    expect(comparisons[0]?.ratio).toBeCloseTo(1.2);
    expect(waits.click).toEqual({ palette: 20, objects: 50, all: 120 });
  });

  it('says which bar is missed', () => {
    const missed = (analyses: readonly number[], tasks: readonly { wall: number; cpu: number }[]) =>
      report(analyses, tasks)
        .bars.filter(({ met }) => !met)
        .map(({ what }) => what);
    const short = { wall: 20, cpu: 10 };
    expect(missed([120], [short])).toEqual([]);
    expect(missed([131], [short])).toEqual([expect.stringContaining('a room')]);
    expect(missed([120], [{ wall: 51, cpu: 10 }])).toEqual([expect.stringContaining('median')]);
    expect(missed([120], [short, short, { wall: 60, cpu: 51 }])).toEqual([
      expect.stringContaining('worst'),
    ]);
  });

  it('shows a mark for every bar', () => {
    const table = toTable(report([131], [{ wall: 20, cpu: 10 }]));
    expect(table).toMatch(/✗ a room.*1\.31, at most 1\.3/);
    expect(table.match(/✓/g)).toHaveLength(2);
  });
});
