import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../../../lib/one-at-a-time.ts';

describe('one at a time', () => {
  it('begins a step when the one before has ended, and answers with what it answers', async () => {
    const inTurn = oneAtATime();
    const log: string[] = [];
    const step = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve));
      log.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all([inTurn(step('a')), inTurn(step('b'))])).toEqual(['a', 'b']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('goes on after a step that fails, of which only its caller hears', async () => {
    const inTurn = oneAtATime();
    const failing = inTurn(() => Promise.reject(new Error('no room')));
    const next = inTurn(async () => 'stored');
    await expect(failing).rejects.toThrow('no room');
    expect(await next).toBe('stored');
  });
});
