import type { RunProgress } from '../../lib/board/run-progress.ts';
import { t } from '../../lib/i18n.ts';
import { thumbnailUrl } from '../../lib/pin/images.ts';
import { sentenceFor } from '../words.ts';

/** More are not shown at once; "Retry all" takes them all. */
const MOST_SHOWN = 50;

/** The pins of a run that could not be looked at, each with its reason and another try. */
export function BoardFailed(props: {
  failed: RunProgress['failed'];
  /** Null for all. */
  onRetry(pinIds: readonly string[] | null): void;
}) {
  const { failed, onRetry } = props;
  if (failed.length === 0) return null;
  const more = failed.length - MOST_SHOWN;
  return (
    <section class="board-failed">
      <header>
        <h2>{t('boardOffer.failed', failed.length)}</h2>
        {failed.length > 1 && (
          <button type="button" class="button" onClick={() => onRetry(null)}>
            {t('boardOffer.retryAll')}
          </button>
        )}
      </header>
      <ul>
        {failed.slice(0, MOST_SHOWN).map(({ pinId, title, imageUrl, failure }) => {
          const name = title?.trim() || t('popup.untitled');
          return (
            <li key={pinId}>
              <span class="board-failed__picture">
                {imageUrl && (
                  <img
                    src={thumbnailUrl(imageUrl)}
                    alt=""
                    loading="lazy"
                    referrerpolicy="no-referrer"
                  />
                )}
              </span>
              <div>
                <h3 title={name}>{name}</h3>
                <p>{sentenceFor(failure.code)}</p>
              </div>
              <button
                type="button"
                class="button"
                aria-label={t('boardOffer.retryPin', { title: name })}
                onClick={() => onRetry([pinId])}
              >
                {t('boardOffer.retry')}
              </button>
            </li>
          );
        })}
      </ul>
      {more > 0 && <p>{t('boardOffer.moreFailed', more)}</p>}
    </section>
  );
}
