import * as v from 'valibot';
import { CloudVision } from '../../components/options/CloudVision.tsx';
import { ApiKey } from '../../lib/cloud-vision/api-key.ts';
import { cloudMessages, type KeyCheck, KeyCheckSchema } from '../../lib/platform/cloud-messages.ts';
import {
  forgetApiKey,
  setCandidate,
  setCap,
  setCloudChoices,
} from '../../lib/platform/cloud-vision-store.ts';
import { giveUpCloudVision, requestCloudVision } from '../../lib/platform/permissions.ts';
import { useCloudVision } from '../../lib/platform/use-cloud-vision.ts';

/** Cloud Vision's section of the options on what is stored. */
export function CloudVisionApp() {
  const cloud = useCloudVision();
  if (!cloud) return null;
  return (
    <CloudVision
      {...cloud}
      spent={cloud.usage.units}
      onCheck={async (text) => {
        // First, while it is still the click that asks.
        if (!(await requestCloudVision())) return 'refused';
        const failure = await check(text).catch(() => 'engine-failed' as const);
        // Without a key there is no use for the permission.
        if (failure) await giveUpCloudVision();
        return failure ?? 'works';
      }}
      onAllow={requestCloudVision}
      onFeaturesChange={(features) => setCloudChoices({ features })}
      onWhenChange={(when) => setCloudChoices({ when })}
      onCapChange={setCap}
      onTurnOff={async () => {
        await forgetApiKey();
        await giveUpCloudVision();
      }}
    />
  );
}

/** Has the background try a key, which is kept if it works; else tells why it does not. */
async function check(text: string): Promise<KeyCheck> {
  const key = ApiKey.parse(text);
  if (!key) return 'cloud-key-refused';
  await setCandidate(key);
  return v.parse(KeyCheckSchema, await cloudMessages.sendMessage('cloud:check'));
}
