import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../tool.ts';

/** Text of at most so many characters, which is what the stores count. */
const upTo = (longest: number) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.check((text) => [...text].length <= longest, `must have at most ${longest} characters`),
  );

/** Longest answer to a question of the Chrome Web Store's privacy tab. */
const ANSWER = upTo(1000);

const UseSchema = v.union([
  v.strictObject({ collected: v.literal(false) }),
  /** Why, by host: each only in builds that may ask that host. */
  v.strictObject({ collectedWith: v.record(v.string(), ANSWER) }),
]);

/** The data that the Chrome Web Store asks about, one by one. */
const CHROME_DATA = [
  'personallyIdentifiableInformation',
  'healthInformation',
  'financialAndPaymentInformation',
  'authenticationInformation',
  'personalCommunications',
  'location',
  'webHistory',
  'userActivity',
  'websiteContent',
] as const;

/**
 * What the stores are told, with their limits (as of 2025): Chrome takes names of 75 characters,
 * addons.mozilla.org of 50; Chrome summaries of 132 and descriptions of 16,000, Mozilla 15,000.
 */
const ListingSchema = v.strictObject({
  name: upTo(50),
  summary: upTo(132),
  description: v.string(),
  privacyPolicy: v.string(),
  category: v.strictObject({ chrome: v.string(), firefox: v.string() }),
  language: v.string(),
  licence: v.string(),
  singlePurpose: ANSWER,
  /** Why each permission is needed, by its name; in a host pattern `*` may stand for anything. */
  permissions: v.record(v.string(), ANSWER),
  remoteCode: v.strictObject({ used: v.literal(false), reason: ANSWER }),
  dataUse: v.strictObject({
    certified: v.pipe(v.array(v.string()), v.length(3)),
    chrome: v.strictObject(v.entriesFromList(CHROME_DATA, UseSchema)),
    /** Why each of Firefox's data collection permissions is declared. */
    firefox: v.record(v.string(), v.string()),
  }),
  /** Where addons.mozilla.org shall offer it, chosen by hand at each upload. */
  platforms: v.strictObject({ firefox: v.string() }),
  reviewNotes: upTo(3000),
});

/** The committed texts for the stores. */
export type Listing = Omit<v.InferOutput<typeof ListingSchema>, 'description' | 'privacyPolicy'> & {
  description: string;
  /** Markdown. */
  privacyPolicy: string;
};

/** The messages of a built extension. */
const MessagesSchema = v.record(v.string(), v.object({ message: v.string() }));

const ManifestSchema = v.object({
  name: v.string(),
  description: v.string(),
  version: v.string(),
  permissions: v.optional(v.array(v.string()), []),
  optional_permissions: v.optional(v.array(v.string()), []),
  host_permissions: v.optional(v.array(v.string()), []),
  optional_host_permissions: v.optional(v.array(v.string()), []),
  content_scripts: v.optional(v.array(v.object({ matches: v.array(v.string()) })), []),
  browser_specific_settings: v.optional(
    v.object({
      gecko: v.object({
        data_collection_permissions: v.object({
          required: v.optional(v.array(v.string()), []),
          optional: v.optional(v.array(v.string()), []),
        }),
      }),
    }),
  ),
});
/** What a built manifest says that the stores ask about. */
export type Manifest = v.InferOutput<typeof ManifestSchema>;

/**
 * Reads the texts in `store/`.
 * @throws ValiError when one of them is missing or too long
 */
export async function readListing(): Promise<Listing> {
  const read = (file: string) => readFile(join(ROOT, 'store', file), 'utf8');
  const listing = v.parse(ListingSchema, JSON.parse(await read('listing.json')));
  return {
    ...listing,
    description: v.parse(upTo(15_000), (await read(listing.description)).trim()),
    privacyPolicy: v.parse(upTo(50_000), await read(listing.privacyPolicy)),
  };
}

/** Reads the manifest of a built extension, its messages in English. */
export async function readManifest(folder: string): Promise<Manifest> {
  const read = (...path: string[]) => readFile(join(folder, ...path), 'utf8');
  const messages = v.parse(
    MessagesSchema,
    JSON.parse(await read('_locales', 'en', 'messages.json')),
  );
  const manifest: unknown = JSON.parse(await read('manifest.json'), (_key, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/__MSG_(\w+)__/g, (name, key: string) => messages[key]?.message ?? name)
      : value,
  );
  return v.parse(ManifestSchema, manifest);
}

/** Every permission and host that a manifest names, required or optional, each once. */
export function permissionsOf(manifest: Manifest): string[] {
  return [
    ...new Set([
      ...manifest.permissions,
      ...manifest.optional_permissions,
      ...manifest.host_permissions,
      ...manifest.optional_host_permissions,
      ...manifest.content_scripts.flatMap(({ matches }) => matches),
    ]),
  ];
}

/** The key of the justification that covers a permission; null where there is none. */
export function justificationFor({ permissions }: Listing, permission: string): string | null {
  return Object.keys(permissions).find((key) => covers(key, permission)) ?? null;
}

/** Firefox's data collection permissions that a manifest declares. */
export function dataCollectionOf({ browser_specific_settings: settings }: Manifest): string[] {
  const { required = [], optional = [] } = settings?.gecko.data_collection_permissions ?? {};
  return [...required, ...optional];
}

/** What of the listing a manifest leaves unsaid or contradicts, a sentence each. */
export function faultsOf(listing: Listing, manifest: Manifest): string[] {
  const faults: string[] = [];
  if (manifest.name !== listing.name) faults.push(`The manifest's name is ${manifest.name}.`);
  if (manifest.description !== listing.summary) faults.push("The manifest's summary differs.");
  for (const permission of permissionsOf(manifest)) {
    if (justificationFor(listing, permission) === null) {
      faults.push(`Nothing says why ${permission} is needed.`);
    }
  }
  for (const data of dataCollectionOf(manifest)) {
    if (!(data in listing.dataUse.firefox)) faults.push(`Nothing says why ${data} is declared.`);
  }
  return faults;
}

/** Whether a build may collect a kind of data, and why. */
export function collects(
  use: Listing['dataUse']['chrome'][(typeof CHROME_DATA)[number]],
  manifest: Manifest,
): string | null {
  if (!('collectedWith' in use)) return null;
  const permissions = permissionsOf(manifest);
  const reasons = Object.entries(use.collectedWith).filter(([host]) => permissions.includes(host));
  return reasons.length === 0 ? null : reasons.map(([, reason]) => reason).join(' ');
}

function covers(key: string, permission: string): boolean {
  if (key === permission) return true;
  if (!key.includes('*')) return false;
  // `*.pinterest.*` stands for all of Pinterest's domains; a label each time, never a slash.
  const pattern = key.split('*').map((part) => part.replace(/[.?+^$|()[\]{}\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('[^/]*')}$`).test(permission);
}
