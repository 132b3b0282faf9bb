import { useState } from 'preact/hooks';
import type { Find } from '../lib/find.ts';
import { type SavedMark, savedMarkOf } from '../lib/finds/saved-marks.ts';
import { t } from '../lib/i18n.ts';
import type { QueryEdit } from '../lib/query/search-query.ts';
import type { QueryLanguage } from '../lib/query/translate.ts';
import type { ShopSearch } from '../lib/shops/searches.ts';
import { StarIcon } from './icons.tsx';
import type { FindQuery } from './use-find-query.ts';
import { shown } from './words.ts';

/** How the finds of a picture are saved. The promises fail where that did not work. */
export interface FindSaving {
  /** What is saved of the picture; null where nothing may be, which is in private windows. */
  saved: readonly SavedMark[] | null;
  save(
    find: Find,
    query: { text: string; language: QueryLanguage; edit: QueryEdit },
    searches: readonly ShopSearch[],
  ): Promise<void>;
  unsave(id: string): Promise<void>;
}

/** Saves a find, or lets it go again. In private windows it says why it does neither. */
export function Star(props: { find: Find; query: FindQuery; saving: FindSaving }) {
  const { find, query, saving } = props;
  const { saved, save, unsave } = saving;
  const [said, setSaid] = useState('');
  const mark = saved ? savedMarkOf(saved, find) : undefined;
  const name = t('saved.save', { noun: shown('noun', find.noun) });
  const toggle = (): void => {
    setSaid('');
    if (!saved) {
      setSaid(t('saved.private'));
      return;
    }
    const { text, language, edit, searches } = query;
    (mark ? unsave(mark.id) : save(find, { text, language, edit }, searches)).then(
      () => setSaid(t(mark ? 'saved.undone' : 'saved.done')),
      () => setSaid(t('saved.failed')),
    );
  };
  return (
    <>
      <button
        type="button"
        class="icon-button star"
        aria-pressed={mark !== undefined}
        aria-disabled={!saved}
        aria-label={saved ? name : t('saved.saveNot', { name, reason: t('saved.private') })}
        title={t(saved ? (mark ? 'saved.unsaveHint' : 'saved.saveHint') : 'saved.private')}
        onClick={toggle}
      >
        <StarIcon />
      </button>
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  );
}
