import { useEffect, useRef, useState } from 'preact/hooks';
import { DownIcon, UpIcon } from '../icons.tsx';

/** What the user chose for a shop, with the marketplaces there are. */
export interface ShopSetting {
  id: string;
  name: string;
  enabled: boolean;
  /** Id of the chosen marketplace. */
  marketplace: string;
  /** With one marketplace there is nothing to choose, and no select. */
  marketplaces: readonly { id: string; name: string }[];
}

/** The shops in the user's order: on or off, which marketplace, and where in the order. */
export function ShopSettings(props: {
  shops: readonly ShopSetting[];
  onChange(shops: readonly ShopSetting[]): void;
}) {
  const { shops, onChange } = props;
  const [announcement, setAnnouncement] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const focusAfterMove = useRef<string | null>(null);

  // A moved row's button may have become disabled at the end of the list; the other one takes over.
  useEffect(() => {
    const id = focusAfterMove.current;
    if (id === null) return;
    focusAfterMove.current = null;
    const row = list.current?.children[shops.findIndex((shop) => shop.id === id)];
    if (row?.contains(document.activeElement)) return;
    row?.querySelector<HTMLButtonElement>('.icon-button:enabled')?.focus();
  }, [shops]);

  const update = (id: string, change: Partial<ShopSetting>): void =>
    onChange(shops.map((shop) => (shop.id === id ? { ...shop, ...change } : shop)));
  const move = (from: number, by: 1 | -1): void => {
    const next = [...shops];
    const [shop] = next.splice(from, 1);
    if (!shop) return;
    next.splice(from + by, 0, shop);
    focusAfterMove.current = shop.id;
    setAnnouncement(`${shop.name} is now number ${from + by + 1} of ${shops.length}`);
    onChange(next);
  };

  return (
    <>
      <ol class="shop-settings" ref={list}>
        {shops.map((shop, index) => (
          <li key={shop.id}>
            <label class="switch">
              <input
                type="checkbox"
                checked={shop.enabled}
                onChange={(event) => update(shop.id, { enabled: event.currentTarget.checked })}
              />
              {shop.name}
            </label>
            {shop.marketplaces.length > 1 && (
              <select
                aria-label={`Marketplace of ${shop.name}`}
                value={shop.marketplace}
                onChange={(event) => update(shop.id, { marketplace: event.currentTarget.value })}
              >
                {shop.marketplaces.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
            <span class="shop-settings__order">
              <button
                type="button"
                class="icon-button"
                disabled={index === 0}
                aria-label={`Move ${shop.name} up`}
                title="Move up"
                onClick={() => move(index, -1)}
              >
                <UpIcon />
              </button>
              <button
                type="button"
                class="icon-button"
                disabled={index === shops.length - 1}
                aria-label={`Move ${shop.name} down`}
                title="Move down"
                onClick={() => move(index, 1)}
              >
                <DownIcon />
              </button>
            </span>
          </li>
        ))}
      </ol>
      <p class="unseen" role="status">
        {announcement}
      </p>
    </>
  );
}
