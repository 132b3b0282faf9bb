import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../../lib/i18n.ts';
import { written } from '../words.ts';

/** A part of a bar, in a colour of its own. */
export interface BarPart {
  /** Of the longest bar, in [0, 1]. */
  share: number;
  /** `#rrggbb`; null for the colour of all bars. */
  hex: string | null;
}

/** One line of a chart. */
export interface Bar {
  key: string;
  name: string;
  /** The number that the bar stands for, in words: "14 pins". */
  amount: string;
  /** What the bar is made of. */
  parts: readonly BarPart[];
  isChosen: boolean;
  onChoose(): void;
  /** A word beside the number. */
  note?: string;
  /** More of it, below. */
  more?: ComponentChildren;
}

/** A figure with its heading, what it shows, and what to do with it. */
export function Figure(props: {
  title: string;
  hint: string;
  class?: string;
  action?: ComponentChildren;
  /** Of its heading. Default 2. */
  level?: 2 | 3;
  children: ComponentChildren;
}) {
  const id = useId();
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <figure class={`figure ${props.class ?? ''}`} aria-labelledby={id}>
      <figcaption class="figure__head">
        <Heading id={id}>{props.title}</Heading>
        {props.action}
        <p class="hint">{props.hint}</p>
      </figcaption>
      {props.children}
    </figure>
  );
}

/**
 * A bar chart that is a list: each line a name, which filters by it, a bar to look at, and the
 * number to read. The first few are shown, all on demand.
 */
export function BarChart(props: {
  title: string;
  hint: string;
  bars: readonly Bar[];
  /** How many are shown at first. */
  first: number;
  class?: string;
}) {
  const { title, hint, bars, first } = props;
  const [all, setAll] = useState(false);
  const listId = useId();
  if (bars.length === 0) return null;
  return (
    <Figure title={title} hint={hint} {...(props.class && { class: props.class })}>
      <ol class="bars" id={listId}>
        {bars.slice(0, all ? bars.length : first).map((bar) => (
          <BarLine key={bar.key} bar={bar} />
        ))}
      </ol>
      <More
        count={bars.length}
        first={first}
        title={title}
        controls={listId}
        all={all}
        onChange={setAll}
      />
    </Figure>
  );
}

/** The button that shows all of a list, where there are more than the first few. */
export function More(props: {
  count: number;
  first: number;
  /** Of the list, for the button's name. */
  title: string;
  controls: string;
  all: boolean;
  onChange(all: boolean): void;
}) {
  const { count, first, title, controls, all, onChange } = props;
  if (count <= first) return null;
  const words = all ? t('insights.showFewer') : t('insights.showAll', { count: written(count) });
  return (
    <button
      type="button"
      class="quiet figure__more"
      aria-expanded={all}
      aria-controls={controls}
      aria-label={t('insights.listed', { words, title })}
      onClick={() => onChange(!all)}
    >
      {words}
    </button>
  );
}

function BarLine({ bar }: { bar: Bar }) {
  const { name, amount, parts, isChosen, onChoose, note, more } = bar;
  return (
    <li class="bar">
      <button type="button" class="bar__name" aria-pressed={isChosen} onClick={onChoose}>
        {name}
      </button>
      {note !== undefined && <span class="bar__note">{note}</span>}
      <span class="bar__amount">{amount}</span>
      <span class="bar__track" aria-hidden="true">
        {parts.map(({ share, hex }) => (
          <span
            key={hex ?? ''}
            style={{ width: `${share * 100}%`, ...(hex && { background: hex }) }}
          />
        ))}
      </span>
      {more}
    </li>
  );
}
