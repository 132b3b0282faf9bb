import {
  type BoardFilter,
  demandsOf,
  NEARNESS,
  NO_FILTER,
  WORD_FILTERS,
  withColor,
  withNearness,
  withWord,
} from '../../lib/board/insights/filter.ts';
import { t } from '../../lib/i18n.ts';
import { nameColor } from '../../lib/palette/color-names.ts';
import { CloseIcon } from '../icons.tsx';
import { asHeading, shown, written } from '../words.ts';
import { countPins } from './board-words.ts';
import { filterWord } from './filter-words.ts';
import { Picture, type ShownPin } from './Picture.tsx';

/** As many pictures as fit beside the count on a wide page. */
const MOST_PICTURES = 10;

/** What the pins are filtered by, how many have all of it, and the first of them. */
export function FilterBar(props: {
  filter: BoardFilter;
  /** Null until it is known. */
  matches: readonly ShownPin[] | null;
  /** How many pins the board has. */
  all: number;
  /** `passing` while a slider is moved: the change is none to come back to. */
  onFilterChange(filter: BoardFilter, passing?: boolean): void;
  onSeePins(): void;
}) {
  const { filter, matches, all, onFilterChange, onSeePins } = props;
  const isOn = demandsOf(filter) > 0;
  const count =
    matches &&
    t('insights.matching', matches.length, {
      count: written(matches.length),
      pins: countPins(all),
    });
  return (
    <section class="filters" aria-label={t('insights.filters')} data-on={isOn || undefined}>
      <p class="unseen" role="status">
        {isOn && count}
      </p>
      {isOn && (
        <>
          <ul class="filters__chips">
            {WORD_FILTERS.flatMap((kind) =>
              filter[kind].map((word) => (
                <li key={`${kind} ${word}`}>
                  <RemoveChip
                    name={filterWord(kind, word)}
                    onRemove={() => onFilterChange(withWord(filter, kind, word))}
                  />
                </li>
              )),
            )}
            {filter.colors.map(({ hex, within }) => (
              <li key={hex}>
                <ColorChip
                  hex={hex}
                  within={within}
                  onRemove={() => onFilterChange(withColor(filter, hex))}
                  onNearness={(next, passing) =>
                    onFilterChange(withNearness(filter, hex, next), passing)
                  }
                />
              </li>
            ))}
          </ul>
          <div class="filters__result">
            <p class="filters__count" aria-hidden="true">
              {count}
            </p>
            <ul class="filters__pictures" aria-hidden="true">
              {matches?.slice(0, MOST_PICTURES).map((entry) => (
                <li key={entry.pin.id}>
                  <Picture of={entry} sizes="40px" />
                </li>
              ))}
            </ul>
            {matches && matches.length > 0 && (
              <button type="button" class="button" onClick={onSeePins}>
                {t('insights.seePins')}
              </button>
            )}
            <button type="button" class="quiet" onClick={() => onFilterChange(NO_FILTER)}>
              {t('insights.clear')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

function RemoveChip(props: { name: string; hex?: string; onRemove(): void }) {
  const { name, hex, onRemove } = props;
  return (
    <button
      type="button"
      class="chip filter-chip"
      aria-label={t('insights.removeFilter', { name })}
      onClick={onRemove}
    >
      {hex && <span class="dot" style={{ background: hex }} />}
      {name}
      <CloseIcon />
    </button>
  );
}

function ColorChip(props: {
  hex: string;
  within: number;
  onRemove(): void;
  onNearness(within: number, passing: boolean): void;
}) {
  const { hex, within, onRemove, onNearness } = props;
  const name = asHeading(shown('color', nameColor(hex).name));
  return (
    <span class="color-filter">
      <RemoveChip name={name} hex={hex} onRemove={onRemove} />
      <label class="nearness">
        <span aria-hidden="true">{t('insights.nearer')}</span>
        <input
          type="range"
          aria-label={t('insights.near', { color: name })}
          aria-valuetext={t('insights.within', { distance: String(within) })}
          min={NEARNESS.least}
          max={NEARNESS.most}
          step={1}
          value={within}
          onInput={({ currentTarget }) => onNearness(Number(currentTarget.value), true)}
        />
        <span aria-hidden="true">{t('insights.wider')}</span>
      </label>
    </span>
  );
}
