import { useEffect, useState } from 'preact/hooks';
import type { CloudOffer } from '../../components/popup/AskCloudVision.tsx';
import { unitsFor } from '../cloud-vision/features.ts';
import { cloudMessages } from './cloud-messages.ts';
import {
  type CloudVisionState,
  getCloudVisionState,
  watchCloudVision,
} from './cloud-vision-store.ts';
import { mayUseCloudVision, watchPermissions } from './permissions.ts';

/** What a page of the extension shows of Cloud Vision, followed as it changes; null until read. */
export function useCloudVision(): (CloudVisionState & { allowed: boolean }) | null {
  const [state, setState] = useState<CloudVisionState | null>(null);
  const [allowed, setAllowed] = useState(false);
  useEffect(() => {
    void getCloudVisionState().then(setState);
    return watchCloudVision(setState);
  }, []);
  useEffect(() => {
    const ask = () => void mayUseCloudVision().then(setAllowed);
    ask();
    return watchPermissions(ask);
  }, []);
  return state && { ...state, allowed };
}

/** What the popup offers for a tab; null where Cloud Vision is not set up. */
export function useCloudOffer(tabId: number | null): CloudOffer | null {
  const cloud = useCloudVision();
  if (!cloud?.hasKey || tabId === null) return null;
  return {
    units: unitsFor(cloud.features),
    spent: cloud.usage.units,
    cap: cloud.cap,
    onAsk: () => {
      // What comes of it comes with the tab's state.
      cloudMessages.sendMessage('cloud:ask', tabId).catch((error) => {
        console.warn('Magpie: the background stopped while it asked Google.', error);
      });
    },
  };
}
