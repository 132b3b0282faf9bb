import { type Corrections, corrected, isEmpty } from './corrections.ts';
import type { Find } from './find.ts';
import type { Term, TermRole } from './text/term.ts';

/** What a pin says of all its things at once. */
const SHARED_ROLES: readonly TermRole[] = ['style', 'room', 'era', 'brand'];

/**
 * The finds as the user wants them. One that they named loses the words that named it otherwise;
 * one that they drew has what the pin says of everything; one that only words named is the same
 * thing as theirs of that noun.
 */
export function correctedFinds(finds: readonly Find[], corrections: Corrections): readonly Find[] {
  if (isEmpty(corrections)) return finds;
  const seen = finds.flatMap(({ object }) => (object ? [object] : []));
  const termsAt = new Map(finds.map(({ object, terms }) => [placeOf(object), terms]));
  const shared = sharedTerms(finds);
  const own = corrected(seen, corrections).map((object): Find => {
    const known = finds.find((find) => find.object === object);
    if (known) return known;
    const said = finds.find((find) => find.object === null && find.noun === object.label);
    const terms = said?.terms ?? termsAt.get(placeOf(object))?.filter(isNotNoun) ?? shared;
    return { noun: object.label, object, terms };
  });
  const users = new Set(own.filter(({ object }) => object?.byUser).map(({ noun }) => noun));
  const said = finds.filter(({ object, noun }) => object === null && !users.has(noun));
  return [...own, ...said];
}

function sharedTerms(finds: readonly Find[]): readonly Term[] {
  const [first, ...others] = finds.filter(({ object }) => object !== null);
  return (first?.terms ?? []).filter(
    ({ role, value }) =>
      SHARED_ROLES.includes(role) &&
      others.every(({ terms }) => terms.some((one) => one.role === role && one.value === value)),
  );
}

function isNotNoun({ role }: Term): boolean {
  return role !== 'noun';
}

function placeOf(object: Find['object']): string {
  return JSON.stringify(object?.box ?? null);
}
