import { t } from '../../lib/i18n.ts';
import type { Run } from '../../lib/tab-state.ts';
import { OptionsIcon } from '../icons.tsx';
import { MagpieMark } from '../MagpieMark.tsx';

/** The popup's top: which picture this is, how far we are, and the way to the options. */
export function Header(props: {
  title: string;
  /** The picture; without one, Magpie's mark stands in. */
  imageUrl?: string | null;
  /** Spoken as it changes. */
  status?: string;
  state?: Run['status'];
  onOpenOptions(): void;
}) {
  const { title, imageUrl, status = '', state, onOpenOptions } = props;
  return (
    <header class="header">
      {imageUrl ? (
        <img class="header__thumbnail" src={imageUrl} alt="" referrerpolicy="no-referrer" />
      ) : (
        <span class="header__mark">
          <MagpieMark size={36} />
        </span>
      )}
      <div class="header__words">
        <h1 title={title}>{title}</h1>
        <p class="header__status" role="status" data-state={state}>
          {status}
        </p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t('popup.options')}
        title={t('popup.options')}
        onClick={onOpenOptions}
      >
        <OptionsIcon />
      </button>
    </header>
  );
}
