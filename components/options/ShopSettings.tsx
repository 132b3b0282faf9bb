import { useEffect, useRef, useState } from 'preact/hooks';
import { type PlainMessage, t } from '../../lib/i18n.ts';
import { OPTIONAL_ROLES, type OptionalRole } from '../../lib/query/roles.ts';
import { customShopOf, MOST_CUSTOM_SHOPS } from '../../lib/shops/custom-shop.ts';
import { AUTOMATIC, type ShopChoice } from '../../lib/shops/shop-choices.ts';
import { DownIcon, UpIcon } from '../icons.tsx';
import { CustomShopForm } from './CustomShopForm.tsx';

const WITH = {
  color: 'shopSettings.withColor',
  material: 'shopSettings.withMaterial',
  pattern: 'shopSettings.withPattern',
  style: 'shopSettings.withStyle',
  brand: 'shopSettings.withBrand',
} as const satisfies Record<OptionalRole, PlainMessage>;

const WITHOUT = {
  color: 'shopSettings.withoutColor',
  material: 'shopSettings.withoutMaterial',
  pattern: 'shopSettings.withoutPattern',
  style: 'shopSettings.withoutStyle',
  brand: 'shopSettings.withoutBrand',
} as const satisfies Record<OptionalRole, PlainMessage>;

/** What the form is open for: a shop's id, a new shop, or nothing. */
type Editing = { id: string } | 'new' | null;

/** The shops in the user's order: on or off, which marketplace, where in the order, and own ones. */
export function ShopSettings(props: {
  shops: readonly ShopChoice[];
  onChange(shops: readonly ShopChoice[]): void;
}) {
  const { shops, onChange } = props;
  const [announcement, setAnnouncement] = useState('');
  const [editing, setEditing] = useState<Editing>(null);
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<{ id: string; selector: string } | 'add' | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);

  // What had the focus may be gone or disabled by now; what stands in its place takes over.
  useEffect(() => {
    const next = focusNext.current;
    if (next === null) return;
    if (next === 'add') {
      if (!addButton.current) return;
      focusNext.current = null;
      addButton.current.focus();
      return;
    }
    focusNext.current = null;
    const row = list.current?.children[shops.findIndex((shop) => shop.id === next.id)];
    if (row?.contains(document.activeElement)) return;
    row?.querySelector<HTMLElement>(next.selector)?.focus();
  }, [shops, editing]);

  const update = (id: string, change: Partial<ShopChoice>): void =>
    onChange(shops.map((shop) => (shop.id === id ? { ...shop, ...change } : shop)));
  const move = (from: number, by: 1 | -1): void => {
    const next = [...shops];
    const [shop] = next.splice(from, 1);
    if (!shop) return;
    next.splice(from + by, 0, shop);
    focusNext.current = { id: shop.id, selector: '.shop-settings__order .icon-button:enabled' };
    setAnnouncement(
      t('shopSettings.moved', { shop: shop.name, place: from + by + 1, total: shops.length }),
    );
    onChange(next);
  };
  const remove = ({ id, name }: ShopChoice): void => {
    focusNext.current = 'add';
    setAnnouncement(t('shopSettings.removed', { shop: name }));
    onChange(shops.filter((shop) => shop.id !== id));
  };
  const close = (): void => {
    focusNext.current =
      editing === 'new' || editing === null ? 'add' : { id: editing.id, selector: '.custom-edit' };
    setEditing(null);
  };
  const added = shops.filter(({ custom }) => custom !== undefined).length;

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
            {shop.marketplaces.length > 0 && (
              <select
                aria-label={t('shopSettings.marketplace', { shop: shop.name })}
                value={shop.marketplace}
                onChange={(event) => update(shop.id, { marketplace: event.currentTarget.value })}
              >
                {shop.marketplaces.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {id === AUTOMATIC ? t('shopSettings.automatic', { name }) : name}
                  </option>
                ))}
              </select>
            )}
            {shop.custom && (
              <span class="shop-settings__custom">
                <button
                  type="button"
                  class="quiet custom-edit"
                  aria-label={t('shopSettings.editShop', { shop: shop.name })}
                  onClick={() => setEditing({ id: shop.id })}
                >
                  {t('shopSettings.edit')}
                </button>
                <button
                  type="button"
                  class="quiet"
                  aria-label={t('shopSettings.removeShop', { shop: shop.name })}
                  onClick={() => remove(shop)}
                >
                  {t('shopSettings.remove')}
                </button>
              </span>
            )}
            <span class="shop-settings__order">
              <button
                type="button"
                class="icon-button"
                disabled={index === 0}
                aria-label={t('shopSettings.upShop', { shop: shop.name })}
                title={t('shopSettings.up')}
                onClick={() => move(index, -1)}
              >
                <UpIcon />
              </button>
              <button
                type="button"
                class="icon-button"
                disabled={index === shops.length - 1}
                aria-label={t('shopSettings.downShop', { shop: shop.name })}
                title={t('shopSettings.down')}
                onClick={() => move(index, 1)}
              >
                <DownIcon />
              </button>
            </span>
            <KeptWords shop={shop} onForget={() => update(shop.id, { words: {} })} />
            {editing !== 'new' && editing?.id === shop.id && shop.custom && (
              <CustomShopForm
                shop={shop.custom}
                onCancel={close}
                onSave={(draft) => {
                  const custom = { ...shop.custom, ...draft, id: shop.id };
                  close();
                  update(shop.id, { name: custom.name, custom });
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {editing === 'new' ? (
        <CustomShopForm
          shop={null}
          onCancel={close}
          onSave={(draft) => {
            const custom = customShopOf(draft, crypto.randomUUID());
            close();
            setAnnouncement(t('shopSettings.added', { shop: custom.name }));
            onChange([...shops, choiceOf(custom)]);
          }}
        />
      ) : added < MOST_CUSTOM_SHOPS ? (
        <button type="button" class="button" ref={addButton} onClick={() => setEditing('new')}>
          {t('shopSettings.add')}
        </button>
      ) : (
        <p class="hint">{t('shopSettings.full', { most: MOST_CUSTOM_SHOPS })}</p>
      )}
      <p class="unseen" role="status">
        {announcement}
      </p>
    </>
  );
}

/** Says which words the user keeps in or out at a shop, and takes it back on demand. */
function KeptWords({ shop, onForget }: { shop: ShopChoice; onForget(): void }) {
  const said = OPTIONAL_ROLES.flatMap((role) => {
    const on = shop.words[role];
    return on === undefined ? [] : t(on ? WITH[role] : WITHOUT[role]);
  });
  if (said.length === 0) return null;
  return (
    <p class="hint shop-settings__words">
      {t('shopSettings.kept', { words: said.join(', ') })}{' '}
      <button
        type="button"
        class="quiet"
        aria-label={t('shopSettings.forgetShop', { shop: shop.name })}
        onClick={onForget}
      >
        {t('shopSettings.forget')}
      </button>
    </p>
  );
}

function choiceOf(custom: NonNullable<ShopChoice['custom']>): ShopChoice {
  const { id, name } = custom;
  return { id, name, enabled: true, marketplace: AUTOMATIC, marketplaces: [], words: {}, custom };
}
