import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../tool.ts';

/** The page of a promotional picture: our words beside what Magpie draws on a pin. */
export async function promoPage({
  width,
  height,
  picture,
}: {
  width: number;
  height: number;
  /** PNG of the overlay on a picture. */
  picture: Buffer;
}): Promise<string> {
  const icon = await readFile(join(ROOT, 'assets', 'icon.svg'), 'base64');
  const tokens = await readFile(join(ROOT, 'assets', 'tokens.css'), 'utf8');
  const unit = height / 280;
  const isWide = width > 800;
  // A small one has no room for the controls at the lower edge.
  const [columns, place] = isWide
    ? ['38% 62%', 'left bottom / cover']
    : ['42% 58%', '48% 30% / auto 118%'];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Magpie</title><style>${tokens}
    * { box-sizing: border-box; margin: 0 }
    body { width: ${width}px; height: ${height}px; display: grid; grid-template-columns: ${columns}; overflow: hidden; background: var(--paper); color: var(--ink); font-family: var(--font) }
    div { display: grid; align-content: center; gap: ${8 * unit}px; padding: ${20 * unit}px }
    div img { width: ${44 * unit}px }
    h1 { font-size: ${26 * unit}px; font-weight: 650; letter-spacing: -0.02em }
    p { color: var(--ink-2); font-size: ${13 * unit}px; line-height: 1.35; text-wrap: balance }
    figure { background: url(data:image/png;base64,${picture.toString('base64')}) ${place} }
  </style><div><img alt="" src="data:image/svg+xml;base64,${icon}"><h1>Magpie</h1><p>Names what is in a pin, on your own machine, and finds it in the shops.</p></div><figure></figure></html>`;
}
