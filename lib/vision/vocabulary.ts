import * as v from 'valibot';
import ade20k from '../../assets/vocabulary/ade20k.json' with { type: 'json' };
import coco from '../../assets/vocabulary/coco.json' with { type: 'json' };
import imagenet from '../../assets/vocabulary/imagenet.json' with { type: 'json' };
import labeler from '../../assets/vocabulary/labeler.json' with { type: 'json' };
import nouns from '../../assets/vocabulary/nouns.json' with { type: 'json' };

/** The departments of a shop. */
export const DOMAINS = [
  'beauty',
  'diy',
  'fashion',
  'garden',
  'hobby',
  'home',
  'kids',
  'kitchen',
  'party',
  'pets',
  'stationery',
  'tech',
] as const;

export type Domain = (typeof DOMAINS)[number];

/** The models whose labels the vocabulary translates into shop nouns. */
export type LabelModel = 'ade20k' | 'coco-ssd' | 'labeler' | 'mobilenet';

const NounSchema = v.strictObject({
  parent: v.optional(v.string()),
  synonyms: v.optional(v.array(v.string()), []),
  generic: v.optional(v.boolean(), false),
  inherentColor: v.optional(v.boolean(), false),
});

type Noun = v.InferOutput<typeof NounSchema> & { domain: Domain };

const NounsSchema = v.strictObject(v.entriesFromList(DOMAINS, v.record(v.string(), NounSchema)));

/** Labels and their nouns; null where no shop sells such a thing. */
const LabelsSchema = v.record(v.string(), v.nullable(v.string()));

const NOUNS = readNouns(nouns);

const LABELS: Readonly<Record<LabelModel, ReadonlyMap<string, string | null>>> = {
  ade20k: readLabels(ade20k),
  'coco-ssd': readLabels(coco),
  labeler: readLabels(labeler),
  mobilenet: readLabels(imagenet),
};

const NOUNS_BY_NAME = indexNames();

/** Every noun that Magpie searches shops for. */
export const SHOP_NOUNS: ReadonlySet<string> = new Set(NOUNS.keys());

/**
 * The shop noun for a model's label, null where it is unknown or nothing a shop sells.
 * An ImageNet class may carry its synonyms after commas, as MobileNet names it; the first
 * is the key. Labels that several classes share (ImageNet's "crane", ADE20K's "screen")
 * have a noun only if all of these classes are that thing.
 */
export function nounFor(model: LabelModel, label: string): string | null {
  const key = model === 'mobilenet' ? firstSynonym(label) : label;
  return LABELS[model].get(key) ?? null;
}

/**
 * The shop noun that a shopper's word means: a noun or one of its synonyms, in any case,
 * hyphenated or not, in the singular or plural. Null where the vocabulary has none.
 */
export function nounForText(word: string): string | null {
  const name = normalized(word);
  for (const form of [name, ...singularsOf(name)]) {
    const noun = NOUNS_BY_NAME.get(form);
    if (noun !== undefined) return noun;
  }
  return null;
}

/** The more general nouns above a noun, nearest first; empty at the top and for no noun. */
export function ancestorsOf(noun: string): string[] {
  const ancestors: string[] = [];
  for (let kind = NOUNS.get(noun)?.parent; kind !== undefined; kind = NOUNS.get(kind)?.parent) {
    ancestors.push(kind);
  }
  return ancestors;
}

/** Other words that shoppers use for a noun; empty for what is no noun. */
export function synonymsOf(noun: string): readonly string[] {
  return NOUNS.get(noun)?.synonyms ?? [];
}

/** How specific a noun is: the number of more general nouns above it. */
export function depthOf(noun: string): number {
  return ancestorsOf(noun).length;
}

/** The nouns right below a noun, in the order of the vocabulary. */
export function childrenOf(noun: string): string[] {
  return [...NOUNS].flatMap(([name, { parent }]) => (parent === noun ? [name] : []));
}

/** Whether `noun` is `ancestor` or one of its kinds: an armchair is a kind of chair. */
export function isKindOf(noun: string, ancestor: string): boolean {
  return noun === ancestor || ancestorsOf(noun).includes(ancestor);
}

/**
 * Whether two nouns may name one thing: one is a kind of the other, or both are kinds of
 * something worth a search: sandals and loafers are shoes, a chair and a lamp only goods.
 */
export function areRelated(a: string, b: string): boolean {
  if (isKindOf(a, b) || isKindOf(b, a)) return true;
  return ancestorsOf(a).some((kind) => !isGeneric(kind) && isKindOf(b, kind));
}

/** Whether a noun is too broad to search for beside a better one: furniture, clothing. */
export function isGeneric(noun: string): boolean {
  return NOUNS.get(noun)?.generic ?? false;
}

/** Whether a thing's colour goes without saying, as for a houseplant and all its kinds. */
export function hasInherentColor(noun: string): boolean {
  return [noun, ...ancestorsOf(noun)].some((kind) => NOUNS.get(kind)?.inherentColor);
}

/** The department of a shop that sells a thing, null for what is no noun. */
export function domainOf(noun: string): Domain | null {
  return NOUNS.get(noun)?.domain ?? null;
}

function readNouns(data: unknown): ReadonlyMap<string, Noun> {
  const domains = v.parse(NounsSchema, data);
  return new Map(
    DOMAINS.flatMap((domain) =>
      Object.entries(domains[domain]).map(([name, noun]) => [name, { ...noun, domain }] as const),
    ),
  );
}

function readLabels(data: unknown): ReadonlyMap<string, string | null> {
  return new Map(Object.entries(v.parse(LabelsSchema, data)));
}

function indexNames(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const [name, { synonyms }] of NOUNS) {
    for (const each of [name, ...synonyms]) index.set(normalized(each), name);
  }
  return index;
}

function firstSynonym(className: string): string {
  const [first = ''] = className.split(',');
  return first;
}

/** A name as it is compared: lower case, straight apostrophes, spaces for hyphens. */
export function normalized(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[\s-]+/g, ' ')
    .trim();
}

/** What a name may be the plural of, likeliest first, by the regular endings of English. */
function singularsOf(name: string): string[] {
  if (name.endsWith('ss')) return [];
  const endings: [plural: string, singular: string][] = [
    ['s', ''],
    ['es', ''],
    ['ies', 'y'],
    ['ves', 'f'],
    ['ves', 'fe'],
  ];
  return endings
    .filter(([plural]) => name.endsWith(plural))
    .map(([plural, singular]) => name.slice(0, -plural.length) + singular);
}
