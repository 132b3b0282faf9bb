import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { asQueryLanguage } from '../../lib/query/language.ts';
import { QUERY_LANGUAGES, type QueryLanguage } from '../../lib/query/translate.ts';
import { type CustomShop, type CustomShopDraft, faultsOf } from '../../lib/shops/custom-shop.ts';

const LANGUAGE_WORDS: Record<QueryLanguage, string> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
  pt: 'Portuguese',
  nl: 'Dutch',
  ja: 'Japanese',
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
          {fault ?? hint}
        </span>
      </p>
    );
  };

  return (
    <form
      ref={form}
      class="custom-shop"
      noValidate
      aria-label={shop ? `Edit ${shop.name}` : 'Add a shop'}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      {field('name', 'Name', 'As it shall stand on the button.')}
      {field(
        'url',
        'Search address',
        'Search at the shop, copy the address, and put {query} where your words were.',
      )}
      <p class="custom-shop__field">
        <label for={`${id}-language`}>Language</label>
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
              {LANGUAGE_WORDS[language]}
            </option>
          ))}
        </select>
      </p>
      <div class="custom-shop__buttons">
        <button type="submit" class="button button--first">
          {shop ? 'Save' : 'Add'}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
