import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { PinTexts } from '../../lib/pin/pin.ts';
import type { DevItem } from './devset.ts';

const Line = v.optional(v.nullable(v.string()), null);

const TextsSchema = v.record(
  v.string(),
  v.strictObject({
    altText: Line,
    title: Line,
    description: Line,
    board: Line,
    interests: v.optional(v.array(v.string()), []),
  }),
);

/**
 * Texts for photos of the development set as pins of such photos have them, written by looking at
 * the photos, labels known, before any query was measured: vague machine captions, titles of shops
 * and of people, some in German, French and Spanish, some that speak of something else.
 */
export function readPinTexts(): ReadonlyMap<string, PinTexts> {
  const json: unknown = JSON.parse(
    readFileSync(new URL('pin-texts.json', import.meta.url), 'utf8'),
  );
  return new Map(Object.entries(v.parse(TextsSchema, json)));
}

/** The name of an item's photo among the texts. */
export function textsKeyOf({ source, name }: DevItem): string {
  return `${source}/${name}`;
}
