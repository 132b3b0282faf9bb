import { describe, expect, it } from 'vitest';
import { srcsetOf } from '../../../../lib/board/renditions.ts';
import { pinsNamed } from '../../support/boards.ts';

const at = (size: string) =>
  `https://i.pinimg.com/${size}/aa/bb/cc/aabbccaabbccaabbccaabbccaabbccaa.jpg`;
const image = (size: string) => ({ url: at(size), width: null, height: null });

describe('the sizes of a picture', () => {
  const [pin] = pinsNamed(1);
  if (!pin) throw new Error('no pin');

  it('are offered with their widths, the smallest first, without the original', () => {
    const fallbackImages = [image('474x'), image('236x'), image('originals'), image('474x')];
    expect(srcsetOf({ ...pin, image: image('736x'), fallbackImages })).toBe(
      `${at('236x')} 236w, ${at('474x')} 474w, ${at('736x')} 736w`,
    );
  });

  it('are none where the addresses do not name them', () => {
    expect(srcsetOf(pin)).toBe('');
    expect(srcsetOf({ ...pin, image: null })).toBe('');
  });
});
