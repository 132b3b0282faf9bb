import { expect, it } from 'vitest';
import { memoryOf, processesIn } from '../../../../scripts/bench/extension-memory.ts';

const OUTPUT = `
      1       0   1000 /sbin/init
     10       1   5000 node scripts/bench-boards.ts
     12      11  70000 /usr/lib/chromium --type=renderer --extension-process --lang=en
     11      10  90000 /usr/lib/chromium --headless
     13      11  60000 /usr/lib/chromium --type=renderer
     20       1  99000 /usr/lib/chromium --headless
     21      20  99000 /usr/lib/chromium --type=renderer --extension-process
`;

it('counts what the extension holds in the browser that was started, and in no other', () => {
  const processes = processesIn(OUTPUT);
  expect(processes).toHaveLength(7);
  expect(memoryOf(processes, 10)).toBe(70_000 * 1024);
  expect(memoryOf(processes, 1)).toBe(169_000 * 1024);
  expect(memoryOf(processes, 13)).toBe(0);
});
