import * as v from 'valibot';
import { ColorFamilySchema, SwatchSchema } from '../../analysis.ts';
import { FindSchema } from '../../find.ts';
import type { BoardInsights } from './insights.ts';

/** Raised whenever something else would be reckoned from the same looks. */
const VERSION = 1;

const PinIds = v.array(v.string());
const shared = { value: v.string(), pinIds: PinIds };
const SharedSchema = v.object(shared);
const Word = v.exactOptional(v.string());

const InsightsSchema: v.GenericSchema<unknown, BoardInsights> = v.object({
  pins: v.number(),
  keywords: v.array(v.object({ ...shared, odds: v.number(), score: v.number() })),
  objects: v.array(
    v.object({
      noun: v.string(),
      pinIds: PinIds,
      colors: v.array(
        v.object({ name: v.string(), family: ColorFamilySchema, hex: v.string(), pinIds: PinIds }),
      ),
    }),
  ),
  palette: v.array(v.object({ ...SwatchSchema.entries, pinIds: PinIds })),
  traits: v.object({
    styles: v.array(SharedSchema),
    materials: v.array(SharedSchema),
    patterns: v.array(SharedSchema),
    eras: v.array(SharedSchema),
    rooms: v.array(SharedSchema),
    scenes: v.array(SharedSchema),
  }),
  combinations: v.array(
    v.object({
      noun: v.string(),
      words: v.object({ style: Word, color: Word, pattern: Word, material: Word }),
      text: v.string(),
      pinIds: PinIds,
      lift: v.number(),
      score: v.number(),
      example: v.object({
        pinId: v.string(),
        find: FindSchema,
        image: v.object({ width: v.number(), height: v.number() }),
      }),
    }),
  ),
});

/** Insights with what they were reckoned from. */
const KeptInsightsSchema = v.object({
  version: v.literal(VERSION),
  /** How many pins had been looked at, and when their run began. */
  looked: v.number(),
  startedAt: v.number(),
  insights: InsightsSchema,
});

/** What a run's insights are reckoned from: no look ever changes, there only come more. */
export interface InsightsBasis {
  looked: number;
  startedAt: number;
}

/** Insights in the form in which they are kept. */
export function toKeptInsights(
  insights: BoardInsights,
  { looked, startedAt }: InsightsBasis,
): unknown {
  return { version: VERSION, looked, startedAt, insights };
}

/** The insights that are kept, where they were reckoned from this; else null. */
export function fromKeptInsights(
  kept: unknown,
  { looked, startedAt }: InsightsBasis,
): BoardInsights | null {
  const parsed = v.safeParse(KeptInsightsSchema, kept);
  if (!parsed.success) return null;
  const { output } = parsed;
  return output.looked === looked && output.startedAt === startedAt ? output.insights : null;
}
