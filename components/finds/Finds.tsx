import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import {
  browse,
  FIND_GROUPINGS,
  FIND_SORTS,
  type FindGrouping,
  type FindNames,
  type FindSort,
  type FindView,
  firstOf,
} from '../../lib/finds/browse.ts';
import type { SavedFind } from '../../lib/finds/saved-find.ts';
import { type PlainMessage, t, uiLanguage } from '../../lib/i18n.ts';
import { type NounFacts, UNKNOWN_NOUN } from '../../lib/query/noun.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import { asHeading, countFinds, shown } from '../words.ts';
import { type FileEvents, FindFiles } from './FindFiles.tsx';
import { FindTile, type TileEvents } from './FindTile.tsx';
import { useNearView } from './near-view.ts';

/** Finds that are in the page at first, and those that each "more" adds: two screens of them. */
const STEP = 16;

const SORT_WORDS = {
  newest: 'saved.newest',
  oldest: 'saved.oldest',
  noun: 'saved.byNoun',
} as const satisfies Record<FindSort, PlainMessage>;

const GROUP_WORDS = {
  none: 'saved.ungrouped',
  board: 'saved.byBoard',
  object: 'saved.byNoun',
} as const satisfies Record<FindGrouping, PlainMessage>;

/** What is known of the saved finds. */
export type FindList =
  | { status: 'loading' | 'private' | 'failed' }
  /** Until all are read, the newest are there. */
  | { status: 'ready'; finds: readonly SavedFind[]; isComplete: boolean };

export interface FindsProps {
  list: FindList;
  shops: readonly ReadyShop[];
  /** What is known of the nouns of the finds, as far as it is known yet. */
  nounFacts: ReadonlyMap<string, NounFacts>;
  /** Raised by one each time nouns and colours get other words. */
  wordsVersion: number;
  /** Has to stay the same, or every tile is rendered anew. */
  tiles: Pick<TileEvents, 'loadCrop' | 'copyText' | 'onSearchAll' | 'onNote'>;
  files: FileEvents;
  /** Removes finds. Answers with how many there were; rejects where they are still there. */
  onDelete(ids: readonly string[]): Promise<number>;
  /** Puts back what was removed last. Answers with how many. */
  onRestore(): Promise<number>;
  /** What was removed last is not wanted back. */
  onForget(): void;
}

/** The page of saved finds. */
export function Finds(props: FindsProps) {
  const { list } = props;
  return (
    <main class="magpie saved">
      {list.status === 'ready' ? (
        <FindsView {...props} list={list} />
      ) : (
        <>
          <h1>{t('saved.title')}</h1>
          <p class="saved__notice" role="status">
            {t(STATUS_WORDS[list.status])}
          </p>
        </>
      )}
    </main>
  );
}

const STATUS_WORDS = {
  loading: 'saved.loading',
  private: 'saved.privateWindow',
  failed: 'saved.notRead',
} as const satisfies Record<Exclude<FindList['status'], 'ready'>, PlainMessage>;

function FindsView(props: FindsProps & { list: FindList & { status: 'ready' } }) {
  const { list, shops, nounFacts, wordsVersion, files } = props;
  const { finds, isComplete } = list;
  const [view, setView] = useState<FindView>({ search: '', sort: 'newest', group: 'none' });
  const [count, setCount] = useState(STEP);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  const deletion = useDeletion(props, heading);
  // Texts and order depend on how things are called, which changes once, when the words come.
  const names = useMemo(namesOf, [wordsVersion]);
  const texts = useMemo(() => new WeakMap<SavedFind, string>(), [names]);
  const groups = useMemo(() => browse(finds, view, names, texts), [finds, view, names, texts]);
  const found = useMemo(() => groups.flatMap((group) => group.finds), [groups]);
  const chosen = useMemo(
    // What the search hides is not to go unseen.
    () => found.filter(({ id }) => selected.has(id)).map(({ id }) => id),
    [found, selected],
  );
  const dateWords = useMemo(dateWriter, []);
  const change = (changes: Partial<FindView>): void => {
    setView({ ...view, ...changes });
    setCount(STEP);
  };
  const remove = useStable((ids: readonly string[]) => {
    deletion.remove(ids);
    setSelected(new Set([...selected].filter((id) => !ids.includes(id))));
  });
  const select = useStable((id: string, isSelected: boolean) => {
    const next = new Set(selected);
    if (isSelected) next.add(id);
    else next.delete(id);
    setSelected(next);
  });
  const events = useMemo(
    () => ({ ...props.tiles, onSelect: select, onDelete: remove }),
    [props.tiles, select, remove],
  );
  const areAllSelected = found.length > 0 && found.every(({ id }) => selected.has(id));
  const level = view.group === 'none' ? 2 : 3;

  return (
    <>
      <header class="saved__head">
        <h1 ref={heading} tabIndex={-1}>
          {t('saved.title')}
        </h1>
        <FindFiles count={isComplete ? finds.length : 0} events={files} />
      </header>
      {finds.length === 0 ? (
        <section class="saved__notice">
          <h2>{t('saved.emptyTitle')}</h2>
          <p>{t('saved.emptyHint')}</p>
        </section>
      ) : (
        <>
          <search class="saved__bar">
            <input
              type="search"
              aria-label={t('saved.search')}
              placeholder={t('saved.search')}
              autocomplete="off"
              spellcheck={false}
              value={view.search}
              onInput={(event) => change({ search: event.currentTarget.value })}
            />
            <Choice
              label={t('saved.sort')}
              values={FIND_SORTS}
              words={SORT_WORDS}
              value={view.sort}
              onChoose={(sort) => change({ sort })}
            />
            <Choice
              label={t('saved.group')}
              values={FIND_GROUPINGS}
              words={GROUP_WORDS}
              value={view.group}
              onChoose={(group) => change({ group })}
            />
          </search>
          <div class="saved__row">
            <p role="status">
              {isComplete
                ? found.length === finds.length
                  ? countFinds(finds.length)
                  : t('saved.some', found.length, { total: String(finds.length) })
                : t('saved.loading')}
            </p>
            {isComplete && found.length > 0 && (
              <label class="saved__all">
                <input
                  type="checkbox"
                  checked={areAllSelected}
                  onChange={(event) =>
                    setSelected(
                      new Set(event.currentTarget.checked ? found.map(({ id }) => id) : []),
                    )
                  }
                />
                {t('saved.selectAll')}
              </label>
            )}
            {chosen.length > 0 && (
              <>
                <span>{t('saved.selected', chosen.length)}</span>
                <button type="button" class="button" onClick={() => remove(chosen)}>
                  {t('saved.deleteSelected')}
                </button>
              </>
            )}
          </div>
          {found.length === 0 && (
            <section class="saved__notice">
              <p>{t('saved.noMatch')}</p>
              <button type="button" class="button" onClick={() => change({ search: '' })}>
                {t('saved.clearSearch')}
              </button>
            </section>
          )}
          {firstOf(groups, count).map(({ name, finds: members }, index) => (
            <Group
              key={name ?? `none ${index}`}
              name={view.group === 'none' ? null : (name ?? t('saved.noBoard'))}
              count={groups[index]?.finds.length ?? 0}
            >
              {members.map((find) => (
                <FindTile
                  key={find.id}
                  find={find}
                  facts={nounFacts.get(find.find.noun) ?? UNKNOWN_NOUN}
                  shops={shops}
                  isSelected={selected.has(find.id)}
                  level={level}
                  dateWords={dateWords}
                  events={events}
                />
              ))}
            </Group>
          ))}
          {found.length > count && <More key={count} onMore={() => setCount(count + STEP)} />}
        </>
      )}
      {deletion.view}
    </>
  );
}

/** The finds of a group under its name; without one only the finds. */
function Group(props: { name: string | null; count: number; children: ComponentChildren }) {
  const { name, count, children } = props;
  const id = useId();
  if (name === null) {
    return (
      <ul class="tiles" aria-label={t('saved.title')}>
        {children}
      </ul>
    );
  }
  return (
    <section aria-labelledby={id} class="saved__group">
      <h2 id={id}>
        {asHeading(name)} <small>{countFinds(count)}</small>
      </h2>
      <ul class="tiles" aria-labelledby={id}>
        {children}
      </ul>
    </section>
  );
}

/** A choice of one among a few. */
function Choice<Value extends string>(props: {
  label: string;
  values: readonly Value[];
  words: Readonly<Record<Value, PlainMessage>>;
  value: Value;
  onChoose(value: Value): void;
}) {
  const { label, values, words, value, onChoose } = props;
  return (
    <label class="saved__choice">
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = values.find((one) => one === currentTarget.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {t(words[one])}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Asks for more as soon as the end is near the view; a button where the browser cannot tell. */
function More({ onMore }: { onMore(): void }) {
  const box = useRef<HTMLDivElement>(null);
  const isNear = useNearView(box) && 'IntersectionObserver' in globalThis;
  useEffect(() => {
    if (isNear) onMore();
  }, [isNear]);
  return (
    <div ref={box} class="saved__more">
      <button type="button" class="button" onClick={onMore}>
        {t('saved.more')}
      </button>
    </div>
  );
}

/** Deleting, with a way back until the next time. */
function useDeletion(
  { onDelete, onRestore, onForget }: Pick<FindsProps, 'onDelete' | 'onRestore' | 'onForget'>,
  heading: { readonly current: HTMLElement | null },
) {
  const [deleted, setDeleted] = useState(0);
  const [said, setSaid] = useState('');
  const undo = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone.
  useEffect(() => {
    if (deleted > 0) undo.current?.focus({ preventScroll: true });
  }, [deleted]);
  const close = (words = ''): void => {
    setDeleted(0);
    setSaid(words);
    heading.current?.focus({ preventScroll: true });
  };
  const remove = (ids: readonly string[]): void => {
    setDeleted(0);
    setSaid('');
    onDelete(ids).then(
      (count) => {
        setDeleted(count);
        setSaid(t('saved.deleted', count));
      },
      () => setSaid(t('saved.notDeleted')),
    );
  };
  const view = (
    <div class="saved__undo" data-shown={said !== '' || undefined}>
      <p role="status">{said}</p>
      {deleted > 0 && (
        <button
          ref={undo}
          type="button"
          class="button"
          onClick={() =>
            onRestore().then(
              (count) => close(t('saved.restored', count)),
              () => setSaid(t('saved.failed')),
            )
          }
        >
          {t('common.undo')}
        </button>
      )}
      {said !== '' && (
        <button
          type="button"
          class="button"
          onClick={() => {
            if (deleted > 0) onForget();
            close();
          }}
        >
          {t('common.close')}
        </button>
      )}
    </div>
  );
  return { remove, view };
}

/** A function that stays the same and does what the latest `run` does. */
function useStable<Args extends unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run);
  latest.current = run;
  return useMemo(
    () =>
      (...args: Args) =>
        latest.current(...args),
    [],
  );
}

function namesOf(): FindNames {
  const { compare } = new Intl.Collator(uiLanguage(), { sensitivity: 'base', numeric: true });
  return {
    noun: (noun) => shown('noun', noun),
    color: (color) => shown('color', color),
    compare,
  };
}

function dateWriter(): (time: string) => string {
  const format = new Intl.DateTimeFormat(uiLanguage(), { dateStyle: 'medium' });
  return (time) => format.format(new Date(time));
}
