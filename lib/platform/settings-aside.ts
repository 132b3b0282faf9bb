import * as v from 'valibot';
import { changeLocalItems, getLocalItems } from './local-items.ts';

/** Times that settings were found unreadable of which the values are kept. */
const MOST_KEPT = 5;

const AsideSchema = v.object({
  /** Whether the user has yet to be told. */
  isNews: v.boolean(),
  /** What was found, the latest first. */
  found: v.array(
    v.object({
      /** When, in ISO 8601. */
      at: v.string(),
      /** Values by the name of their setting, as they were. */
      values: v.record(v.string(), v.unknown()),
    }),
  ),
});

/** Settings that could not be read and were replaced by defaults. */
export type SettingsAside = v.InferOutput<typeof AsideSchema>;

const NOTHING: SettingsAside = { isNews: false, found: [] };

/** Of this machine: what is unreadable may be too large, or too odd, to be synchronised. */
export const ASIDE_KEY = 'settings-aside';

/** What is kept of unreadable settings. */
export async function getSettingsAside(): Promise<SettingsAside> {
  const { [ASIDE_KEY]: stored } = await getLocalItems([ASIDE_KEY]);
  const aside = v.safeParse(AsideSchema, stored);
  return aside.success ? aside.output : NOTHING;
}

/** Keeps unreadable settings, by name, before they are replaced. */
export async function putSettingsAside(values: Readonly<Record<string, unknown>>): Promise<void> {
  const { found } = await getSettingsAside();
  const latest = { at: new Date().toISOString(), values };
  await write({ isNews: true, found: [latest, ...found].slice(0, MOST_KEPT) });
}

/** Keeps in mind that the user has been told. What was put aside stays. */
export async function acknowledgeSettingsAside(): Promise<void> {
  await write({ ...(await getSettingsAside()), isNews: false });
}

async function write(aside: SettingsAside): Promise<void> {
  await changeLocalItems({ set: { [ASIDE_KEY]: aside }, remove: [] });
}
