/**
 * What makes the embeddings of a build, as models of boards name it: model and version. Null where
 * the build has nothing to embed with.
 *
 * @param versions versions of the build's models, by id
 */
export function embedderOf(versions: Readonly<Record<string, string>>): string | null {
  const { mobilenet } = versions;
  return mobilenet === undefined ? null : `mobilenet ${mobilenet}`;
}
