import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AccessToken } from '../../../../lib/pinterest-api/access-token.ts';
import { TEST_TOKEN } from '../../../fixtures/pinterest-api.ts';

describe('an access token', () => {
  it('is read from what was pasted, spaces and all', () => {
    expect(AccessToken.parse(`  ${TEST_TOKEN}\n`)?.reveal()).toBe(TEST_TOKEN);
  });

  it.each([
    '',
    'short',
    'a'.repeat(2_001),
    'pina_ with spaces in the middle of it',
    `pina_\r\nX-Other: header-${'a'.repeat(30)}`,
    'pina_üüüüüüüüüüüüüüüüüüüüüüüüüüüüü',
  ])('is not %j', (text) => {
    expect(AccessToken.parse(text)).toBeNull();
  });

  it('shows itself nowhere', () => {
    const token = AccessToken.parse(TEST_TOKEN);
    const shown = [`${token}`, JSON.stringify({ token }), inspect(token, { depth: 5 })];
    expect(shown.join(' ')).not.toContain(TEST_TOKEN);
    expect(`${token}`).toBe('[token]');
    expect(Object.values(token ?? {})).toEqual([]);
  });
});
