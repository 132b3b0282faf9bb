import { describe, expect, it } from 'vitest';
import { longestTasks } from '../../../../scripts/bench/trace.ts';

const PAGE = 'https://www.pinterest.com/pin/1/';
const ORIGIN = 'chrome-extension://abc';

const onPage = { pid: 7, tid: 1 };
const commit = {
  ...onPage,
  name: 'CommitLoad',
  ph: 'X',
  ts: 0,
  dur: 1,
  args: { data: { url: PAGE } },
};

function task(ts: number, dur: number, tdur: number, thread = onPage) {
  return { ...thread, name: 'RunTask', ph: 'X', ts, dur, tdur, args: {} };
}

function script(ts: number, url: string, thread = onPage) {
  return { ...thread, name: 'FunctionCall', ph: 'X', ts, dur: 10, args: { data: { url } } };
}

function trace(...events: object[]): string {
  return JSON.stringify({ traceEvents: [commit, ...events] });
}

describe('longestTasks', () => {
  it('tells the tasks in which the origin had a part from the others', () => {
    const longest = longestTasks(
      trace(
        task(1_000, 80_000, 60_000),
        script(2_000, 'https://s.pinimg.com/app.js'),
        task(100_000, 20_000, 5_000),
        script(101_000, `${ORIGIN}/content.js`),
        task(200_000, 9_000, 8_000),
        script(201_000, `${ORIGIN}/content.js`),
      ),
      PAGE,
      ORIGIN,
    );
    expect(longest).toEqual({ any: { wall: 80, cpu: 60 }, byOrigin: { wall: 20, cpu: 8 } });
  });

  it("counts what the origin's change of the page made necessary", () => {
    const layout = {
      ...onPage,
      name: 'Layout',
      ph: 'X',
      ts: 1_500,
      args: { beginData: { stackTrace: [{ url: `${ORIGIN}/content.js` }] } },
    };
    expect(longestTasks(trace(task(1_000, 3_000, 3_000), layout), PAGE, ORIGIN).byOrigin.wall).toBe(
      3,
    );
  });

  it('looks at the main thread of the page alone', () => {
    const worker = { pid: 7, tid: 2 };
    const other = { pid: 8, tid: 1 };
    const longest = longestTasks(
      trace(
        task(0, 90_000, 90_000, worker),
        script(5, `${ORIGIN}/content.js`, worker),
        task(0, 90_000, 90_000, other),
        task(0, 2_000, 1_000),
      ),
      PAGE,
      ORIGIN,
    );
    expect(longest).toEqual({ any: { wall: 2, cpu: 1 }, byOrigin: { wall: 0, cpu: 0 } });
  });

  it('refuses a trace of another page', () => {
    expect(() => longestTasks(trace(), 'https://www.pinterest.com/pin/2/', ORIGIN)).toThrow(
      'does not show',
    );
  });
});
