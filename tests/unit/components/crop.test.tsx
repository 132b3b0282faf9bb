// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { Crop } from '../../../components/Crop.tsx';
import { cropWindow } from '../../../lib/crop-window.ts';
import { rendered } from './rendered.ts';

describe('cropWindow', () => {
  it('is a square around the box, with a little air', () => {
    const box = { x: 0.4, y: 0.4, width: 0.2, height: 0.1 };
    const { x, y, side } = cropWindow(box, { width: 1000, height: 1000 });
    expect(side).toBeCloseTo(224);
    expect([x + side / 2, y + side / 2]).toEqual([500, 450]);
  });

  it('stays inside the image at its edges and when the box is larger than it is high', () => {
    expect(
      cropWindow({ x: 0.9, y: 0, width: 0.1, height: 0.3 }, { width: 800, height: 600 }),
    ).toMatchObject({ y: 0 });
    expect(
      cropWindow({ x: 0, y: 0, width: 1, height: 1 }, { width: 800, height: 600 }),
    ).toMatchObject({ x: 100, y: 0, side: 600 });
  });

  it('does not blow a speck up to a blur', () => {
    const speck = { x: 0.5, y: 0.5, width: 0.001, height: 0.001 };
    expect(cropWindow(speck, { width: 1000, height: 500 }).side).toBeCloseTo(60);
  });
});

describe('Crop', () => {
  it('shows the window of the picture without telling the shop of images where it is shown', async () => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    const view = await rendered(
      <Crop url="https://i.pinimg.com/a.jpg" box={box} image={{ width: 800, height: 400 }} />,
    );
    const image = view.root.querySelector('img');
    expect(image?.style.width).toBe('200%');
    expect(image?.style.left).toBe('-50%');
    expect(image?.getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(image?.getAttribute('alt')).toBe('');
  });

  it('fades what is beside a tall find, and nothing where the find fills its crop', async () => {
    const crop = (width: number) => (
      <Crop
        url="https://i.pinimg.com/a.jpg"
        box={{ x: 0.1, y: 0.1, width, height: 0.8 }}
        image={{ width: 500, height: 500 }}
      />
    );
    const view = await rendered(crop(0.2));
    expect(view.root.querySelector('.crop__box')).not.toBeNull();
    await view.update(crop(0.8));
    expect(view.root.querySelector('.crop__box')).toBeNull();
  });
});
