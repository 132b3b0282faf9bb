import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Finds } from '../../components/finds/Finds.tsx';
import { openFindStore } from '../../lib/finds/find-store.ts';
import { uiWordLanguage } from '../../lib/i18n.ts';
import { findMessages } from '../../lib/platform/find-messages.ts';
import { exportToFile, importFromFile } from '../../lib/platform/find-transfer.ts';
import { openSearches } from '../../lib/platform/open-searches.ts';
import { getSettings } from '../../lib/platform/settings.ts';
import { useFindList } from '../../lib/platform/use-find-list.ts';
import { useLanguages } from '../../lib/platform/use-languages.ts';
import { useNounFacts } from '../../lib/platform/use-noun-facts.ts';
import { useSettings, useShops } from '../../lib/platform/use-settings.ts';
import { canWrite } from '../../lib/query/translate.ts';

/** Only read here; the background writes. */
const store = openFindStore();

const TILES = {
  async loadCrop(id: string) {
    const crop = await store.crop(id);
    return crop && new Blob([crop.bytes], { type: crop.type });
  },
  copyText: (text: string) => navigator.clipboard.writeText(text),
  async onSearchAll(urls: string[]) {
    const tab = await browser.tabs.getCurrent();
    if (tab) await openSearches(urls, tab, await getSettings());
  },
  onNote: (id: string, note: string) => findMessages.sendMessage('finds:note', { id, note }),
};

/** The page of saved finds on what is stored. */
export function FindsApp() {
  const list = useFindList(store);
  const shops = useShops(useSettings(), null);
  const language = uiWordLanguage();
  useLanguages([language, ...shops.map((shop) => shop.language)]);
  const finds = list.status === 'ready' ? list.finds : NO_FINDS;
  const nouns = useMemo(() => [...new Set(finds.map(({ find }) => find.noun))], [finds]);
  const nounFacts = useNounFacts(nouns);
  /** Whether this page offers an undo: another page's is not for this one to forget. */
  const offersUndo = useRef(false);
  const forget = useCallback((): void => {
    if (!offersUndo.current) return;
    offersUndo.current = false;
    findMessages.sendMessage('finds:forget-removed', undefined).catch((error: unknown) => {
      console.debug('Magpie: the background did not hear.', error);
    });
  }, []);
  useEffect(() => {
    addEventListener('pagehide', forget);
    return () => removeEventListener('pagehide', forget);
  }, []);

  return (
    <Finds
      list={list}
      shops={shops}
      nounFacts={nounFacts}
      wordsVersion={language === 'en' || canWrite(language) ? 1 : 0}
      tiles={TILES}
      files={{
        onExport: (format) => exportToFile(finds, format, store),
        onImport: importFromFile,
      }}
      onDelete={async (ids) => {
        const removed = await findMessages.sendMessage('finds:remove', [...ids]);
        offersUndo.current = true;
        return removed;
      }}
      onRestore={() => findMessages.sendMessage('finds:restore', undefined)}
      onForget={forget}
    />
  );
}

const NO_FINDS: readonly never[] = [];
