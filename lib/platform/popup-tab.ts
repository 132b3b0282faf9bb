import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { PopupContent } from '../../components/popup/Popup.tsx';
import { pinimgUrl } from '../pin/images.ts';
import { isPinterestUrl } from '../pin/url.ts';
import { type TabState, TabStateSchema } from '../tab-state.ts';
import { pageMessages } from './page-messages.ts';
import { mayReadPinterest } from './permissions.ts';
import { watchTabState } from './session.ts';

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
  const stop = watchTabState(tabId, (state) => {
    if (!state) return;
    // What the page answers may be of before.
    answerWanted = false;
    onContent(viewOf(state));
  });
  void readTab(tabId).then((content) => {
    if (answerWanted) onContent(content);
  });
  return () => {
    answerWanted = false;
    stop();
  };
}

async function readTab(tabId: number): Promise<PopupContent> {
  if (!(await mayReadPinterest())) return { view: 'permission-needed' };
  // Without the `tabs` permission the URL is there for our own hosts only, which is all we need.
  const { url } = await browser.tabs.get(tabId);
  if (!url || !isPinterestUrl(url)) return { view: 'not-pinterest' };
  try {
    const announced = await pageMessages.sendMessage('page:announce', undefined, tabId);
    return viewOf(v.parse(TabStateSchema, announced));
  } catch {
    // No content script answers: it was there before the extension. What is stored is of before.
    return { view: 'reload-needed' };
  }
}

/** Pictures from elsewhere, which a person may have picked, are not shown: to show is to fetch. */
function viewOf(state: TabState): PopupContent {
  return {
    view: 'tab',
    state: state.page === 'no-pin' ? state : { ...state, imageUrl: pinimgUrl(state.imageUrl) },
  };
}
