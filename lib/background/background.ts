import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { MergeHost } from '../cloud-vision/merge-request.ts';
import { AnalysisService } from '../engine/analysis-service.ts';
import { openAnalysisCache } from '../engine/cache.ts';
import type { EngineHost } from '../engine/protocol.ts';
import { readModelManifest } from '../platform/models.ts';
import { AnalysisOrderSchema, pageMessages } from '../platform/page-messages.ts';
import { mayFetchImages } from '../platform/permissions.ts';
import { forgetTab, setBackendInUse, setTabState } from '../platform/session.ts';
import { getBackendChoice, getSettings, updateSettings } from '../platform/settings.ts';
import { TabStateSchema } from '../tab-state.ts';
import { addCloudVision } from './ask-for-tab.ts';
import { offerImageMenu } from './image-menu.ts';
import { serveCloudVision } from './serve-cloud-vision.ts';
import { type Tab, TabAnalyses } from './tab-analyses.ts';

/**
 * Registers every listener, at once and in the same tick: an event that woke the background
 * up is lost on a listener that comes later.
 */
export function startBackground(host: EngineHost & MergeHost): void {
  const cache = openAnalysisCache();
  const modelVersions = async () => {
    const { models } = (await readModelManifest()) ?? { models: [] };
    return Object.fromEntries(models.map(({ id, version }) => [id, version]));
  };
  const cloud = serveCloudVision({
    cache,
    modelVersions,
    merge: (request) => host.mergeCloudAnswer(request),
  });
  const analyses = new TabAnalyses({
    service: new AnalysisService({ host, cache, modelVersions }),
    enrich: (request, onAsking) => addCloudVision(cloud, request, onAsking),
    mayFetchImages,
    backend: getBackendChoice,
    publish(tab, state, update) {
      void setTabState(tab.id, state);
      if (update.run.status === 'done') void setBackendInUse(update.run.analysis.backend);
      // The page may be gone already; its tab's state is what remains.
      pageMessages.sendMessage('analysis:update', update, tab.id).catch(() => {});
    },
  });

  pageMessages.onMessage('analysis:order', ({ data, sender }) =>
    analyses.order(tabOf(sender), v.parse(AnalysisOrderSchema, data)),
  );
  pageMessages.onMessage('analysis:leave', ({ data, sender }) => {
    analyses.leave(tabOf(sender).id, v.parse(v.string(), data));
  });
  pageMessages.onMessage('page:state', async ({ data, sender }) => {
    const tab = tabOf(sender);
    analyses.leave(tab.id);
    await setTabState(tab.id, v.parse(TabStateSchema, data));
  });

  browser.tabs.onRemoved.addListener((tabId) => {
    analyses.leave(tabId);
    void forgetTab(tabId);
  });
  browser.commands.onCommand.addListener(async (command) => {
    if (command !== 'toggle-overlay') return;
    const { overlay } = await getSettings();
    await updateSettings({ overlay: !overlay });
  });
  offerImageMenu();
}

/** The tab whose content script sent a message. Extension pages have none and do not send these. */
function tabOf({ tab }: { tab?: { id?: number; incognito: boolean } }): Tab {
  if (tab?.id === undefined) throw new TypeError('not a message from a tab');
  return { id: tab.id, incognito: tab.incognito };
}
