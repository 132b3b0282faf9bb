import type { DetectedObject, Swatch } from '../analysis.ts';
import type { Find } from '../find.ts';
import type { Run } from '../tab-state.ts';
import type { Term, TermRole } from '../text/term.ts';
import { cleanQuery } from './clean-text.ts';
import type { NounFacts } from './noun.ts';
import type { OptionalRole } from './roles.ts';
import type { QueryRole } from './translate.ts';

/** A word that could play a role in the search for a find. In English, in lower case. */
export interface QueryChoice {
  value: string;
  /** Of a colour seen in the picture: its basic family, the next broader word. */
  family?: string;
  /** Where the pin says so; absent for what only the eyes say. */
  term?: Term;
}

/** The words for each role of a search, the best first. There is always a noun. */
export type QueryChoices = Readonly<Record<QueryRole, readonly QueryChoice[]>> & {
  readonly noun: readonly [QueryChoice, ...QueryChoice[]];
  /** Roles that have words but take part only when the shopper asks for it. */
  readonly quiet: ReadonlySet<OptionalRole>;
  /** Of the first noun. */
  readonly facts: NounFacts;
};

/** More than these nobody wants to choose from. */
const MOST_CHOICES = 6;

/** The noun of a find without any: a search is never empty. */
const ANYTHING = 'decor';

const NO_TERMS: readonly Term[] = [];

/** The find that the eyes alone make of an object. */
export function seenFind(object: DetectedObject): Find {
  return { noun: object.label, object, terms: NO_TERMS };
}

/** The finds of a view; before the pin's words are read, those that the eyes alone make. */
export function findsIn({ run, finds }: { run: Run; finds?: readonly Find[] | undefined }) {
  return finds ?? run.analysis?.objects.map(seenFind) ?? [];
}

/**
 * The words that a search for `find` can be made of. What the pin says comes before what was seen.
 * A colour that goes without saying (a plant's), or that is many, is offered and not used; so is a
 * style that only a board of the user's has.
 *
 * @param facts of the find's noun.
 */
export function choicesOf({ noun, object, terms }: Find, facts: NounFacts): QueryChoices {
  const said = (role: TermRole): QueryChoice[] =>
    terms.filter((term) => term.role === role).map((term) => ({ value: term.value, term }));
  const [name = { value: ANYTHING }, ...otherNames] = distinct([
    { value: noun },
    ...facts.synonyms.map(asChoice),
    ...said('noun'),
    ...(object ? [asChoice(object.label)] : []),
    ...facts.kinds.map(asChoice),
  ]);
  const saidColors = said('color');
  const styles = said('style');
  const isBoardsOnly = styles.every(({ term }) => term?.field === 'your-board');
  const goesWithoutSaying = facts.inherentColor || object?.colors[0]?.family === 'multicolour';
  return {
    noun: [name, ...otherNames],
    color: distinct([...saidColors, ...seenColors(object?.colors ?? [])]),
    material: distinct([
      ...said('material'),
      ...(object?.material ? [asChoice(object.material)] : []),
    ]),
    pattern: distinct(said('pattern')),
    style: distinct(styles),
    brand: distinct(said('brand')),
    quiet: new Set<OptionalRole>([
      ...(goesWithoutSaying && saidColors.length === 0 ? (['color'] as const) : []),
      ...(isBoardsOnly ? (['style'] as const) : []),
    ]),
    facts,
  };
}

/** The colours of an object by name, then their families. */
function seenColors(colors: readonly Swatch[]): QueryChoice[] {
  const plain = colors.filter(({ family }) => family !== 'multicolour');
  return [
    ...plain.map(({ name, family }) => ({ value: name, family })),
    ...plain.map(({ family }) => ({ value: family })),
  ];
}

function asChoice(value: string): QueryChoice {
  return { value };
}

/** Each value once; what is known of it is put together, what was said first counting first. */
function distinct(choices: readonly QueryChoice[]): QueryChoice[] {
  const byValue = new Map<string, QueryChoice>();
  for (const choice of choices) {
    const value = cleanQuery(choice.value).toLowerCase();
    if (value !== '') byValue.set(value, { ...choice, ...byValue.get(value), value });
  }
  return [...byValue.values()].slice(0, MOST_CHOICES);
}
