import { expect, it, vi } from 'vitest';
import { once } from '../../../../lib/page/once.ts';

it('starts a script once for as long as it lives, whatever else is there', () => {
  let controller = new AbortController();
  const start = vi.fn(() => controller.signal);
  once('walk', start);
  once('walk', start);
  expect(start).toHaveBeenCalledOnce();
  once('other', start);
  expect(start).toHaveBeenCalledTimes(2);
  controller.abort();
  controller = new AbortController();
  once('walk', start);
  once('walk', start);
  expect(start).toHaveBeenCalledTimes(3);
});
