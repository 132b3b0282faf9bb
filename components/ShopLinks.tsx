import type { Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { ReadyShop } from '../lib/shops/shops.ts';
import { ChevronIcon, MoreIcon } from './icons.tsx';

/** Shops shown at once; the rest wait behind "More shops". */
const SHOWN = 3;

/**
 * One link per shop that searches it for `query`, the first one filled. A link opens a new tab
 * that learns nothing of this one.
 */
export function ShopLinks(props: {
  shops: readonly ReadyShop[];
  query: string;
  firstRef?: Ref<HTMLAnchorElement>;
  /** Three dots instead of words unfold the rest. */
  compact?: boolean;
}) {
  const { shops, query, firstRef = null, compact = false } = props;
  const [open, setOpen] = useState(false);
  const listId = useId();
  const hidden = shops.length - SHOWN;
  return (
    <ul class="shops" id={listId}>
      {shops.slice(0, open ? shops.length : SHOWN).map((shop, index) => (
        <li key={shop.id}>
          <a
            ref={index === 0 ? firstRef : null}
            class={index === 0 ? 'button button--first' : 'button'}
            href={shop.href(query)}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={`${shop.name}: search for ${query}, opens a new tab`}
            title={`Search ${shop.name} for ${query}`}
          >
            {shop.name}
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
            aria-label={`${open ? 'Fewer' : 'More'} shops for ${query}`}
            title={open ? 'Fewer shops' : 'More shops'}
            onClick={() => setOpen(!open)}
          >
            {compact ? (
              <MoreIcon />
            ) : (
              <>
                {open ? 'Fewer shops' : 'More shops'}
                <ChevronIcon />
              </>
            )}
          </button>
        </li>
      )}
    </ul>
  );
}
