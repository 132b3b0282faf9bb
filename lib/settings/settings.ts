import * as v from 'valibot';
import { OPTIONAL_ROLES } from '../query/roles.ts';
import { CustomShopSchema, MOST_CUSTOM_SHOPS, parseCustomShops } from '../shops/custom-shop.ts';
import { DEFAULT_SHOPS } from '../shops/shops.ts';

/** More than there ever will be shops: a longer list is no setting of ours. */
const MOST_SHOPS = 100;

const IdSchema = v.pipe(v.string(), v.maxLength(60));
const SwitchSchema = v.boolean();

/** What each setting has to be to make sense. */
const FIELDS = {
  shops: v.pipe(v.array(IdSchema), v.maxLength(MOST_SHOPS)),
  marketplaces: v.record(IdSchema, IdSchema),
  customShops: v.pipe(
    v.array(CustomShopSchema),
    v.maxLength(MOST_CUSTOM_SHOPS),
    v.check((shops) => new Set(shops.map(({ id }) => id)).size === shops.length),
  ),
  words: v.record(
    IdSchema,
    v.object(v.entriesFromList(OPTIONAL_ROLES, v.exactOptional(SwitchSchema))),
  ),
  styleWords: SwitchSchema,
  translate: SwitchSchema,
  cheapestFirst: SwitchSchema,
  overlay: SwitchSchema,
  analyzeAutomatically: SwitchSchema,
  readPinDetails: SwitchSchema,
};

const SettingsSchema = v.object({
  /** Ids of the shops to offer, in the user's order. */
  shops: v.fallback(FIELDS.shops, () => [...DEFAULT_SHOPS]),
  /** Marketplace id by shop id, where the user chose one. */
  marketplaces: v.fallback(FIELDS.marketplaces, {}),
  /** Shops that the user added. */
  customShops: v.optional(v.pipe(v.unknown(), v.transform(parseCustomShops)), []),
  /** Which words go into a search, by shop id, where the user wants it otherwise than Magpie. */
  words: v.fallback(FIELDS.words, {}),
  /** Whether words of style go into searches, at shops that understand them. */
  styleWords: v.fallback(FIELDS.styleWords, true),
  /** Whether shops are searched in their own language; otherwise in English. */
  translate: v.fallback(FIELDS.translate, true),
  /** Whether shops that can shall show the cheapest first. */
  cheapestFirst: v.fallback(FIELDS.cheapestFirst, false),
  /** Whether Magpie draws over the image. */
  overlay: v.fallback(FIELDS.overlay, true),
  /** Whether a pin is analysed as soon as it opens; otherwise when the user asks. */
  analyzeAutomatically: v.fallback(FIELDS.analyzeAutomatically, true),
  /**
   * Whether Magpie may ask Pinterest for a pin's words where the page leaves them out: one request
   * to Pinterest itself, as its own page makes it.
   */
  readPinDetails: v.fallback(FIELDS.readPinDetails, true),
});

/** What the user has chosen; follows them to their other browsers. */
export type Settings = v.InferOutput<typeof SettingsSchema>;
export type SettingName = keyof Settings;

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(FIELDS) as readonly SettingName[];

/** What holds until the user says otherwise. */
export function defaultSettings(): Settings {
  return v.parse(SettingsSchema, {});
}

/**
 * The settings in outside data of the present version: what is absent or makes no sense has its
 * default, all else is kept.
 *
 * @returns them, and by name the values that made no sense, as they were
 */
export function parseSettings(data: Readonly<Record<string, unknown>>): {
  settings: Settings;
  unreadable: Partial<Record<SettingName, unknown>>;
} {
  const faulty = SETTING_NAMES.filter(
    (name) => data[name] !== undefined && !v.safeParse(FIELDS[name], data[name]).success,
  );
  return {
    settings: v.parse(SettingsSchema, data),
    unreadable: Object.fromEntries(faulty.map((name) => [name, data[name]])),
  };
}
