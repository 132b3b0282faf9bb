import {
  ancestorsOf,
  type Domain,
  domainOf,
  hasInherentColor,
  isGeneric,
  nounForText,
  synonymsOf,
} from '../vision/vocabulary.ts';
import { type NounFacts, UNKNOWN_NOUN } from './noun.ts';

/** Which kind of shop sells what the vocabulary has in a domain. */
const DEPARTMENTS: Readonly<Record<Domain, NounFacts['department']>> = {
  beauty: 'fashion',
  diy: 'both',
  fashion: 'fashion',
  garden: 'home',
  hobby: 'both',
  home: 'home',
  kids: 'home',
  kitchen: 'home',
  party: 'home',
  pets: 'home',
  stationery: 'home',
  tech: 'both',
};

/** Other words for a noun to offer; the vocabulary has the best first. */
const MOST_SYNONYMS = 2;

/** What the vocabulary knows of a noun, or of the noun that a shopper's word means ("couch"). */
export function factsOf(noun: string): NounFacts {
  const known = nounForText(noun);
  const domain = known === null ? null : domainOf(known);
  if (known === null || domain === null) return UNKNOWN_NOUN;
  return {
    synonyms: [known, ...synonymsOf(known)].filter((word) => word !== noun).slice(0, MOST_SYNONYMS),
    kinds: ancestorsOf(known).filter((kind) => !isGeneric(kind)),
    inherentColor: hasInherentColor(known),
    department: DEPARTMENTS[domain],
  };
}
