import * as v from 'valibot';

/** One field that a page may leave out, or fill with anything: then it is null, the rest stays. */
export function field<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(v.nullish(schema, null), null);
}
