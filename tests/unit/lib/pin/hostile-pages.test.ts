// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { pinimgUrl } from '../../../../lib/pin/images.ts';
import { PinSchema } from '../../../../lib/pin/pin.ts';
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

const saved = (name: string) => readFileSync(resolve(SHARED, `${name}.html`), 'utf8');

const PAGES = [
  { id: STAND_IN.id, html: pinPage({ ...STAND_IN, era: 'redux' }) },
  { id: STAND_IN.id, html: pinPage({ ...STAND_IN, era: 'relay' }) },
  ...(existsSync(SHARED)
    ? [
        { id: '165366617561100485', html: saved('2024-image-pin') },
        { id: '52213676923889828', html: saved('2024-video-pin') },
        { id: '50595195810299403', html: saved('2026-redux-pin') },
        { id: '635359459968469543', html: saved('2026-pin-not-found') },
      ]
    : []),
];

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

describe('hostile pages', () => {
  it('never throws and never says of a broken page what is not so', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAGES),
        fc.array(mutation, { minLength: 1, maxLength: 12 }),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        ({ id, html }, mutations, end) => {
          let broken = html;
          for (const { at, cut, put } of mutations) {
            const from = Math.floor(at * broken.length);
            broken = broken.slice(0, from) + put + broken.slice(from + cut);
          }
          if (end !== null) broken = broken.slice(0, Math.floor(end * broken.length));
          const document = new DOMParser().parseFromString(broken, 'text/html');
          const pin = readPin(document, `https://www.pinterest.com/pin/${id}/`);
          expect(pin?.id).toBe(id);
          expect(v.is(PinSchema, pin)).toBe(true);
          for (const image of [pin?.image, ...(pin?.fallbackImages ?? [])]) {
            if (image) expect(pinimgUrl(image.url)).toBe(image.url);
          }
        },
      ),
      { numRuns: 120 },
    );
  }, 60_000);

  it('never takes a broken page’s state for another pin', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAGES),
        fc.array(mutation, { maxLength: 6 }),
        ({ html }, mutations) => {
          let broken = html;
          for (const { at, cut, put } of mutations) {
            const from = Math.floor(at * broken.length);
            broken = broken.slice(0, from) + put + broken.slice(from + cut);
          }
          const document = new DOMParser().parseFromString(broken, 'text/html');
          const pin = readPin(document, 'https://www.pinterest.com/pin/777777777777777777/');
          expect(pin).toMatchObject({ id: '777777777777777777', link: null });
          expect(new Set(Object.values(pin?.provenance ?? {}))).not.toContain('redux');
          expect(new Set(Object.values(pin?.provenance ?? {}))).not.toContain('relay');
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

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
