import type { ComponentChildren } from 'preact';
import { useId, useMemo, useRef } from 'preact/hooks';
import { boardUrl } from '../../lib/board/board-page.ts';
import type { BoardRun } from '../../lib/board/board-run.ts';
import { hashOf } from '../../lib/board/boards-address.ts';
import { type BoardFilter, demandsOf } from '../../lib/board/insights/filter.ts';
import type { BoardInsights } from '../../lib/board/insights/insights.ts';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import { t } from '../../lib/i18n.ts';
import type { NounFacts } from '../../lib/query/noun.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import { boardTitle } from '../board-title.ts';
import { ChevronIcon } from '../icons.tsx';
import type { SearchAll } from '../ShopLinks.tsx';
import { sentenceFor, written } from '../words.ts';
import { BoardFigures } from './BoardFigures.tsx';
import { boardKind, countPins, dayOf, statusWord, timeLeft } from './board-words.ts';
import { FilterBar } from './FilterBar.tsx';
import { LookFor } from './LookFor.tsx';
import type { ShownPin } from './Picture.tsx';
import { PinGrid } from './PinGrid.tsx';

export interface BoardPageProps {
  run: BoardRun;
  progress: RunProgress;
  /** The pins that were looked at, in the board's order. */
  pins: readonly ShownPin[];
  /** Null while they are reckoned. */
  insights: BoardInsights | null;
  filter: BoardFilter;
  /** The pins that have all that the filter asks for; null until it is known. */
  matches: readonly ShownPin[] | null;
  /** Boards that this one can be compared with. */
  others: readonly BoardRun[];
  shops: readonly ReadyShop[];
  /** What is known of the nouns to look for, as far as it is known yet. */
  nounFacts: ReadonlyMap<string, NounFacts>;
  /** `passing` for a change on the way to another, which is none to come back to. */
  onFilterChange(filter: BoardFilter, passing?: boolean): void;
  onSearchAll: SearchAll;
  onSavePalette(): void;
  onExportJson(): void;
  onExportCsv(): void;
  onPrint(): void;
  onDelete(): void;
  /** What to do with the run, beside its progress. */
  controls?: ComponentChildren;
  /** What comes after the pins: the board's model. */
  children?: ComponentChildren;
}

/** All that a board says. Usable from 320 px and with text at 200 %. */
export function BoardPage(props: BoardPageProps) {
  const { pins, insights, filter, matches, onFilterChange, shops, nounFacts } = props;
  const pinsTitle = useRef<HTMLHeadingElement>(null);
  const pinsId = useId();
  const byId = useMemo(() => new Map(pins.map((each) => [each.pin.id, each])), [pins]);
  const isFiltered = demandsOf(filter) > 0;
  return (
    <>
      <BoardHead {...props} />
      {pins.length === 0 ? (
        <p class="empty">{t('insights.nothingYet')}</p>
      ) : (
        <>
          <FilterBar
            filter={filter}
            matches={matches}
            all={pins.length}
            onFilterChange={onFilterChange}
            onSeePins={() => {
              pinsTitle.current?.focus();
              pinsTitle.current?.scrollIntoView();
            }}
          />
          {insights ? (
            <>
              <LookFor
                combinations={insights.combinations}
                pins={byId}
                nounFacts={nounFacts}
                shops={shops}
                onSearchAll={props.onSearchAll}
              />
              <BoardFigures
                insights={insights}
                filter={filter}
                onFilterChange={onFilterChange}
                onSavePalette={props.onSavePalette}
              />
            </>
          ) : (
            <p class="empty empty--awaited">{t('insights.reading')}</p>
          )}
          <section class="pins" aria-labelledby={pinsId}>
            <div class="figure__head">
              <h2 ref={pinsTitle} class="pins__title" id={pinsId} tabIndex={-1}>
                {t('insights.pinsTitle')}
              </h2>
              <p class="hint">
                {isFiltered && matches
                  ? t('insights.matching', matches.length, {
                      count: written(matches.length),
                      pins: countPins(pins.length),
                    })
                  : countPins(pins.length)}
              </p>
            </div>
            {matches?.length === 0 ? (
              <p class="empty">{t('insights.noMatch')}</p>
            ) : (
              <PinGrid entries={matches ?? []} />
            )}
          </section>
        </>
      )}
      {props.children}
    </>
  );
}

function BoardHead(props: BoardPageProps) {
  const { run, progress, pins, others, controls } = props;
  const title = boardTitle(run);
  const url = boardUrl(run.page);
  return (
    <header class="board-head">
      <a class="back" href={hashOf({ view: 'list' })}>
        {t('insights.allBoards')}
      </a>
      <h1 tabIndex={-1}>{title}</h1>
      <p class="board-head__facts">
        {boardKind(run.page)} · {countPins(pins.length)} · {dayOf(run.startedAt)} ·{' '}
        <span data-status={progress.status}>{statusWord(progress.status)}</span>
      </p>
      <Progress progress={progress} />
      {controls}
      <div class="board-head__actions">
        {url !== null && (
          <a class="button button--first" href={url} target="_blank" rel="noopener noreferrer">
            {t('insights.openBoard')}
          </a>
        )}
        {pins.length > 0 && (
          <>
            <button type="button" class="button" onClick={props.onExportJson}>
              {t('insights.exportJson')}
            </button>
            <button type="button" class="button" onClick={props.onExportCsv}>
              {t('insights.exportCsv')}
            </button>
            <button type="button" class="button" onClick={props.onPrint}>
              {t('insights.print')}
            </button>
          </>
        )}
        {others.length > 0 && pins.length > 0 && (
          <details class="menu">
            <summary class="button">
              {t('insights.compareWith')}
              <ChevronIcon />
            </summary>
            <ul>
              {others.map((other) => (
                <li key={other.id}>
                  <a href={hashOf({ view: 'comparison', runId: run.id, otherId: other.id })}>
                    {boardTitle(other)}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )}
        <button type="button" class="button" onClick={props.onDelete}>
          {t('insights.delete')}
        </button>
      </div>
    </header>
  );
}

/** How far a run has come, and what stood in its way. */
function Progress({ progress }: { progress: RunProgress }) {
  const { status, done, total, failed, msLeft, stop } = progress;
  const words = t('insights.progress', { done: written(done), total: written(total) });
  return (
    <>
      {status !== 'done' && (
        <div class="progress">
          <progress max={Math.max(1, total)} value={done} aria-label={words} />
          <p>
            {words}
            {msLeft !== null && msLeft > 0 && ` · ${timeLeft(msLeft)}`}
          </p>
        </div>
      )}
      {stop && <p class="board-head__trouble">{sentenceFor(stop.code)}</p>}
      {failed.length > 0 && (
        <p class="hint">
          {t('insights.failedPins', failed.length, { count: written(failed.length) })}
        </p>
      )}
    </>
  );
}
