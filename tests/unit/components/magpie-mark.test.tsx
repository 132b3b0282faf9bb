// @vitest-environment jsdom
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { MagpieMark } from '../../../components/MagpieMark.tsx';
import { rendered } from './rendered.ts';

/** Shapes and colours of a drawing in their order, without what names or sizes it. */
function drawing(svg: Element | null): string[] {
  const shapes = ['linearGradient', 'stop', 'path', 'circle'].flatMap((name) => [
    ...(svg?.getElementsByTagName(name) ?? []),
  ]);
  return shapes.map((shape) =>
    [...shape.attributes]
      .filter(({ name }) => name !== 'id')
      .map(({ name, value }) => `${name}=${value.startsWith('url') ? 'sheen' : value}`)
      .sort()
      .join(' '),
  );
}

it('is the bird of the icon', async () => {
  const icon = await readFile('assets/icon.svg', 'utf8');
  const parsed = new DOMParser().parseFromString(icon, 'image/svg+xml');
  const { root } = await rendered(<MagpieMark size={22} />);
  expect(drawing(root.querySelector('svg'))).toEqual(drawing(parsed.documentElement));
});
