import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FailureSchema, isRetryable, MagpieError, toFailure } from '../../../lib/errors.ts';

describe('isRetryable', () => {
  it.each(['offline', 'image-timeout', 'engine-lost'] as const)('offers it after %s', (code) => {
    expect(isRetryable(code)).toBe(true);
  });

  it.each(['image-missing', 'video-pin', 'image-not-allowed', 'models-missing'] as const)(
    'does not after %s',
    (code) => {
      expect(isRetryable(code)).toBe(false);
    },
  );
});

describe('toFailure', () => {
  it('keeps the code and the detail of our own errors', () => {
    const error = new MagpieError('image-missing', { detail: '404' });
    expect(toFailure(error)).toEqual({ code: 'image-missing', detail: 'image-missing: 404' });
  });

  it.each<[string, unknown, string]>([
    ['another error', new TypeError('no'), 'no'],
    ['a text', 'odd', 'odd'],
    ['nothing', undefined, 'undefined'],
  ])('takes %s for a failure of the engine', (_, thrown, detail) => {
    expect(toFailure(thrown)).toEqual({ code: 'engine-failed', detail });
  });

  it('makes what survives a message between contexts', () => {
    const failure = toFailure(new MagpieError('offline', { cause: new Error('socket') }));
    expect(v.parse(FailureSchema, JSON.parse(JSON.stringify(failure)))).toEqual(failure);
  });
});

describe('MagpieError', () => {
  it('keeps its cause', () => {
    const cause = new Error('deep');
    expect(new MagpieError('offline', { cause })).toMatchObject({
      name: 'MagpieError',
      code: 'offline',
      cause,
    });
  });
});
