import type { CloudFindings } from '../analysis.ts';
import type { Term, TermRole } from '../text/term.ts';

/**
 * The styles and brands that Google names, as words said of the picture as a whole, for the
 * searches of its finds.
 */
export function cloudTerms({ styles, brands }: CloudFindings): Term[] {
  const said = (role: TermRole, names: readonly string[]): Term[] =>
    names.map((name) => ({ role, value: name.toLowerCase(), field: 'google', quote: name }));
  return [...said('style', styles), ...said('brand', brands)];
}
