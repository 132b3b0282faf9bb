// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { downloadJson } from '../../../../lib/platform/download.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('offers a text under its name, and lets it go later', async () => {
  const create = vi.fn((_: Blob) => 'blob:settings');
  const revoke = vi.fn();
  Object.assign(URL, { createObjectURL: create, revokeObjectURL: revoke });
  const followed: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    followed.push(`${this.href} ${this.download}`);
  });
  downloadJson('magpie-settings.json', '{"a":1}');
  expect(followed).toEqual(['blob:settings magpie-settings.json']);
  expect(create.mock.lastCall?.[0]).toMatchObject({ type: 'application/json', size: 7 });
  expect(revoke).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(revoke).toHaveBeenCalledExactlyOnceWith('blob:settings');
});
