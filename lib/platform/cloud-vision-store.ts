import * as v from 'valibot';
import { type StorageItemKey, storage } from 'wxt/utils/storage';
import { ApiKey } from '../cloud-vision/api-key.ts';
import {
  ASKING_TIMES,
  CLOUD_FEATURES,
  type CloudChoices,
  type CloudFeature,
} from '../cloud-vision/features.ts';
import { CapSchema, DEFAULT_CAP, type Usage, usageOf } from '../cloud-vision/usage.ts';
import { MagpieError } from '../errors.ts';
import { oneAtATime } from '../one-at-a-time.ts';

/**
 * What belongs to Google Cloud Vision. The key and what is counted on this machine stay here;
 * the other choices follow the user, as the settings do.
 */
const KEYS = {
  key: 'local:cloud-vision-key',
  /** A key that has not been checked yet. */
  candidate: 'local:cloud-vision-candidate',
  cap: 'local:cloud-vision-cap',
  usage: 'local:cloud-vision-usage',
  choices: 'sync:cloud-vision',
  pause: 'session:cloud-vision-pause',
} as const satisfies Record<string, StorageItemKey>;

const ChoicesSchema = v.object({
  features: v.fallback(
    v.pipe(
      v.array(v.picklist(CLOUD_FEATURES)),
      v.minLength(1),
      v.transform((chosen) => CLOUD_FEATURES.filter((feature) => chosen.includes(feature))),
    ),
    [...CLOUD_FEATURES],
  ),
  when: v.fallback(v.picklist(ASKING_TIMES), 'click'),
});

const PauseSchema = v.fallback(
  v.object({
    /** No request before this moment, milliseconds since 1970. */
    until: v.number(),
    /** Refusals in a row. */
    refusals: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  { until: 0, refusals: 0 },
);

/** How long Google is left alone after too many requests. */
export type Pause = v.InferOutput<typeof PauseSchema>;

/** All that the options page and the popup show of Cloud Vision. The key itself is no part of it. */
export interface CloudVisionState extends CloudChoices {
  hasKey: boolean;
  /** Units a month. */
  cap: number;
  usage: Usage;
}

/** The user's key; null where there is none. */
export async function getApiKey(): Promise<ApiKey | null> {
  return parseKey(await storage.getItem(KEYS.key));
}

/** Puts a key where the background finds it to check. */
export async function setCandidate(key: ApiKey): Promise<void> {
  await storage.setItem(KEYS.candidate, key.reveal());
}

/** The key to check, which is forgotten here. */
export async function takeCandidate(): Promise<ApiKey | null> {
  const key = parseKey(await storage.getItem(KEYS.candidate));
  await storage.removeItem(KEYS.candidate);
  return key;
}

/** Keeps a key that works. */
export async function saveApiKey(key: ApiKey): Promise<void> {
  await storage.setItem(KEYS.key, key.reveal());
}

/** Deletes the key, and one that waits to be checked. */
export async function forgetApiKey(): Promise<void> {
  await storage.removeItems([KEYS.key, KEYS.candidate]);
}

export async function getCloudChoices(): Promise<CloudChoices> {
  const stored = await storage.getItem(KEYS.choices);
  return v.parse(ChoicesSchema, typeof stored === 'object' && stored !== null ? stored : {});
}

/** Changes what is asked for or when. No feature at all is no choice: it is left as it was. */
export async function setCloudChoices(changes: {
  features?: readonly CloudFeature[];
  when?: CloudChoices['when'];
}): Promise<void> {
  await storage.setItem(KEYS.choices, { ...(await getCloudChoices()), ...changes });
}

export async function setCap(units: number): Promise<void> {
  await storage.setItem(KEYS.cap, v.parse(CapSchema, units));
}

/** Sets units aside before they are spent. @throws MagpieError `cloud-cap` where they are too many */
export function reserveUnits(units: number): Promise<void> {
  return changeUsage(async (spent) => {
    const cap = await getCap();
    if (spent + units > cap) {
      throw new MagpieError('cloud-cap', { detail: `${spent} of ${cap}, ${units} more` });
    }
    return spent + units;
  });
}

/** Gives back units that turned out not to be billed. */
export function returnUnits(units: number): Promise<void> {
  return changeUsage(async (spent) => Math.max(0, spent - units));
}

export async function getPause(): Promise<Pause> {
  return v.parse(PauseSchema, await storage.getItem(KEYS.pause));
}

export async function setPause(pause: Pause): Promise<void> {
  await storage.setItem(KEYS.pause, pause);
}

export async function getCloudVisionState(): Promise<CloudVisionState> {
  return {
    ...(await getCloudChoices()),
    hasKey: (await getApiKey()) !== null,
    cap: await getCap(),
    usage: usageOf(await storage.getItem(KEYS.usage), new Date()),
  };
}

/** Calls `onState` with every later state. Returns the function that ends it. */
export function watchCloudVision(onState: (state: CloudVisionState) => void): () => void {
  const tell = () => void getCloudVisionState().then(onState);
  const stops = [KEYS.key, KEYS.cap, KEYS.usage, KEYS.choices].map((key) =>
    storage.watch(key, tell),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

const inTurn = oneAtATime();

/** One change at a time, so that two requests cannot count as one. Only the background makes them. */
function changeUsage(change: (spent: number) => Promise<number>): Promise<void> {
  return inTurn(async () => {
    const { month, units } = usageOf(await storage.getItem(KEYS.usage), new Date());
    await storage.setItem(KEYS.usage, { month, units: await change(units) });
  });
}

async function getCap(): Promise<number> {
  const cap = v.safeParse(CapSchema, await storage.getItem(KEYS.cap));
  return cap.success ? cap.output : DEFAULT_CAP;
}

function parseKey(stored: unknown): ApiKey | null {
  return typeof stored === 'string' ? ApiKey.parse(stored) : null;
}
