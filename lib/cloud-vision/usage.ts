import * as v from 'valibot';

/** Billable units spent in a month, `2026-11`. */
export const UsageSchema = v.object({
  month: v.pipe(v.string(), v.regex(/^\d{4,6}-\d{2}$/)),
  units: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type Usage = v.InferOutput<typeof UsageSchema>;

/** Units a month that may be spent until the user says otherwise: what one feature has for free. */
export const DEFAULT_CAP = 1_000;

/** The highest cap that can be set. */
export const MAX_CAP = 1_000_000;

export const CapSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CAP));

/** The month of a moment by the user's own clock and time zone. */
export function monthOf(moment: Date): string {
  return `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}`;
}

/** The usage of this month: what is stored of another month, or is no usage, counts for nothing. */
export function usageOf(stored: unknown, now: Date): Usage {
  const month = monthOf(now);
  const { success, output } = v.safeParse(UsageSchema, stored);
  return success && output.month === month ? output : { month, units: 0 };
}
