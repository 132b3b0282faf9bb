// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { largestImageOf } from '../../../../lib/page/picked-image.ts';

const URL_A = 'https://i.pinimg.com/736x/a.jpg';

/** jsdom lays nothing out, so the sizes are told. */
function image(id: string, width: number, height: number): void {
  const element = document.getElementById(id);
  Object.defineProperty(element, 'clientWidth', { value: width });
  Object.defineProperty(element, 'clientHeight', { value: height });
}

beforeEach(() => {
  document.body.innerHTML = `<img id="small" src="${URL_A}"><img id="large" src="${URL_A}">
    <img id="other" src="https://i.pinimg.com/736x/b.jpg">`;
  image('small', 100, 50);
  image('large', 60, 100);
  image('other', 900, 900);
});

describe('largestImageOf', () => {
  it('is the one that covers most where the page shows it several times', () => {
    expect(largestImageOf(document, URL_A)?.id).toBe('large');
  });

  it('is the one that shows the URL out of a set of sources', () => {
    const other = document.getElementById('other');
    Object.defineProperty(other, 'currentSrc', { value: 'https://i.pinimg.com/originals/b.jpg' });
    expect(largestImageOf(document, 'https://i.pinimg.com/originals/b.jpg')?.id).toBe('other');
  });

  it('is nothing where the page no longer shows it', () => {
    expect(largestImageOf(document, 'https://i.pinimg.com/736x/c.jpg')).toBeNull();
  });
});
