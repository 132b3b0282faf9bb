import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { annotate } from '../cloud-vision/client.ts';
import { encodeJpeg } from '../cloud-vision/encode.ts';
import { decodeImage } from '../engine/decode.ts';
import { fetchImage } from '../engine/fetch-image.ts';
import { cloudMessages } from '../platform/cloud-messages.ts';
import {
  getApiKey,
  getCloudChoices,
  getPause,
  reserveUnits,
  returnUnits,
  saveApiKey,
  setPause,
  takeCandidate,
} from '../platform/cloud-vision-store.ts';
import { pageMessages } from '../platform/page-messages.ts';
import { mayUseCloudVision } from '../platform/permissions.ts';
import { getTabState, setTabState } from '../platform/session.ts';
import { type AskForTabOptions, askForTab } from './ask-for-tab.ts';
import { CloudVision, type CloudVisionOptions } from './cloud-vision.ts';
import { assertOwnPage } from './own-page.ts';

/** Serves Cloud Vision to the popup and the options page. Only the background calls Google. */
export function serveCloudVision(
  shared: Pick<CloudVisionOptions, 'cache' | 'modelVersions' | 'merge'>,
  withRun: AskForTabOptions['withRun'],
): CloudVision {
  keepStorageFromPages();
  const cloud = new CloudVision({
    ...shared,
    mayAsk: mayUseCloudVision,
    key: getApiKey,
    takeCandidate,
    saveKey: saveApiKey,
    choices: getCloudChoices,
    reserveUnits,
    returnUnits,
    pause: getPause,
    setPause,
    // The browser has the bytes of what it has just shown; its decoder scales them down.
    picture: async (imageUrls) =>
      decodeImage(await fetchImage(imageUrls, new AbortController().signal)),
    encode: encodeJpeg,
    annotate,
    now: Date.now,
  });

  cloudMessages.onMessage('cloud:ask', async ({ data, sender }) => {
    assertOwnPage(sender);
    const { id, incognito } = await browser.tabs.get(v.parse(v.number(), data));
    if (id === undefined) return;
    await askForTab(
      { id, incognito },
      {
        cloud,
        stateOf: getTabState,
        withRun,
        publish(tab, state) {
          void setTabState(tab.id, state);
          // The page may be gone already; its tab's state is what remains.
          pageMessages.sendMessage('cloud:update', state, tab.id).catch(() => {});
        },
      },
    );
  });
  cloudMessages.onMessage('cloud:check', ({ sender }) => {
    assertOwnPage(sender);
    return cloud.check();
  });
  return cloud;
}

/** A page must not read the key through its content script. In Firefox it always can; there is no such switch. */
function keepStorageFromPages(): void {
  const { local } = browser.storage;
  if (!('setAccessLevel' in local)) return;
  void local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
