import { describe, expect, it } from 'vitest';
import { paintedRect } from '../../../../lib/overlay/object-fit.ts';

const content = { x: 10, y: 20, width: 200, height: 100 };
const wide = { position: '50% 50%', naturalWidth: 400, naturalHeight: 100 };

describe('paintedRect', () => {
  it('fills the box when the image is stretched', () => {
    expect(paintedRect(content, { ...wide, fit: 'fill' })).toEqual(content);
  });

  it('leaves bars with contain', () => {
    expect(paintedRect(content, { ...wide, fit: 'contain' })).toEqual({
      x: 10,
      y: 45,
      width: 200,
      height: 50,
    });
  });

  it('reaches beyond the box with cover', () => {
    expect(paintedRect(content, { ...wide, fit: 'cover' })).toEqual({
      x: -90,
      y: 20,
      width: 400,
      height: 100,
    });
  });

  it('takes the image at its own size with none, at most so with scale-down', () => {
    const small = { position: '0% 0%', naturalWidth: 50, naturalHeight: 50 };
    const asItIs = { x: 10, y: 20, width: 50, height: 50 };
    expect(paintedRect(content, { ...small, fit: 'none' })).toEqual(asItIs);
    expect(paintedRect(content, { ...small, fit: 'scale-down' })).toEqual(asItIs);
    expect(paintedRect(content, { ...wide, fit: 'scale-down' }).width).toBe(200);
  });

  it('follows object-position in percent and in pixels', () => {
    const at = (position: string) => paintedRect(content, { ...wide, fit: 'contain', position }).y;
    expect(at('50% 0%')).toBe(20);
    expect(at('50% 100%')).toBe(70);
    expect(at('0px 5px')).toBe(25);
  });

  it('takes the middle where the position is a calculation', () => {
    const image = { ...wide, fit: 'contain', position: 'calc(50% + 2px) calc(1px + 10%)' };
    expect(paintedRect(content, image).y).toBe(45);
  });

  it('is the box while the image has not loaded', () => {
    const unloaded = { fit: 'cover', position: '50% 50%', naturalWidth: 0, naturalHeight: 0 };
    expect(paintedRect(content, unloaded)).toEqual(content);
  });
});
