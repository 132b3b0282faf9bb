import type { Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../lib/i18n.ts';
import { MOST_TABS, type ShopSearch } from '../lib/shops/searches.ts';
import { ChevronIcon, MoreIcon } from './icons.tsx';

/** Shops shown at once; the rest wait behind "More shops". */
const SHOWN = 3;

/** Opens these searches in tabs. The promise fails where the browser would not. */
export type SearchAll = (urls: string[]) => Promise<void>;

/**
 * One link per search, the first one filled. A link opens a new tab that learns nothing of this
 * one. "Search all" opens the first eight in their order.
 */
export function ShopLinks(props: {
  searches: readonly ShopSearch[];
  /** What all of it is about, for the names of the buttons. */
  about: string;
  onSearchAll: SearchAll;
  firstRef?: Ref<HTMLAnchorElement>;
  /** Three dots instead of words unfold the rest, and "Search all" is part of the rest. */
  compact?: boolean;
}) {
  const { searches, about, onSearchAll, firstRef = null, compact = false } = props;
  const [open, setOpen] = useState(false);
  const [announcement, setAnnouncement] = useState('');
  const listId = useId();
  const hidden = searches.length - SHOWN;
  // Enter in the field goes to the first shop that takes its words.
  const leading = Math.max(
    0,
    searches.findIndex(({ text }) => text !== null),
  );
  const all = searches.slice(0, MOST_TABS).map(({ href }) => href);
  const action = all.length < searches.length ? t('shops.some', all.length) : t('shops.all');
  const searchAll = (): void => {
    setAnnouncement('');
    onSearchAll(all).then(
      () => setAnnouncement(t('shops.opened', all.length)),
      () => setAnnouncement(t('shops.notOpened')),
    );
  };
  return (
    <>
      <ul class="shops" id={listId}>
        {searches
          .slice(0, open ? searches.length : SHOWN)
          .map(({ shop, name, text, href }, index) => (
            <li key={shop}>
              <a
                ref={index === leading ? firstRef : null}
                class={index === 0 ? 'button button--first' : 'button'}
                href={href}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('shops.newTab', { search: nameOf(name, text) })}
                title={nameOf(name, text)}
              >
                {name}
              </a>
            </li>
          ))}
        {hidden > 0 && (
          <li>
            <button
              type="button"
              class="button shops__more"
              aria-expanded={open}
              aria-controls={listId}
              aria-label={t(open ? 'shops.fewerFor' : 'shops.moreFor', { words: about })}
              title={t(open ? 'shops.fewer' : 'shops.more')}
              onClick={() => setOpen(!open)}
            >
              {compact ? (
                <MoreIcon />
              ) : (
                <>
                  {t(open ? 'shops.fewer' : 'shops.more')}
                  <ChevronIcon />
                </>
              )}
            </button>
          </li>
        )}
        {all.length > 1 && (open || !compact || hidden <= 0) && (
          <li>
            <button
              type="button"
              class="button shops__all"
              aria-label={t('shops.allFor', all.length, { action, words: about })}
              title={t('shops.opens', all.length)}
              onClick={searchAll}
            >
              {action}
            </button>
          </li>
        )}
      </ul>
      <p class="unseen" role="status">
        {announcement}
      </p>
    </>
  );
}

function nameOf(shop: string, words: string | null): string {
  return words === null ? t('shops.searchPicture', { shop }) : t('shops.search', { shop, words });
}
