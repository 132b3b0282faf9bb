import { useEffect, useState } from 'preact/hooks';
import { type PlainMessage, t } from '../lib/i18n.ts';
import type { OptionalRole, RoleSwitches } from '../lib/query/roles.ts';
import { chosen, type QueryEdit, switched, UNEDITED } from '../lib/query/search-query.ts';
import type { QueryRole } from '../lib/query/translate.ts';
import type { FindQuery } from './use-find-query.ts';
import { evidenceOf, shown } from './words.ts';

/** In the order in which English writes them. */
const ROLES_IN_ORDER = ['brand', 'style', 'color', 'pattern', 'material'] as const;

const ROLE_WORDS = {
  brand: 'query.brand',
  style: 'query.style',
  color: 'query.color',
  pattern: 'query.pattern',
  material: 'query.material',
  noun: 'query.noun',
} as const satisfies Record<QueryRole, PlainMessage>;

/** How long "Kept" is shown, in milliseconds. */
const KEPT_SHOWN_FOR = 3000;

export interface QueryEditorProps {
  query: FindQuery;
  /** Enter in the field. */
  onSubmit(): void;
  /** The words shall go into the searches of a shop from now on. */
  onKeepWords(shop: string, switches: Partial<RoleSwitches>): void;
}

/** The search in a field, a chip for each word that can take part, and steps along the ladder. */
export function QueryEditor({ query, onSubmit, onKeepWords }: QueryEditorProps) {
  const { text, edit, choices, change } = query;
  return (
    <div class="query">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <input
          type="text"
          enterkeyhint="search"
          autocomplete="off"
          spellcheck={false}
          aria-label={t('query.field')}
          value={text}
          onInput={(event) => change({ ...edit, text: event.currentTarget.value })}
        />
      </form>
      <ul class="words" aria-label={t('query.words')}>
        {ROLES_IN_ORDER.filter((role) => choices[role].length > 0).map((role) => (
          <li key={role}>
            <RoleChip of={role} query={query} />
          </li>
        ))}
        {choices.noun.length > 1 && (
          <li>
            <ValueSelect of="noun" query={query} />
          </li>
        )}
      </ul>
      <div class="query__steps">
        <Step label={t('query.broader')} to={query.broader} onStep={change} />
        <Step label={t('query.narrower')} to={query.narrower} onStep={change} />
        <Step label={t('query.reset')} to={edit === UNEDITED ? null : UNEDITED} onStep={change} />
        <KeepWords query={query} onKeepWords={onKeepWords} />
      </div>
    </div>
  );
}

/** A word that a click switches on or off, with the other words for its role behind an arrow. */
function RoleChip({ of: role, query }: { of: OptionalRole; query: FindQuery }) {
  const { roles, edit, choices, change } = query;
  const on = roles?.[role] !== undefined;
  const value = shownValue(role, query);
  const term = choices[role].find((choice) => choice.value === value)?.term;
  const action = on ? t('query.leaveOut') : t('query.add');
  const word = shown(role, value);
  return (
    <span class="word" data-on={on || undefined}>
      <button
        type="button"
        class="word__switch"
        aria-pressed={on}
        aria-label={t('query.chip', { role: t(ROLE_WORDS[role]), value: word })}
        title={term ? t('query.because', { action, evidence: evidenceOf(term) }) : action}
        onClick={() => change(switched(edit, role, !on))}
      >
        {word}
      </button>
      {choices[role].length > 1 && <ValueSelect of={role} query={query} arrowOnly />}
    </span>
  );
}

/** Chooses among the words for a role. */
function ValueSelect(props: { of: QueryRole; query: FindQuery; arrowOnly?: boolean }) {
  const { of: role, query, arrowOnly = false } = props;
  const { edit, change } = query;
  return (
    <select
      class={arrowOnly ? 'word__others' : 'word word--noun'}
      data-on={(!arrowOnly && query.roles !== null) || undefined}
      aria-label={t('query.others', { role: t(ROLE_WORDS[role]) })}
      title={arrowOnly ? t('query.otherWord') : t('query.otherNoun')}
      value={shownValue(role, query)}
      onChange={(event) => change(chosen(edit, role, event.currentTarget.value))}
    >
      {offeredValues(role, query).map((value) => (
        <option key={value} value={value}>
          {shown(role, value)}
        </option>
      ))}
    </select>
  );
}

/** A button that has nothing to do stays, so that the keyboard is not thrown off it. */
function Step(props: { label: string; to: QueryEdit | null; onStep(edit: QueryEdit): void }) {
  const { label, to, onStep } = props;
  return (
    <button
      type="button"
      class="quiet"
      aria-disabled={to === null}
      onClick={() => to && onStep(to)}
    >
      {label}
    </button>
  );
}

/** Offers to keep which words are on for the shop that leads. */
function KeepWords({ query, onKeepWords }: Pick<QueryEditorProps, 'query' | 'onKeepWords'>) {
  const { keepable } = query;
  const [kept, setKept] = useState<string | null>(null);
  useEffect(() => {
    if (kept === null) return;
    const timer = setTimeout(() => setKept(null), KEPT_SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [kept]);
  const words = keepable
    ? t('query.keep', { shop: keepable.name })
    : kept && t('query.kept', { shop: kept });
  return (
    <span aria-live="polite">
      {words && (
        <button
          type="button"
          class="quiet"
          aria-disabled={keepable === null}
          title={t('query.keepHint')}
          onClick={() => {
            if (!keepable) return;
            setKept(keepable.name);
            onKeepWords(keepable.shop, keepable.switches);
          }}
        >
          {words}
        </button>
      )}
    </span>
  );
}

function shownValue(role: QueryRole, { roles, edit, choices }: FindQuery): string {
  return roles?.[role] ?? edit.values[role] ?? choices[role][0]?.value ?? '';
}

/** The choices; a broader word that the ladder led to is among them as well. */
function offeredValues(role: QueryRole, query: FindQuery): string[] {
  return [...new Set([...query.choices[role].map(({ value }) => value), shownValue(role, query)])];
}
