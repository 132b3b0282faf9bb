import type { DetectedObject } from '../analysis.ts';
import type { Find } from '../find.ts';
import {
  ancestorsOf,
  areRelated,
  depthOf,
  domainOf,
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
const OF_THE_WHOLE: ReadonlySet<TermRole> = new Set(['style', 'era', 'room']);

/** How a noun of the text agrees with what was seen, the closest first. */
const AGREEMENTS = ['same', 'finer', 'broader', 'sibling'] as const;
type Agreement = (typeof AGREEMENTS)[number];

interface Claim {
  noun: string;
  agreement: Agreement;
}

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
  const claims = new Map(objects.map((object) => [object, [] as Claim[]]));
  for (const noun of nouns) {
    for (const [object, agreement] of claimedBy(noun, objects)) {
      claims.get(object)?.push({ noun, agreement });
    }
  }

  const claimed = new Set([...claims.values()].flatMap((each) => each.map(({ noun }) => noun)));
  const unseen = nouns.filter((noun) => !claimed.has(noun) && isOffered(noun, named, objects));
  const alone = objects.length + unseen.length === 1;
  const used = new Map<string, number>();
  const seen = objects.map((object) => {
    const own = claims.get(object) ?? [];
    const noun = nounOf(object, own, used);
    used.set(noun, (used.get(noun) ?? 0) + 1);
    const names = own.map((claim) => claim.noun);
    return { noun, object, terms: termsOf(noun, names, terms, alone) };
  });
  return [
    ...seen,
    ...withoutBroader(unseen)
      .slice(0, MOST_UNSEEN)
      .map((noun) => ({ noun, object: null, terms: termsOf(noun, [noun], terms, alone) })),
  ];
}

/** The objects that a noun of the text may mean: those that agree with it best. */
function claimedBy(
  noun: string,
  objects: readonly DetectedObject[],
): [DetectedObject, Agreement][] {
  const agreements = objects.flatMap((object): [DetectedObject, Agreement][] => {
    const agreement = agreementOf(noun, object.label);
    return agreement === null ? [] : [[object, agreement]];
  });
  const best = AGREEMENTS.find((one) => agreements.some(([, agreement]) => agreement === one));
  const group = agreements.filter(([, agreement]) => agreement === best);
  // "Leather chair" beside an armchair and a dining chair may be either, so it is neither.
  const labels = new Set(group.map(([{ label }]) => label));
  const isClear = labels.size === 1 || best === 'same';
  return isClear ? group : [];
}

function agreementOf(noun: string, label: string): Agreement | null {
  if (noun === label) return 'same';
  if (isGeneric(label) && isKindOf(noun, label)) return 'finer';
  if (!areRelated(noun, label)) return null;
  if (isKindOf(noun, label)) return 'finer';
  return isKindOf(label, noun) ? 'broader' : 'sibling';
}

/** The finest noun that an object and the text agree on; of several, one not yet given away. */
function nounOf(
  object: DetectedObject,
  claims: readonly Claim[],
  used: ReadonlyMap<string, number>,
): string {
  const finer = claims.filter(({ agreement }) => agreement === 'finer');
  const rivals =
    object.score < SURE ? claims.filter(({ agreement }) => agreement === 'sibling') : [];
  const isConfirmed = claims.some(({ agreement }) => agreement === 'same');
  const candidates = finer.length > 0 ? finer : isConfirmed ? [] : rivals;
  const [best] = candidates
    .map(({ noun }) => noun)
    .sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0) || depthOf(b) - depthOf(a));
  return best ?? object.label;
}

/** Whether a thing that was not seen is offered all the same. */
function isOffered(
  noun: string,
  named: readonly Term[],
  objects: readonly DetectedObject[],
): boolean {
  const evidence = named.filter(({ value, field }) => value === noun && SPECIFIC_FIELDS.has(field));
  if (evidence.length === 0) return false;
  // It is there already, under a word that may mean several of the things seen.
  if (objects.some(({ label }) => areRelated(noun, label))) return false;
  // A title may speak of something else: a "dress" where only furniture is seen.
  const departments = new Set(objects.map(({ label }) => departmentOf(label)));
  const isElsewhere = departments.size > 0 && !departments.has(departmentOf(noun));
  return !isElsewhere || evidence.some(({ field }) => field === 'altText');
}

/** Nouns without those that are only the broader word for another: "chair" beside "armchair". */
function withoutBroader(nouns: readonly string[]): string[] {
  return nouns.filter((noun) => !nouns.some((other) => ancestorsOf(other).includes(noun)));
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
