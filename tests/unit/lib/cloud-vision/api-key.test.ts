import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ApiKey } from '../../../../lib/cloud-vision/api-key.ts';
import { TEST_KEY } from '../../../fixtures/cloud-vision-api.ts';

describe('an API key', () => {
  it('is read from what was pasted, spaces and all', () => {
    expect(ApiKey.parse(`  ${TEST_KEY}\n`)?.reveal()).toBe(TEST_KEY);
  });

  it.each([
    '',
    'short',
    'A'.repeat(301),
    'AIzaSy with spaces in the middle of it',
    `AIzaSy\r\nX-Other: header-${'a'.repeat(30)}`,
    `AIzaSyüüüüüüüüüüüüüüüüüüüüüüüüüüüü`,
  ])('is not %j', (text) => {
    expect(ApiKey.parse(text)).toBeNull();
  });

  it('shows itself nowhere', () => {
    const key = ApiKey.parse(TEST_KEY);
    const shown = [`${key}`, JSON.stringify({ key }), inspect(key, { depth: 5 }), String(key)];
    expect(shown.join(' ')).not.toContain(TEST_KEY);
    expect(Object.values(key ?? {})).toEqual([]);
  });

  it('is taken out of what others say', () => {
    const text = `Key ${TEST_KEY} and ${TEST_KEY}.`;
    expect(ApiKey.parse(TEST_KEY)?.redact(text)).toBe('Key [key] and [key].');
  });
});
