import * as v from 'valibot';
import vocabulary from '../../assets/vocabulary.json' with { type: 'json' };

const VocabularySchema = v.object({
  nouns: v.record(v.string(), v.object({ parent: v.optional(v.string()) })),
  coco: v.record(v.string(), v.nullable(v.string())),
  imagenet: v.record(v.string(), v.string()),
});

const { nouns, coco, imagenet } = v.parse(VocabularySchema, vocabulary);

/** Every noun that Magpie searches shops for. */
export const SHOP_NOUNS: ReadonlySet<string> = new Set(Object.keys(nouns));

/** The shop noun for a COCO class name, null where no shop sells such a thing. */
export function nounForCoco(label: string): string | null {
  return coco[label] ?? null;
}

/**
 * The shop noun for an ImageNet class as MobileNet names it (synonyms joined by commas,
 * of which the first is the key), null where it is nothing a shop sells.
 */
export function nounForImageNet(className: string): string | null {
  const [first = ''] = className.split(',');
  return imagenet[first] ?? null;
}

/** Whether `noun` is `ancestor` or one of its kinds: an armchair is a kind of chair. */
export function isKindOf(noun: string, ancestor: string): boolean {
  for (let kind: string | undefined = noun; kind !== undefined; kind = nouns[kind]?.parent) {
    if (kind === ancestor) return true;
  }
  return false;
}

/** Whether two nouns are kinds of the same thing: sandals and loafers are both shoes. */
export function areRelated(a: string, b: string): boolean {
  return rootOf(a) === rootOf(b);
}

function rootOf(noun: string): string {
  const parent = nouns[noun]?.parent;
  return parent === undefined ? noun : rootOf(parent);
}
