import { type Domain, domainOf, nounForText } from '../vision/nouns.ts';
import type { Assortment } from './shop.ts';

/** Which kind of shop sells what the vocabulary has in a domain; shops for both sell the rest. */
const DEPARTMENTS: Readonly<Record<Domain, Exclude<Assortment, 'both'> | null>> = {
  beauty: 'fashion',
  diy: null,
  fashion: 'fashion',
  garden: 'home',
  hobby: null,
  home: 'home',
  kids: 'home',
  kitchen: 'home',
  party: 'home',
  pets: 'home',
  stationery: 'home',
  tech: null,
};

/** Whether a shop of this assortment may sell a thing. What no vocabulary knows, any shop may. */
export function maySell(assortment: Assortment, noun: string): boolean {
  if (assortment === 'both') return true;
  const domain = domainOf(nounForText(noun) ?? noun);
  return domain === null || DEPARTMENTS[domain] === assortment;
}
