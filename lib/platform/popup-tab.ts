import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { PopupContent } from '../../components/popup/Popup.tsx';
import { correctedFinds } from '../corrected-finds.ts';
import { correctedRun, isEmpty, NO_CORRECTIONS } from '../corrections.ts';
import { pinimgUrl } from '../pin/images.ts';
import { isPinterestUrl } from '../pin/url.ts';
import { correctionsKeyFor, type TabState, TabStateSchema } from '../tab-state.ts';
import { pageMessages } from './page-messages.ts';
import { mayFetchImages, mayReadPage, mayReadPinterest } from './permissions.ts';
import {
  type CorrectionsOfTab,
  getTabCorrections,
  watchTabCorrections,
  watchTabState,
} from './session.ts';

/**
 * The tab that the popup is about: the window's active one, or, when the popup's page is
 * opened in a tab of its own, the one that `?tab=` names.
 */
export async function popupTab({ search }: Pick<Location, 'search'>): Promise<number | null> {
  const named = Number.parseInt(new URLSearchParams(search).get('tab') ?? '', 10);
  if (Number.isInteger(named)) return named;
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? null;
}

/** Calls `onContent` with what a tab shows, now and later. Returns the function that ends it. */
export function followTab(tabId: number, onContent: (content: PopupContent) => void): () => void {
  let answerWanted = true;
  let state: TabState | null = null;
  let corrections: CorrectionsOfTab | null = null;
  const show = () => {
    if (state) onContent(viewOf(state, corrections));
  };

  const stop = [
    watchTabState(tabId, (next) => {
      if (!next) return;
      // What the page answers may be of before.
      answerWanted = false;
      state = next;
      show();
    }),
    watchTabCorrections(tabId, (next) => {
      corrections = next;
      show();
    }),
  ];
  void Promise.all([readTab(tabId), getTabCorrections(tabId)]).then(([answer, present]) => {
    const isNews = corrections === null && present !== null;
    corrections ??= present;
    if (answerWanted && 'view' in answer) onContent(answer);
    if (answerWanted && 'page' in answer) state = answer;
    if (answerWanted || isNews) show();
  });
  return () => {
    answerWanted = false;
    state = null;
    for (const end of stop) end();
  };
}

/** What the tab's page says it shows, or why it says nothing. */
async function readTab(tabId: number): Promise<TabState | PopupContent> {
  // A click on the button in the toolbar shows the URL of any page; else it is our own hosts' only.
  const { url } = await browser.tabs.get(tabId);
  if (url && !isPinterestUrl(url)) return { view: 'not-pinterest' };
  if (!(await (url ? mayReadPage(url) : mayReadPinterest()))) {
    return { view: 'permission-needed', missing: 'pages' };
  }
  if (!url) return { view: 'not-pinterest' };
  if (!(await mayFetchImages())) return { view: 'permission-needed', missing: 'images' };
  try {
    const announced = await pageMessages.sendMessage('page:announce', undefined, tabId);
    return v.parse(TabStateSchema, announced);
  } catch {
    // No content script answers: it was there before the extension. What is stored is of before.
    return { view: 'reload-needed' };
  }
}

/** Pictures from elsewhere, which a person may have picked, are not shown: to show is to fetch. */
function viewOf(state: TabState, ofTab: CorrectionsOfTab | null): PopupContent {
  if (state.page === 'no-pin') return { view: 'tab', state };
  const isOfImage = ofTab !== null && ofTab.key === correctionsKeyFor(state);
  const corrections = isOfImage ? ofTab.corrections : NO_CORRECTIONS;
  return {
    view: 'tab',
    state: {
      ...state,
      imageUrl: pinimgUrl(state.imageUrl),
      run: correctedRun(state.run, corrections),
      finds: state.finds && [...correctedFinds(state.finds, corrections)],
    },
    ...(!isEmpty(corrections) && { corrections }),
  };
}
