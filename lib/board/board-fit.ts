import * as v from 'valibot';

/** A learned board that a picture fits. */
export const BoardFitSchema = v.object({
  boardId: v.string(),
  title: v.string(),
  /** How likely it is to fit, from 50 to 100; null for a pin that is on the board. */
  percent: v.nullable(v.number()),
  /** The board's style, for searches; null for none. */
  style: v.nullable(v.string()),
});
export type BoardFit = v.InferOutput<typeof BoardFitSchema>;
