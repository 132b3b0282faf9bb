import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t, uiLanguage } from '../../lib/i18n.ts';
import { asQueryLanguage } from '../../lib/query/language.ts';
import { QUERY_LANGUAGES } from '../../lib/query/translate.ts';
import {
  type CustomShop,
  type CustomShopDraft,
  faultsOf,
  LONGEST_NAME,
  LONGEST_URL,
  PLACEHOLDER,
  type ShopFault,
} from '../../lib/shops/custom-shop.ts';
import { asHeading } from '../words.ts';

const QUERY = { query: PLACEHOLDER };

const FAULT_SENTENCES: Record<ShopFault, () => string> = {
  'name-missing': () => t('shopSettings.nameMissing'),
  'name-long': () => t('shopSettings.tooLong', { most: LONGEST_NAME }),
  'url-missing': () => t('shopSettings.urlMissing'),
  'url-long': () => t('shopSettings.tooLong', { most: LONGEST_URL }),
  'url-broken': () => t('shopSettings.urlBroken'),
  'url-unsafe': () => t('shopSettings.urlUnsafe'),
  'url-secret': () => t('shopSettings.urlSecret'),
  'url-placeholder': () => t('shopSettings.urlPlaceholder', QUERY),
  'url-host': () => t('shopSettings.urlHost', QUERY),
};

/** Asks for a shop of the user's own: its name, its search address, its language. */
export function CustomShopForm(props: {
  /** The shop to change; null for a new one. */
  shop: CustomShop | null;
  /** Called with a draft without faults only. */
  onSave(draft: CustomShopDraft): void;
  onCancel(): void;
}) {
  const { shop, onSave, onCancel } = props;
  const [draft, setDraft] = useState<CustomShopDraft>(
    shop ?? { name: '', url: '', language: asQueryLanguage(navigator.language) ?? 'en' },
  );
  const [checked, setChecked] = useState(false);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const faults = checked ? faultsOf(draft) : {};
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const submit = (event: Event): void => {
    event.preventDefault();
    setChecked(true);
    const { name, url } = faultsOf(draft);
    if (name === undefined && url === undefined) {
      onSave({ ...draft, name: draft.name.trim(), url: draft.url.trim() });
    } else {
      const faulty = name === undefined ? 'url' : 'name';
      form.current?.querySelector<HTMLInputElement>(`[name="${faulty}"]`)?.focus();
    }
  };

  const languages = new Intl.DisplayNames(uiLanguage(), { type: 'language' });
  const field = (name: 'name' | 'url', label: string, hint: string) => {
    const fault = faults[name];
    return (
      <p class="custom-shop__field">
        <label for={`${id}-${name}`}>{label}</label>
        <input
          id={`${id}-${name}`}
          name={name}
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={draft[name]}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-${name}-hint`}
          onInput={({ currentTarget }) => setDraft({ ...draft, [name]: currentTarget.value })}
        />
        <span id={`${id}-${name}-hint`} class="hint" data-fault={fault !== undefined || undefined}>
          {fault ? FAULT_SENTENCES[fault]() : hint}
        </span>
      </p>
    );
  };

  return (
    <form
      ref={form}
      class="custom-shop"
      noValidate
      aria-label={shop ? t('shopSettings.editShop', { shop: shop.name }) : t('shopSettings.add')}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      {field('name', t('shopSettings.name'), t('shopSettings.nameHint'))}
      {field('url', t('shopSettings.url'), t('shopSettings.urlHint', QUERY))}
      <p class="custom-shop__field">
        <label for={`${id}-language`}>{t('shopSettings.language')}</label>
        <select
          id={`${id}-language`}
          value={draft.language}
          onChange={({ currentTarget }) => {
            const language = asQueryLanguage(currentTarget.value);
            if (language) setDraft({ ...draft, language });
          }}
        >
          {QUERY_LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {asHeading(languages.of(language) ?? language)}
            </option>
          ))}
        </select>
      </p>
      <div class="custom-shop__buttons">
        <button type="submit" class="button button--first">
          {shop ? t('shopSettings.save') : t('shopSettings.addIt')}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t('common.cancel')}
        </button>
      </div>
    </form>
  );
}
