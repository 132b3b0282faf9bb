import type { BoardRun } from '../../lib/board/board-run.ts';
import { hashOf } from '../../lib/board/boards-address.ts';
import type { BoardSwatch } from '../../lib/board/insights/board-palette.ts';
import type { BoardComparison as Comparison, Contrast } from '../../lib/board/insights/compare.ts';
import { NO_FILTER, type WordFilter } from '../../lib/board/insights/filter.ts';
import type { Keyword } from '../../lib/board/insights/keywords.ts';
import { type PlainMessage, t } from '../../lib/i18n.ts';
import { boardTitle } from '../board-title.ts';
import { asHeading, percent, shown } from '../words.ts';
import { boardKind, countPins } from './board-words.ts';
import { Figure } from './Chart.tsx';
import { filterWord } from './filter-words.ts';

/** One of two boards that are compared. */
export interface ComparedSide {
  run: BoardRun;
  pins: number;
  palette: readonly BoardSwatch[];
}

type Kind = Extract<WordFilter, 'nouns' | 'styles' | 'materials' | 'scenes'>;

const TITLES = {
  nouns: 'insights.objects',
  styles: 'insights.styles',
  materials: 'insights.materials',
  scenes: 'insights.scenes',
} as const satisfies Record<Kind, PlainMessage>;

/** Two boards beside each other: what they share, and what sets each apart. */
export function BoardComparison(props: {
  first: ComparedSide;
  second: ComparedSide;
  comparison: Comparison;
}) {
  const { first, second, comparison } = props;
  const { common } = comparison;
  const titles: Titles = [boardTitle(first.run), boardTitle(second.run)];
  const shared = [
    { kind: 'nouns', contrasts: common.objects },
    { kind: 'styles', contrasts: common.styles },
    { kind: 'materials', contrasts: common.materials },
  ] as const;
  const apart = [
    { kind: 'nouns', contrasts: comparison.objects },
    { kind: 'styles', contrasts: comparison.styles },
    { kind: 'materials', contrasts: comparison.materials },
    { kind: 'scenes', contrasts: comparison.scenes },
  ] as const;
  return (
    <>
      <header class="board-head">
        <a class="back" href={hashOf({ view: 'list' })}>
          {t('insights.allBoards')}
        </a>
        <h1 tabIndex={-1}>{t('insights.comparison', { first: titles[0], second: titles[1] })}</h1>
      </header>
      <div class="sides">
        <Side side={first} order="first" keywords={comparison.onlyFirst} />
        <Side side={second} order="second" keywords={comparison.onlySecond} />
      </div>
      <section class="compared">
        <h2>{t('insights.common')}</h2>
        <p class="hint">
          {t('insights.sharedPalette', { share: percent(comparison.sharedPalette) })}
        </p>
        <Contrasts groups={shared} titles={titles} />
      </section>
      <section class="compared">
        <h2>{t('insights.apart')}</h2>
        <Contrasts groups={apart} titles={titles} />
      </section>
    </>
  );
}

type Titles = readonly [first: string, second: string];

function Side(props: {
  side: ComparedSide;
  order: 'first' | 'second';
  keywords: readonly Keyword[];
}) {
  const { side, order, keywords } = props;
  const { run, pins, palette } = side;
  const title = boardTitle(run);
  return (
    <section class="side" data-order={order}>
      <h2>
        <a href={hashOf({ view: 'board', runId: run.id, filter: NO_FILTER })}>{title}</a>
      </h2>
      <p class="hint">
        {boardKind(run.page)} · {countPins(pins)}
      </p>
      <ul class="strip strip--list" aria-label={t('insights.paletteOf', { title })}>
        {palette.map(({ hex, name, share }) => {
          const words = `${asHeading(shown('color', name))} ${percent(share)}`;
          return (
            <li key={hex} style={{ background: hex, flexGrow: share }} title={words}>
              <span class="unseen">{words}</span>
            </li>
          );
        })}
      </ul>
      <h3>{t('insights.onlyHere')}</h3>
      {keywords.length === 0 ? (
        <p class="hint">{t('insights.nothingApart')}</p>
      ) : (
        <ul class="words-apart">
          {keywords.map(({ value, pinIds }) => (
            <li key={value} class="word-apart">
              {value} <span class="bar__amount">{countPins(pinIds.length)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Contrasts(props: {
  groups: readonly { kind: Kind; contrasts: readonly Contrast[] }[];
  titles: Titles;
}) {
  const filled = props.groups.filter(({ contrasts }) => contrasts.length > 0);
  if (filled.length === 0) return <p class="hint">{t('insights.nothingApart')}</p>;
  return (
    <div class="figures">
      {filled.map(({ kind, contrasts }) => (
        <Figure key={kind} title={t(TITLES[kind])} hint={t('insights.contrastHint')} level={3}>
          <ContrastTable kind={kind} contrasts={contrasts} titles={props.titles} />
        </Figure>
      ))}
    </div>
  );
}

function ContrastTable(props: { kind: Kind; contrasts: readonly Contrast[]; titles: Titles }) {
  const { kind, contrasts, titles } = props;
  return (
    <table class="contrasts">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">{t(TITLES[kind])}</span>
          </th>
          {titles.map((title, n) => (
            // Both may have the same name.
            <th key={n === 0 ? 'first' : 'second'} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {contrasts.map(({ value, first, second }) => (
          <tr key={value}>
            <th scope="row">{filterWord(kind, value)}</th>
            <ShareCell order="first" share={first} />
            <ShareCell order="second" share={second} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ShareCell({ order, share }: { order: 'first' | 'second'; share: number }) {
  return (
    <td data-order={order}>
      <span class="share" style={{ '--share': share }}>
        {percent(share)}
      </span>
    </td>
  );
}
