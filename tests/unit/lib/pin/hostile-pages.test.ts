// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  dataScripts,
  readEmbeddedState,
  readScripts,
  signaturesOfOthers,
} from '../../../../lib/pin/embedded-state.ts';
import { pinimgUrl } from '../../../../lib/pin/images.ts';
import { type Pin, PinSchema } from '../../../../lib/pin/pin.ts';
import { readPin } from '../../../../lib/pin/read-pin.ts';
import { imagePathOf, pinPage } from '../../../fixtures/pinterest-page.ts';

const SHARED = resolve(import.meta.dirname, '../../../../../shared/pins');

const STAND_IN = {
  id: '50595195810299403',
  title: 'A chair',
  description: 'To sit on',
  altText: 'a chair by a window',
  interests: ['Chairs'],
  board: 'Chairs',
  imagePath: imagePathOf('a chair'),
  width: 736,
  height: 900,
  related: [],
};

interface Page {
  id: string;
  html: string;
}

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

const urlOf = (id: string) => `https://www.pinterest.com/pin/${id}/`;

/** What of a saved page no reader looks at: most of its bytes, and of the time that it takes to parse. */
const NEVER_READ = [
  /<svg.*?<\/svg>/gs,
  /<style.*?<\/style>/gs,
  /<iframe.*?<\/iframe>/gs,
  / (?:class|style)="[^"]*"/g,
  /<meta[^>]*(?:http-equiv|twitter:)[^>]*>/g,
  // The state where it holds no pin.
  /<script[^>]*id="__PWS_INITIAL_PROPS__"[^>]*>(?:(?!"pins":\s*\{\s*").)*?<\/script>/gs,
];

function saved(name: string): string {
  const html = readFileSync(resolve(SHARED, `${name}.html`), 'utf8');
  return NEVER_READ.reduce((rest, useless) => rest.replace(useless, ''), html);
}

const PAGES = [
  { id: STAND_IN.id, html: pinPage({ ...STAND_IN, era: 'redux' }) },
  { id: STAND_IN.id, html: pinPage({ ...STAND_IN, era: 'relay' }) },
];

/** Real pages with the pins that they are about. */
const REAL_PAGES = existsSync(SHARED)
  ? [
      { id: '165366617561100485', html: saved('2024-image-pin') },
      { id: '52213676923889828', html: saved('2024-video-pin') },
      { id: '50595195810299403', html: saved('2026-redux-pin') },
      { id: '635359459968469543', html: saved('2026-pin-not-found') },
    ]
  : [];

/** Pieces that matter to a parser of HTML, of JSON, or of ours. */
const DEBRIS = [
  '',
  '"',
  '\\',
  '}',
  '{',
  '[',
  ',',
  'null',
  '0',
  '<',
  '</script>',
  '<script>',
  '-->',
  '__proto__',
  '165366617561100486',
  '\u0000',
  '\uD800',
  'https://evil.example/x.jpg',
] as const;

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.integer({ min: 0, max: 400 }),
  put: fc.constantFrom(...DEBRIS),
});

/** A text with a few cuts and pieces put in, and half the time without its end. */
const broken = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(
      text,
      fc.array(mutation, { minLength: 1, maxLength: 8 }),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 1 }),
    )
    .map(([whole, mutations, end]) => {
      let rest = whole;
      for (const { at, cut, put } of mutations) {
        const from = Math.floor(at * rest.length);
        rest = rest.slice(0, from) + put + rest.slice(from + cut);
      }
      return end === null ? rest : rest.slice(0, Math.floor(end * rest.length));
    });

const brokenPage = (pages: readonly Page[]) =>
  fc
    .constantFrom(...pages)
    .chain(({ id, html }) => broken(fc.constant(html)).map((rest) => ({ id, html: rest })));

/** Each data script of a page broken by itself. */
const brokenScripts = (pages: readonly Page[]) =>
  fc
    .constantFrom(...pages.map(({ id, html }) => ({ id, scripts: dataScripts(parse(html)) })))
    .chain(({ id, scripts }) =>
      fc.tuple(...scripts.map(({ text }) => broken(fc.constant(text)))).map((texts) => ({
        id,
        scripts: scripts.map(({ kind }, n) => ({ kind, text: texts[n] ?? '' })),
      })),
    );

/** More pictures than any real page speaks of. */
const MOST_SIGNATURES = 10;

const NOTHING_SHOWN = { media: null, rivals: [] };
const NO_WORDS = {
  title: null,
  description: null,
  altText: null,
  interests: [],
  board: null,
  elements: [],
};

const STRANGER = '777777777777777777';

function expectPin(pin: Pin | null, id: string): void {
  expect(pin?.id).toBe(id);
  expect(v.is(PinSchema, pin)).toBe(true);
  for (const image of [pin?.image, ...(pin?.fallbackImages ?? [])]) {
    if (image) expect(pinimgUrl(image.url)).toBe(image.url);
  }
}

/** Reads the page as its own pin's, and its state as another's. */
function checkPage({ id, html }: Page): void {
  const document = parse(html);
  expectPin(readPin(document, urlOf(id)), id);
  expect(readEmbeddedState(document, STRANGER)).toBeNull();
}

describe('hostile pages', () => {
  const blank = parse('');

  it('never throw and never pass for another pin', () => {
    fc.assert(fc.property(brokenPage(PAGES), checkPage), { numRuns: 100 });
  }, 60_000);

  it.skipIf(REAL_PAGES.length === 0)(
    'of 10,000 that were real, none does',
    () => {
      fc.assert(fc.property(brokenPage(REAL_PAGES), checkPage), { numRuns: 2_000, seed: 2026 });
      // The markup takes twenty times as long as the state, which is where the most can go wrong.
      fc.assert(
        fc.property(brokenScripts(REAL_PAGES), ({ id, scripts }) => {
          const state = readScripts(scripts, id);
          expectPin(
            readPin(blank, urlOf(id), { state, closeup: NOTHING_SHOWN, dom: NO_WORDS }),
            id,
          );
          expect(readScripts(scripts, STRANGER)).toBeNull();
          expect(signaturesOfOthers(scripts, id).size).toBeLessThanOrEqual(MOST_SIGNATURES);
        }),
        { numRuns: 8_000, seed: 2026 },
      );
    },
    300_000,
  );

  it('reads any words as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (words) => {
        const title = `<b onclick="x()">${words}</b></script><script>`;
        for (const era of ['redux', 'relay', 'dom-2026'] as const) {
          const html = pinPage({ ...STAND_IN, title, era });
          const document = new DOMParser().parseFromString(html, 'text/html');
          const pin = readPin(document, `https://www.pinterest.com/pin/${STAND_IN.id}/`);
          expect(pin?.title).toMatch(/^<b onclick="x\(\)">.*<\/b><\/script><script>$/su);
        }
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
