import * as v from 'valibot';
import styles from '../../assets/lexicon/styles.json' with { type: 'json' };

/** An entry of a lexicon, under its own English word. */
export const WordSchema = v.strictObject({
  /** Other words for it, as people write them. */
  also: v.optional(v.array(v.string()), []),
  /** Those of its words that mean it only right beside a noun: "rose sofa", not "rose". */
  besideNoun: v.optional(v.array(v.string()), []),
});

const StylesSchema = v.record(
  v.string(),
  v.strictObject({
    ...WordSchema.entries,
    /** What the style is of. */
    for: v.picklist(['home', 'fashion', 'both']),
  }),
);

/** The styles, by their own word. */
export const STYLES = v.parse(StylesSchema, styles);

/** Where a style is at home; null for what is no style of the lexicon. */
export function homeOfStyle(style: string): 'home' | 'fashion' | 'both' | null {
  return STYLES[style]?.for ?? null;
}
