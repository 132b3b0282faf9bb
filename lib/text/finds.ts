import type { DetectedObject } from '../analysis.ts';
import type { Find } from '../find.ts';
import {
  ancestorsOf,
  areRelated,
  depthOf,
  domainOf,
  hasInherentColor,
  isGeneric,
  isKindOf,
} from '../vision/vocabulary.ts';
import { homeOfStyle } from './styles.ts';
import type { Term, TermRole } from './term.ts';

/** How many terms of one role a find keeps. */
const MOST_OF_A_ROLE = 3;

/** How many things that only the words name are offered. */
const MOST_UNSEEN = 3;

/** From this confidence on, eyes are believed against a word of the text for another kind. */
const SURE = 0.75;

/** The fields whose words speak of what is in this very picture. */
const SPECIFIC_FIELDS: ReadonlySet<Term['field']> = new Set(['altText', 'title']);

/** The roles that say something of the picture as a whole where they describe no noun. */
const OF_THE_WHOLE: ReadonlySet<TermRole> = new Set(['style', 'era', 'room', 'brand']);

/** How a noun of the text agrees with what was seen, the closest first. */
const AGREEMENTS = ['same', 'finer', 'broader', 'sibling', 'lookalike'] as const;
type Agreement = (typeof AGREEMENTS)[number];

interface Claim {
  noun: string;
  agreement: Agreement;
}

/** The broad kinds whose members eyes and captions take for one another: "chair", a small sofa. */
const ALIKE: ReadonlySet<string> = new Set(['seating', 'outerwear', 'nightwear', 'swimwear']);

/** What a plain thing is called that stands in a room of its own. */
const IN_ROOMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kitchen: { cabinet: 'kitchen cabinet', chair: 'dining chair', table: 'dining table' },
  'dining room': { chair: 'dining chair', table: 'dining table' },
  bathroom: { cabinet: 'bathroom cabinet' },
  'home office': { chair: 'office chair' },
  terrace: { chair: 'outdoor chair', table: 'outdoor table', sofa: 'outdoor sofa' },
  garden: { chair: 'outdoor chair', table: 'outdoor table', bench: 'garden bench' },
};

/**
 * What to search for: each thing seen, under the finest noun that eyes and words agree on and
 * with the words that describe it, and after them up to three things that only title or alt
 * text name.
 *
 * @param objects as an analysis lists them; the finds of things seen keep their order
 * @param terms of the pin's texts, in the order in which they are to be trusted
 */
export function findsOf(objects: readonly DetectedObject[], terms: readonly Term[]): Find[] {
  const named = terms.filter(({ role, value }) => role === 'noun' && !isGeneric(value));
  const nouns = [...new Set(named.map(({ value }) => value))];
  const claims = new Map(objects.map((object): [DetectedObject, Claim[]] => [object, []]));
  for (const noun of nouns) {
    for (const [object, agreement] of claimedBy(noun, nouns, objects)) {
      claims.get(object)?.push({ noun, agreement });
    }
  }

  const claimed = new Set([...claims.values()].flatMap((each) => each.map(({ noun }) => noun)));
  const unseen = withoutDoubles(
    nouns.filter((noun) => !claimed.has(noun) && isOffered(noun, named, objects)),
    named,
  ).slice(0, MOST_UNSEEN);
  const alone = objects.length + unseen.length === 1;
  const room = roomOf(terms);
  const used = new Map<string, number>();
  const seen = objects.map((object) => {
    const own = claims.get(object) ?? [];
    const agreed = nounOf(object, own, used);
    const noun = (room === null ? undefined : IN_ROOMS[room]?.[agreed]) ?? agreed;
    used.set(agreed, (used.get(agreed) ?? 0) + 1);
    const names = own.map((claim) => claim.noun);
    return { noun, object, terms: termsOf(noun, names, terms, alone) };
  });
  return [
    ...seen,
    ...unseen.map((noun) => ({ noun, object: null, terms: termsOf(noun, [noun], terms, alone) })),
  ];
}

/** The objects that a noun of the text may mean: those that agree with it best. */
function claimedBy(
  noun: string,
  nouns: readonly string[],
  objects: readonly DetectedObject[],
): [DetectedObject, Agreement][] {
  const agreements = objects.flatMap((object): [DetectedObject, Agreement][] => {
    const agreement = agreementOf(noun, object.label);
    return agreement === null ? [] : [[object, agreement]];
  });
  const best = AGREEMENTS.find((one) => agreements.some(([, agreement]) => agreement === one));
  const group = agreements.filter(([, agreement]) => agreement === best);
  if (best === 'same') return group;
  if (best === 'lookalike') {
    // Only where nothing else could be meant, on either side.
    const rivals = nouns.filter((other) => !areRelated(other, noun) && areAlike(other, noun));
    return group.length === 1 && rivals.length === 0 ? group : [];
  }
  // "Leather chair" beside an armchair and a dining chair may be either, so it is neither.
  return new Set(group.map(([{ label }]) => label)).size === 1 ? group : [];
}

function agreementOf(noun: string, label: string): Agreement | null {
  if (noun === label) return 'same';
  if (isKindOf(noun, label)) return 'finer';
  if (isKindOf(label, noun)) return 'broader';
  if (areRelated(noun, label)) return 'sibling';
  return areAlike(noun, label) ? 'lookalike' : null;
}

function areAlike(a: string, b: string): boolean {
  return ancestorsOf(a).some((kind) => ALIKE.has(kind) && isKindOf(b, kind));
}

/** The finest noun that an object and the text agree on; of several, one not yet given away. */
function nounOf(
  object: DetectedObject,
  claims: readonly Claim[],
  used: ReadonlyMap<string, number>,
): string {
  const of = (...agreements: Agreement[]) =>
    claims.filter(({ agreement }) => agreements.includes(agreement)).map(({ noun }) => noun);
  const finer = of('finer');
  const isConfirmed = of('same').length > 0;
  const others = isConfirmed
    ? []
    : [...(object.score < SURE ? of('sibling') : []), ...of('lookalike')];
  const [best] = withoutBroader(finer.length > 0 ? finer : others).sort(
    (a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0) || depthOf(b) - depthOf(a),
  );
  return best ?? object.label;
}

/** Whether a thing that was not seen is offered all the same. */
function isOffered(
  noun: string,
  named: readonly Term[],
  objects: readonly DetectedObject[],
): boolean {
  const specific = named.filter(({ field }) => SPECIFIC_FIELDS.has(field));
  const evidence = specific.filter(({ value }) => value === noun);
  if (evidence.length === 0) return false;
  // The plants and flowers of a caption are scenery, or a print on a shirt.
  if (hasInherentColor(noun)) return false;
  // It is there already, under a word that may mean several of the things seen.
  if (objects.some(({ label }) => areRelated(noun, label))) return false;
  const department = departmentOf(noun);
  // A sweater's caption names the bed that it lies on: what the pin is about comes first.
  const [main] = specific;
  const about = specific.filter(({ field }) => field === main?.field && field === 'title');
  const topics = new Set((about.length > 0 ? about : specific.slice(0, 1)).map(departmentOfTerm));
  if (!topics.has(department)) return false;
  // A title may speak of something else: a "dress" where only furniture is seen.
  const isSeen = objects.length === 0 || objects.some((o) => departmentOf(o.label) === department);
  const isInCaption = specific.some(
    ({ field, value }) => field === 'altText' && areRelated(value, noun),
  );
  return isSeen || isInCaption;
}

/**
 * Nouns without those that are another's broader word ("chair" beside "armchair"), and without
 * what a caption calls the garment that the title names: a "jacket" for a coat.
 */
function withoutDoubles(nouns: readonly string[], named: readonly Term[]): string[] {
  const inTitle = named.filter(({ field }) => field === 'title').map(({ value }) => value);
  return withoutBroader(nouns).filter(
    (noun) =>
      inTitle.includes(noun) ||
      !inTitle.some((other) => areAlike(other, noun) || areRelated(other, noun)),
  );
}

function withoutBroader(nouns: readonly string[]): string[] {
  return nouns.filter((noun) => !nouns.some((other) => ancestorsOf(other).includes(noun)));
}

/** The one room that title or caption name; null for none or several. */
function roomOf(terms: readonly Term[]): string | null {
  const rooms = new Set(
    terms
      .filter(({ role, field }) => role === 'room' && SPECIFIC_FIELDS.has(field))
      .map(({ value }) => value),
  );
  const [room = null] = rooms;
  return rooms.size === 1 ? room : null;
}

/** The terms that describe a thing, those that stand right beside its name first. */
function termsOf(
  noun: string,
  names: readonly string[],
  terms: readonly Term[],
  alone: boolean,
): Term[] {
  const bound = terms.filter(({ role, value, describes }) =>
    role === 'noun' ? names.includes(value) : describes !== undefined && names.includes(describes),
  );
  const loose = terms.filter(
    ({ role, describes }) =>
      role !== 'noun' && describes === undefined && (alone || OF_THE_WHOLE.has(role)),
  );
  const kept = new Map<TermRole, Term[]>();
  for (const term of [...bound, ...loose]) {
    const ofRole = kept.get(term.role) ?? [];
    const isKnown = ofRole.some(({ value }) => value === term.value);
    if (isKnown || ofRole.length === MOST_OF_A_ROLE || !suits(term, noun)) continue;
    kept.set(term.role, [...ofRole, term]);
  }
  return [...kept.values()].flat();
}

/** Whether a style is of the department of a thing; words of other roles suit anything. */
function suits({ role, value }: Term, noun: string): boolean {
  if (role !== 'style') return true;
  const home = homeOfStyle(value);
  return home === null || home === 'both' || home === departmentOf(noun);
}

function departmentOf(noun: string): 'home' | 'fashion' {
  const domain = domainOf(noun);
  return domain === 'fashion' || domain === 'beauty' ? 'fashion' : 'home';
}

function departmentOfTerm({ value }: Term): 'home' | 'fashion' {
  return departmentOf(value);
}
