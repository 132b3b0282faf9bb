import { useEffect, useState } from 'preact/hooks';
import type { BoardRun } from '../../lib/board/board-run.ts';
import { hashOf } from '../../lib/board/boards-address.ts';
import { NO_FILTER } from '../../lib/board/insights/filter.ts';
import { t } from '../../lib/i18n.ts';
import { boardTitle } from '../board-title.ts';
import { FileButton } from '../FileButton.tsx';
import { boardKind, countPins, dayOf, statusWord } from './board-words.ts';

/** A board in the list. */
export interface ListedBoard {
  run: BoardRun;
  /** How many of its pins were looked at. */
  looked: number;
  /** Addresses of a few of its pictures. */
  pictures: readonly string[];
}

/** The boards that were analysed, to open, to compare, to delete; and a place for a board's file. */
export function BoardList(props: {
  boards: readonly ListedBoard[];
  onCompare(runId: string, otherId: string): void;
  onDelete(run: BoardRun): void;
  onImport(file: File): void;
}) {
  const { boards, onCompare, onDelete, onImport } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [first, second] = chosen.filter((id) => boards.some(({ run }) => run.id === id));
  const choose = (id: string, on: boolean): void =>
    // The third takes the place of the first.
    setChosen(on ? [...chosen, id].slice(-2) : chosen.filter((other) => other !== id));
  return (
    <>
      <header class="board-head">
        <h1 tabIndex={-1}>{t('insights.title')}</h1>
        {boards.length > 1 && (
          <div class="board-head__actions">
            <button
              type="button"
              class="button"
              aria-disabled={second === undefined}
              onClick={() =>
                first !== undefined && second !== undefined && onCompare(first, second)
              }
            >
              {t('insights.compareTwo')}
            </button>
            <p class="hint">{t('insights.compareHint')}</p>
          </div>
        )}
      </header>
      {boards.length === 0 ? (
        <div class="empty">
          <h2>{t('insights.none')}</h2>
          <p>{t('insights.noneHint')}</p>
        </div>
      ) : (
        <ul class="boards">
          {boards.map((board) => (
            <ListedBoardCard
              key={board.run.id}
              board={board}
              {...(boards.length > 1 && {
                isChosen: chosen.includes(board.run.id),
                onChoose: (on: boolean) => choose(board.run.id, on),
              })}
              onDelete={() => onDelete(board.run)}
            />
          ))}
        </ul>
      )}
      <ImportBoard onImport={onImport} />
    </>
  );
}

function ListedBoardCard(props: {
  board: ListedBoard;
  isChosen?: boolean;
  /** Absent where there is no other board. */
  onChoose?: (on: boolean) => void;
  onDelete(): void;
}) {
  const { board, isChosen = false, onChoose, onDelete } = props;
  const { run, looked, pictures } = board;
  const title = boardTitle(run);
  return (
    <li class="board-card">
      <a
        class="board-card__link"
        href={hashOf({ view: 'board', runId: run.id, filter: NO_FILTER })}
      >
        <span class="cover" aria-hidden="true" data-pictures={pictures.length}>
          {pictures.map((url) => (
            <img key={url} src={url} alt="" decoding="async" referrerpolicy="no-referrer" />
          ))}
        </span>
        <h2>{title}</h2>
      </a>
      <p class="board-card__facts">
        {boardKind(run.page)}
        <br />
        {countPins(looked)} · {dayOf(run.startedAt)} · {statusWord(run.status)}
      </p>
      <div class="board-card__actions">
        {onChoose && (
          <label class="board-card__choose">
            <input
              type="checkbox"
              checked={isChosen}
              aria-label={t('insights.choose', { title })}
              onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
            />
            <span aria-hidden="true">{t('insights.compare')}</span>
          </label>
        )}
        <button
          type="button"
          class="quiet"
          aria-label={t('insights.deleteNamed', { title })}
          onClick={onDelete}
        >
          {t('insights.delete')}
        </button>
      </div>
    </li>
  );
}

/** Where a file is chosen; it may be dropped anywhere on the page. */
function ImportBoard({ onImport }: { onImport(file: File): void }) {
  const isOver = useDroppedFile(onImport);
  return (
    <section class="import" data-over={isOver || undefined}>
      <h2>{t('insights.importTitle')}</h2>
      <p class="hint">{t('insights.importHint')}</p>
      <FileButton
        label={t('insights.importChoose')}
        fieldLabel={t('insights.importFile')}
        onFile={onImport}
      />
    </section>
  );
}

/** Takes a file that is dropped on the page, and tells whether one is held over it. */
function useDroppedFile(onDrop: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Else the browser opens the file.
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent): void => {
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      onDrop(file);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [onDrop]);
  return isOver;
}
