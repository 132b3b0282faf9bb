/** What may be left out of a search, in the order of its worth. The noun never is. */
export const OPTIONAL_ROLES = ['color', 'material', 'pattern', 'style', 'brand'] as const;
export type OptionalRole = (typeof OPTIONAL_ROLES)[number];

/** Which words go into a search, unless the shopper says otherwise for one find. */
export type RoleSwitches = Readonly<Record<OptionalRole, boolean>>;

/** The words of one search, in English. */
export interface QueryRoles extends Partial<Record<OptionalRole, string>> {
  noun: string;
}
