import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from '../tool.ts';

const WIDTH = 600;
const HEIGHT = 900;

const QUOTE = ['Do small things', 'with great love,', 'and begin again', 'every morning.'];
const LIST = [
  '7 ways to save money',
  'Write down what you spend',
  'Plan the meals of a week',
  'Wait a day before you buy',
  'Walk the short ways',
  'Mend what is broken',
  'Share what you rarely use',
];

const text = (lines: readonly string[], style: string, top = 300, step = 70) =>
  lines
    .map(
      (line, i) =>
        `<text x="300" y="${top + i * step}" text-anchor="middle" ${style}>${line}</text>`,
    )
    .join('');
const ground = (fill: string) => `<rect width="${WIDTH}" height="${HEIGHT}" fill="${fill}"/>`;
const bars = (fill: string) =>
  [320, 180, 420, 260, 500, 380]
    .map(
      (h, i) => `<rect x="${70 + i * 80}" y="${700 - h}" width="56" height="${h}" fill="${fill}"/>`,
    )
    .join('');

/** Text pins, quotes and charts as people make them: pictures that show nothing to shop. */
const DRAWINGS: Readonly<Record<string, string>> = {
  'quote-on-cream':
    ground('#f3ead9') + text(QUOTE, 'font-family="serif" font-size="52" fill="#3b2f2a"'),
  'quote-on-black':
    ground('#111') +
    text(QUOTE, 'font-family="sans-serif" font-size="54" font-weight="bold" fill="#fff"'),
  'quote-on-gradient': `<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#ff9a8b"/><stop offset="1" stop-color="#6a5acd"/></linearGradient></defs>${ground('url(#g)')}${text(QUOTE, 'font-family="cursive" font-size="56" fill="#fff"')}`,
  'list-with-numbers':
    ground('#e8f1ee') +
    text(LIST, 'font-family="sans-serif" font-size="34" fill="#1d4037"', 160, 100) +
    LIST.slice(1)
      .map((_, i) => `<circle cx="60" cy="${248 + i * 100}" r="24" fill="#2a7a63"/>`)
      .join(''),
  'bar-chart':
    ground('#fff') +
    text(['Visitors by month'], 'font-family="sans-serif" font-size="40" fill="#222"', 120) +
    bars('#3878c7') +
    '<path d="M50 700H560M50 700V150" stroke="#888" stroke-width="3"/>',
  'line-chart': `${ground('#0f1b2d')}<path d="M50 650L140 520L230 560L320 380L410 420L500 220" fill="none" stroke="#4fd1c5" stroke-width="8"/>${text(['Growth'], 'font-family="sans-serif" font-size="60" fill="#fff"', 120)}`,
  'pie-chart': `${ground('#fffaf3')}<circle cx="300" cy="480" r="200" fill="#e76f51"/><path d="M300 480L300 280A200 200 0 0 1 490 540Z" fill="#2a9d8f"/><path d="M300 480L490 540A200 200 0 0 1 200 653Z" fill="#e9c46a"/>${text(['Where the money goes'], 'font-family="sans-serif" font-size="42" fill="#264653"', 160)}`,
  invitation:
    ground('#faf7f5') +
    '<rect x="40" y="40" width="520" height="820" fill="none" stroke="#b89b72" stroke-width="4"/>' +
    text(
      ['Save the date', 'Anna &amp; Tom', '21 June', 'in the garden'],
      'font-family="serif" font-size="50" font-style="italic" fill="#7d6a4f"',
      320,
      90,
    ),
  'recipe-card':
    ground('#fff3e4') +
    text(
      ['Lemon Cake', '200 g flour', '3 eggs', '150 g sugar', '2 lemons', '40 minutes'],
      'font-family="sans-serif" font-size="44" fill="#6b3e1f"',
      200,
      100,
    ),
  'poster-with-shapes': `${ground('#f4d35e')}<circle cx="300" cy="330" r="180" fill="#ee964b"/><path d="M0 900L300 500L600 900Z" fill="#0d3b66"/>${text(['SUMMER SALE'], 'font-family="sans-serif" font-size="70" font-weight="bold" fill="#0d3b66"', 130)}`,
  calendar:
    ground('#fff') +
    Array.from(
      { length: 35 },
      (_, i) =>
        `<rect x="${45 + (i % 7) * 74}" y="${250 + Math.floor(i / 7) * 110}" width="66" height="100" fill="#eef"/><text x="${55 + (i % 7) * 74}" y="${285 + Math.floor(i / 7) * 110}" font-family="sans-serif" font-size="24" fill="#446">${i + 1}</text>`,
    ).join('') +
    text(['November'], 'font-family="sans-serif" font-size="64" fill="#446"', 160),
  'map-of-lines': `${ground('#dfe9d8')}<path d="M0 300L600 420M200 0L260 900M0 700L600 620" stroke="#fff" stroke-width="26"/><path d="M430 0C380 300 520 500 420 900" stroke="#8ec5e8" stroke-width="50" fill="none"/>${text(['OLD TOWN'], 'font-family="sans-serif" font-size="36" fill="#556"', 520)}`,
};

/** The local path of a drawing as a PNG file, drawn on first use; null where there is none such. */
export async function drawing(name: string): Promise<string | null> {
  const content = DRAWINGS[name];
  if (content === undefined) return null;
  const folder = join(ROOT, '.cache/drawings');
  const path = join(folder, `${name}.png`);
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${content}</svg>`;
    await sharp(Buffer.from(svg)).png().toFile(path);
  }
  return path;
}
