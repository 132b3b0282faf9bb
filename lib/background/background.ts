import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { reckonInsights } from '../board/reckon-insights.ts';
import { openRunStore } from '../board/run-store.ts';
import type { MergeHost } from '../cloud-vision/merge-request.ts';
import { AnalysisService } from '../engine/analysis-service.ts';
import { openAnalysisCache } from '../engine/cache.ts';
import { fetchImage } from '../engine/fetch-image.ts';
import type { EngineHost, TextHost } from '../engine/protocol.ts';
import { cropPicture } from '../finds/crop-picture.ts';
import { openFindStore } from '../finds/find-store.ts';
import { type NounSuggestion, SuggestionOrderSchema } from '../noun-suggestion.ts';
import { readModelManifest } from '../platform/models.ts';
import { openSearches } from '../platform/open-searches.ts';
import {
  AnalysisOrderSchema,
  CorrectionOrderSchema,
  CorrectionsKeySchema,
  NounsSchema,
  pageMessages,
  RegionOrderSchema,
  RewordingSchema,
  SearchUrlsSchema,
} from '../platform/page-messages.ts';
import { mayFetchImages } from '../platform/permissions.ts';
import {
  forgetTab,
  getTabCorrections,
  setBackendInUse,
  setTabCorrections,
  setTabState,
} from '../platform/session.ts';
import { getBackendChoice, getSettings, updateSettings } from '../platform/settings.ts';
import { TOGGLE_COMMAND } from '../platform/shortcut.ts';
import { PrivateDataSchema } from '../private-data.ts';
import { LEXICON_LANGUAGES } from '../query/lexicon.ts';
import { lexiconOf, writingLexiconOf } from '../query/lexicons.ts';
import { factsOf } from '../query/noun-facts.ts';
import { TabStateSchema } from '../tab-state.ts';
import { suggestNouns } from '../vision/noun-suggestions.ts';
import { addCloudVision } from './ask-for-tab.ts';
import { boardFitsOf } from './board-fits.ts';
import { openCorrectionStore } from './correction-store.ts';
import { offerImageMenu } from './image-menu.ts';
import { assertOwnPage } from './own-page.ts';
import { type PrivateStores, usageOf } from './private-data.ts';
import { resumeOnGrant } from './resume-analyses.ts';
import { serveBoardModels } from './serve-board-models.ts';
import { serveBoards } from './serve-boards.ts';
import { serveCloudVision } from './serve-cloud-vision.ts';
import { serveFinds } from './serve-finds.ts';
import { serveLocalItems } from './serve-local-items.ts';
import { servePinterestApi } from './serve-pinterest-api.ts';
import { serveRanking } from './serve-ranking.ts';
import { type Tab, TabAnalyses } from './tab-analyses.ts';
import { TabCorrections } from './tab-corrections.ts';
import { welcomeOnInstall } from './welcome.ts';

/** How long the picture of a saved find may take to arrive, milliseconds: Chrome ends an idle worker after 30 s. */
const CROP_TIMEOUT = 20_000;

/**
 * Registers every listener, at once and in the same tick: an event that woke the background
 * up is lost on a listener that comes later.
 */
export function startBackground(host: EngineHost & TextHost & MergeHost): void {
  const cache = openAnalysisCache();
  const correctionStore = openCorrectionStore();
  const modelVersions = async () => {
    const { models } = (await readModelManifest()) ?? { models: [] };
    return Object.fromEntries(models.map(({ id, version }) => [id, version]));
  };
  const cloud = serveCloudVision(
    { cache, modelVersions, merge: (request) => host.mergeCloudAnswer(request) },
    (...run) => analyses.withRun(...run),
  );
  const looking = {
    service: new AnalysisService({ host, cache, modelVersions }),
    text: host,
    mayFetchImages,
    backend: getBackendChoice,
  };
  const boardStore = openRunStore();
  const boardModels = serveBoardModels(modelVersions, boardStore);
  const boards = serveBoards(
    looking,
    boardStore,
    (progress) => {
      apiWalks.follow(progress);
      if (progress.status === 'running') return;
      boardModels.onRest(progress.id);
      reckonInsights(boardStore, progress.id).catch((error: unknown) => {
        console.warn('Magpie: what a board says was not reckoned; its page will do it.', error);
      });
    },
    (runId) => apiWalks.forget(runId),
  );
  const apiWalks = servePinterestApi(boards);
  serveRanking({ ...looking, models: boardModels.models });
  const analyses: TabAnalyses = new TabAnalyses({
    ...looking,
    fits: (pinId, analysis) =>
      boardFitsOf(
        { models: boardModels.models, isOnBoard: (...ids) => boardStore.holds(...ids) },
        pinId,
        analysis,
      ),
    enrich: (request, onAsking) => addCloudVision(cloud, request, onAsking),
    publish(tab, state, update) {
      void setTabState(tab.id, state);
      if (update.run.status === 'done') void setBackendInUse(update.run.analysis.backend);
      // The page may be gone already; its tab's state is what remains.
      pageMessages.sendMessage('analysis:update', update, tab.id).catch(() => {});
    },
  });

  const corrections = new TabCorrections({
    store: correctionStore,
    session: { get: getTabCorrections, set: setTabCorrections },
  });

  pageMessages.onMessage('analysis:order', ({ data, sender }) =>
    analyses.order(tabOf(sender), v.parse(AnalysisOrderSchema, data)),
  );
  pageMessages.onMessage('analysis:leave', ({ data, sender }) => {
    const { id } = tabOf(sender);
    analyses.leave(id, v.parse(v.string(), data));
    analyses.leaveArea(id);
  });
  pageMessages.onMessage('region:look', ({ data, sender }) =>
    analyses.look(tabOf(sender), v.parse(RegionOrderSchema, data)),
  );
  pageMessages.onMessage('corrections:open', ({ data, sender }) =>
    corrections.open(tabOf(sender), v.parse(CorrectionsKeySchema, data)),
  );
  pageMessages.onMessage('corrections:change', ({ data, sender }) => {
    const { key, change } = v.parse(CorrectionOrderSchema, data);
    return corrections.change(tabOf(sender), key, change);
  });
  pageMessages.onMessage('nouns:suggest', ({ data }): NounSuggestion[] => {
    const { language, ...request } = v.parse(SuggestionOrderSchema, data);
    return suggestNouns(request, language === 'en' ? {} : lexiconOf(language).nouns);
  });
  pageMessages.onMessage('analysis:reword', ({ data, sender }) => {
    const { orderId, pin } = v.parse(RewordingSchema, data);
    analyses.reword(tabOf(sender), orderId, pin);
  });
  pageMessages.onMessage('page:state', async ({ data, sender }) => {
    const tab = tabOf(sender);
    analyses.leave(tab.id);
    await setTabState(tab.id, v.parse(TabStateSchema, data));
  });

  serveLocalItems();
  pageMessages.onMessage('words:lexicon', async ({ data }) =>
    writingLexiconOf(v.parse(v.picklist(LEXICON_LANGUAGES), data)),
  );
  pageMessages.onMessage('nouns:facts', ({ data }) =>
    v.parse(NounsSchema, data).map((noun) => [noun, factsOf(noun)]),
  );
  pageMessages.onMessage('searches:open', async ({ data, sender }) => {
    const { tab } = sender;
    if (!tab) throw new TypeError('not a message from a tab');
    await openSearches(v.parse(SearchUrlsSchema, data), tab, await getSettings());
  });

  const finds = serveFinds({
    store: openFindStore(),
    // The browser has the bytes of what it has just shown.
    crop: async (imageUrls, box) =>
      cropPicture(await fetchImage(imageUrls, AbortSignal.timeout(CROP_TIMEOUT)), box),
    now: Date.now,
  });
  const privateStores: PrivateStores = {
    analyses: cache,
    corrections: correctionStore,
    finds,
    boards: { usage: () => boardStore.usage(), clear: () => boards.clear() },
    boardModels: {
      usage: () => boardModels.models.usage(),
      clear: () => boardModels.clear(),
    },
  };
  pageMessages.onMessage('private-data:usage', ({ sender }) => {
    assertOwnPage(sender);
    return usageOf(privateStores);
  });
  pageMessages.onMessage('private-data:clear', async ({ data, sender }) => {
    assertOwnPage(sender);
    await privateStores[v.parse(PrivateDataSchema, data)].clear();
  });

  browser.tabs.onRemoved.addListener((tabId) => {
    analyses.leave(tabId);
    analyses.leaveArea(tabId);
    void forgetTab(tabId);
  });
  browser.commands.onCommand.addListener(async (command) => {
    if (command !== TOGGLE_COMMAND) return;
    const { overlay } = await getSettings();
    await updateSettings({ overlay: !overlay });
  });
  offerImageMenu();
  welcomeOnInstall();
  resumeOnGrant();
}

/** The tab whose content script sent a message. Extension pages have none and do not send these. */
function tabOf({ tab }: { tab?: { id?: number; incognito: boolean } }): Tab {
  if (tab?.id === undefined) throw new TypeError('not a message from a tab');
  return { id: tab.id, incognito: tab.incognito };
}
