import * as v from 'valibot';

/** Texts are cut here: Google's own are a few words. */
const MAX_TEXT = 200;

/** No list of an answer is longer than this; what comes after is the least sure. */
const MAX_ITEMS = 50;

const Text = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, MAX_TEXT)),
);
const Finite = v.pipe(v.number(), v.finite());

/** A number that Google leaves out where it is 0. */
const OrZero = v.optional(Finite, 0);

/** A list that Google leaves out where it is empty, with what is malformed in it left out as well. */
function listOf<Output>(item: v.GenericSchema<unknown, Output>) {
  return v.pipe(
    v.optional(v.array(v.unknown()), []),
    v.transform((items) =>
      items.slice(0, MAX_ITEMS).flatMap((one) => {
        const parsed = v.safeParse(item, one);
        return parsed.success ? [parsed.output] : [];
      }),
    ),
  );
}

const StatusSchema = v.object({ code: OrZero, message: v.optional(Text, '') });

/** One image's part of an answer to `images:annotate`, as far as Magpie reads it. */
export const CloudAnswerSchema = v.object({
  error: v.exactOptional(StatusSchema),
  labelAnnotations: listOf(v.object({ description: Text, score: OrZero })),
  localizedObjectAnnotations: listOf(
    v.object({
      name: Text,
      score: OrZero,
      boundingPoly: v.object({
        /** In fractions of the image. */
        normalizedVertices: v.pipe(
          v.array(v.object({ x: OrZero, y: OrZero })),
          v.minLength(3),
          v.maxLength(MAX_ITEMS),
        ),
      }),
    }),
  ),
  imagePropertiesAnnotation: v.optional(
    v.object({
      dominantColors: v.optional(
        v.object({
          colors: listOf(
            v.object({
              /** Channels in [0, 255]. */
              color: v.object({ red: OrZero, green: OrZero, blue: OrZero }),
              score: OrZero,
              /** Share of the image in [0, 1]. */
              pixelFraction: OrZero,
            }),
          ),
        }),
        {},
      ),
    }),
    {},
  ),
  webDetection: v.optional(
    v.object({
      /** Scores are of no scale; only their order means something. */
      webEntities: listOf(v.object({ description: Text, score: OrZero })),
      bestGuessLabels: listOf(v.object({ label: Text })),
    }),
    {},
  ),
});
export type CloudAnswer = v.InferOutput<typeof CloudAnswerSchema>;

/** The whole answer: one part for each image, and Magpie sends one. */
export const AnnotateResponseSchema = v.object({
  responses: v.tupleWithRest([CloudAnswerSchema], v.unknown()),
});

/** How Google's APIs say that a request failed. */
export const ErrorResponseSchema = v.object({
  error: v.object({
    status: v.optional(Text, ''),
    message: v.optional(Text, ''),
    details: listOf(v.object({ reason: Text })),
  }),
});
