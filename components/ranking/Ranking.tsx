import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t, uiLanguage } from '../../lib/i18n.ts';
import type { RankedPicture, RankingStatus, RankingView } from '../../lib/page/ranking-session.ts';
import { ChevronIcon, CloseIcon } from '../icons.tsx';
import { MagpieMark } from '../MagpieMark.tsx';
import { percent, sentenceFor } from '../words.ts';

/** From this fit on a picture is more likely of the board than not; what fits less can be dimmed. */
const FITS = 0.5;

/** So many of the best are marked. */
const BEST = 3;

export interface RankingProps {
  view: RankingView;
  dimmed: boolean;
  onDim(dimmed: boolean): void;
  /** What is in view shall be ranked as well. */
  onLook(): void;
  /** The page shall scroll to a picture, and the focus go there. */
  onShow(key: number): void;
  onClose(): void;
}

/** A picture with its place among all, from 1. */
interface Placed extends RankedPicture {
  place: number;
}

/**
 * What Magpie draws over a page whose pictures it ranks: a badge on each, and a bar with their list.
 * It lets every click through but those on the bar; it wants to be in a shadow root with
 * `rankingStyles`.
 */
export function Ranking(props: RankingProps) {
  const { view, dimmed, onDim, onLook, onShow, onClose } = props;
  const { board, status, frames, capturing } = view;
  const pictures = view.pictures.map((picture, index) => ({ ...picture, place: index + 1 }));
  const [unfolded, setUnfolded] = useState(false);
  const [shown, setShown] = useState<number | null>(null);
  const again = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const listId = useId();
  const looking = status.state === 'looking';

  // Who asked for the ranking finds the keyboard there.
  useEffect(() => again.current?.focus({ preventScroll: true }), [board.id]);
  useEffect(() => {
    if (pictures.length === 0) setUnfolded(false);
  }, [pictures.length]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (unfolded) {
      setUnfolded(false);
      list.current?.focus({ preventScroll: true });
    } else onClose();
  };

  return (
    <section
      class="magpie magpie--over-page ranking"
      aria-labelledby={titleId}
      lang={uiLanguage()}
      data-capturing={capturing || undefined}
      onKeyDown={onKeyDown}
    >
      <div aria-hidden="true">
        {pictures.map((picture) => {
          const frame = frames.get(picture.key);
          return (
            frame && (
              <div key={picture.key}>
                {dimmed && picture.fit < FITS && (
                  <div
                    class="ranking__veil"
                    style={{ ...placeOf(frame.visible), borderRadius: frame.rounding }}
                  />
                )}
                {picture.key === shown && (
                  <div
                    class="ranking__ring"
                    style={{ ...placeOf(frame.visible), borderRadius: frame.rounding }}
                  />
                )}
                <Badge picture={picture} x={frame.visible.x} y={frame.visible.y} />
              </div>
            )
          );
        })}
      </div>
      <div class="ranking__bar">
        <header class="ranking__head">
          <MagpieMark size={26} />
          <div>
            <h2 id={titleId}>{t('ranking.title', { board: board.name })}</h2>
            <p role="status">{statusWords(status, pictures)}</p>
          </div>
          <button
            type="button"
            class="icon-button"
            aria-label={t('ranking.close')}
            title={t('ranking.close')}
            onClick={onClose}
          >
            <CloseIcon />
          </button>
        </header>
        <div class="ranking__actions">
          <button
            ref={again}
            type="button"
            class="button button--first"
            aria-disabled={looking}
            onClick={() => looking || onLook()}
          >
            {t('ranking.again')}
          </button>
          <button
            type="button"
            class="button ranking__toggle"
            aria-pressed={dimmed}
            onClick={() => onDim(!dimmed)}
          >
            {t('ranking.dim')}
          </button>
        </div>
        {pictures.length > 0 && (
          <>
            <button
              ref={list}
              type="button"
              class="quiet ranking__unfold"
              aria-expanded={unfolded}
              aria-controls={listId}
              onClick={() => setUnfolded(!unfolded)}
            >
              {t('ranking.list', pictures.length)}
              <ChevronIcon />
            </button>
            <ol id={listId} class="ranking__list" hidden={!unfolded}>
              {pictures.map((picture) => (
                <li key={picture.key}>
                  <button
                    type="button"
                    onClick={() => {
                      setShown(picture.key);
                      onShow(picture.key);
                    }}
                  >
                    <b class="ranking__place" data-best={picture.place <= BEST || undefined}>
                      {picture.place}
                    </b>
                    <bdi>{nameOf(picture)}</bdi>
                    <span>{percent(picture.fit)}</span>
                  </button>
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </section>
  );
}

/** How well a picture fits, in its corner; of the best also their place. */
function Badge({ picture, x, y }: { picture: Placed; x: number; y: number }) {
  const isBest = picture.place <= BEST;
  return (
    <span
      class="ranking__badge"
      data-best={isBest || undefined}
      data-poor={picture.fit < FITS || undefined}
      style={{ left: `${x}px`, top: `${y}px` }}
    >
      {isBest && <b class="ranking__place">{picture.place}</b>}
      {percent(picture.fit)}
    </span>
  );
}

function placeOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
}

/** What a picture is called: by the page, else by its place. */
function nameOf({ name, place }: Placed): string {
  return name ?? t('ranking.picture', { number: String(place) });
}

/** How it stands; read out whenever it changes. */
function statusWords(status: RankingStatus, pictures: readonly Placed[]): string {
  switch (status.state) {
    case 'looking':
      return t('ranking.looking');
    case 'nothing':
      return t('ranking.nothing');
    case 'failed':
      return sentenceFor(status.code);
    case 'ranked': {
      const [best] = pictures;
      if (!best) return t('ranking.nothing');
      const counted =
        status.added === 0 ? t('ranking.nothingNew') : t('ranking.added', status.added);
      const picture = nameOf(best);
      return `${counted} ${t('ranking.best', { picture, fit: percent(best.fit) })}`;
    }
  }
}
