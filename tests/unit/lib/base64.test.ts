import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../lib/base64.ts';

describe('base64', () => {
  it.each([0, 1, 2, 3, 0x8000, 0x8001, 200_000])('has %i bytes as they are', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
    const text = toBase64(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64'));
    expect(fromBase64(text)).toEqual(bytes);
  });

  it.each(['a', 'ab$=', 'ä'])('is not what %j is', (text) => {
    expect(fromBase64(text)).toBeNull();
  });
});
