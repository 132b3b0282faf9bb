import * as v from 'valibot';

/** The basic colour families a shop sorts by; part of the command line's contract. */
export const COLOR_FAMILIES = [
  'black',
  'white',
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'brown',
  'beige',
  'gold',
  'silver',
  'multicolour',
] as const;
export type ColorFamily = (typeof COLOR_FAMILIES)[number];

export const ColorFamilySchema = v.picklist(COLOR_FAMILIES);

const Fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A rectangle in fractions of the image: origin at the top left, x to the right, y down. */
export const BoundingBoxSchema = v.object({
  x: Fraction,
  y: Fraction,
  width: Fraction,
  height: Fraction,
});
export type BoundingBox = v.InferOutput<typeof BoundingBoxSchema>;

/** A colour of an area: `#rrggbb`, its common name, its family, and its share of the area in [0, 1]. */
export const SwatchSchema = v.object({
  hex: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  name: v.string(),
  family: ColorFamilySchema,
  share: Fraction,
});
export type Swatch = v.InferOutput<typeof SwatchSchema>;

/** A thing in the picture that a shop could sell. */
export const DetectedObjectSchema = v.object({
  /** The noun that a shop would use for it, in the singular. */
  label: v.string(),
  /** Confidence in [0, 1]. */
  score: Fraction,
  box: BoundingBoxSchema,
  /** Its own colours, the largest share first. */
  colors: v.array(SwatchSchema),
  material: v.nullable(v.string()),
  /** The models that agree on it. */
  sources: v.array(v.string()),
  /** Other nouns that it may be, the likeliest first. */
  alternatives: v.exactOptional(v.array(v.string())),
  /** What the user had a hand in; absent where all of it is Magpie's. */
  byUser: v.exactOptional(
    v.object({
      /** Whether they drew the box. */
      drawn: v.boolean(),
      /** The noun that theirs replaced; null where they kept it or there was none. */
      was: v.nullable(v.string()),
    }),
  ),
});
export type DetectedObject = v.InferOutput<typeof DetectedObjectSchema>;

/** A thing in the picture as numbers to compare; see `Analysis.embedding`. */
export const FindEmbeddingSchema = v.object({
  /** The box of the object that it is of. */
  box: BoundingBoxSchema,
  embedding: v.string(),
});

/** What Google's word is called among a find's sources and the models of an analysis. */
export const CLOUD_VISION = 'cloud-vision';

/** What Google Cloud Vision says of a picture beyond its finds. All of it is Google's alone. */
export const CloudFindingsSchema = v.object({
  styles: v.array(v.string()),
  brands: v.array(v.string()),
  /** What Google would search the web for; null where it has no idea. */
  bestGuess: v.nullable(v.string()),
  /** The dominant colours as Google sees them, the most important first. */
  palette: v.array(SwatchSchema),
});
export type CloudFindings = v.InferOutput<typeof CloudFindingsSchema>;

/** The stages of an analysis in their order; each hands its result on as soon as it has it. */
export const STAGES = ['decode', 'palette', 'objects', 'labels'] as const;
export type Stage = (typeof STAGES)[number];

/** What Magpie knows of one image; while it runs, of the stages that have ended. */
export const AnalysisSchema = v.object({
  /** Pixels of the image as analysed, after orientation and scaling. */
  width: v.pipe(v.number(), v.integer(), v.minValue(1)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** What a shopper would look for first comes first. */
  objects: v.array(DetectedObjectSchema),
  palette: v.array(SwatchSchema),
  styles: v.array(v.string()),
  scene: v.nullable(v.string()),
  /**
   * The whole picture in numbers that like pictures have alike, as `encodeEmbedding` writes them.
   * Null until the last stage, and where the build has no model for it.
   */
  embedding: v.nullable(v.string()),
  /** The most prominent objects in such numbers, where somebody asked for them. */
  findEmbeddings: v.exactOptional(v.array(FindEmbeddingSchema)),
  /** Version of each model that took part, by model id. */
  models: v.record(v.string(), v.string()),
  /** The TensorFlow.js backend that ran the models. */
  backend: v.string(),
  /** Milliseconds spent, by stage, and in all. */
  ms: v.object({
    decode: v.number(),
    palette: v.number(),
    objects: v.number(),
    labels: v.number(),
    total: v.number(),
  }),
  /** There where the user has asked Google Cloud Vision as well. */
  cloud: v.exactOptional(CloudFindingsSchema),
});
export type Analysis = v.InferOutput<typeof AnalysisSchema>;
