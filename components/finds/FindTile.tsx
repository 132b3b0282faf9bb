import { Component } from 'preact';
import { useMemo } from 'preact/hooks';
import type { SavedFind } from '../../lib/finds/saved-find.ts';
import { t } from '../../lib/i18n.ts';
import { choicesOf } from '../../lib/query/choices.ts';
import type { NounFacts } from '../../lib/query/noun.ts';
import { searchesFor } from '../../lib/shops/searches.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import { ColorChips } from '../ColorChips.tsx';
import { BinIcon } from '../icons.tsx';
import { type SearchAll, ShopLinks } from '../ShopLinks.tsx';
import { type CopyText, useCopy } from '../use-copy.ts';
import { asHeading, shown } from '../words.ts';
import { FindPicture, type LoadCrop } from './FindPicture.tsx';
import { Note } from './Note.tsx';

/** What a tile may ask for. Promises fail where it was not done. */
export interface TileEvents {
  loadCrop: LoadCrop;
  copyText: CopyText;
  onSearchAll: SearchAll;
  onSelect(id: string, isSelected: boolean): void;
  onNote(id: string, note: string): Promise<void>;
  onDelete(ids: readonly string[]): void;
}

interface TileProps {
  find: SavedFind;
  facts: NounFacts;
  shops: readonly ReadyShop[];
  isSelected: boolean;
  /** The level of its heading. */
  level: 2 | 3;
  /** A time as a person reads it. */
  dateWords(time: string): string;
  events: TileEvents;
}

/** A saved find in the grid. Of thousands, only those are rendered anew whose props changed. */
export class FindTile extends Component<TileProps> {
  override shouldComponentUpdate(next: Readonly<TileProps>): boolean {
    const now = this.props;
    return (
      next.find !== now.find ||
      next.facts !== now.facts ||
      next.shops !== now.shops ||
      next.isSelected !== now.isSelected ||
      next.level !== now.level ||
      next.dateWords !== now.dateWords ||
      next.events !== now.events
    );
  }

  override render(props: TileProps) {
    return <Tile {...props} />;
  }
}

function Tile({ find: saved, facts, shops, isSelected, level, dateWords, events }: TileProps) {
  const { id, find, query, pin, image, note, savedAt } = saved;
  const copying = useCopy(events.copyText);
  const noun = shown('noun', find.noun);
  const searches = useMemo(
    () => searchesFor(choicesOf(find, facts), query.edit, shops, image.url),
    [saved, facts, shops],
  );
  const Heading = `h${level}` as const;
  const title = pin?.title ?? t('saved.pinUntitled');
  return (
    <li class="tile" data-selected={isSelected || undefined}>
      <FindPicture find={saved} loadCrop={events.loadCrop} />
      <label class="tile__select">
        <input
          type="checkbox"
          checked={isSelected}
          aria-label={t('saved.select', { noun })}
          onChange={(event) => events.onSelect(id, event.currentTarget.checked)}
        />
      </label>
      <button
        type="button"
        class="icon-button tile__delete"
        aria-label={t('saved.deleteOne', { noun })}
        title={t('saved.deleteOne', { noun })}
        onClick={() => events.onDelete([id])}
      >
        <BinIcon />
      </button>
      <div class="tile__words">
        <Heading>{asHeading(noun)}</Heading>
        {find.object && <ColorChips colors={find.object.colors} of={id} copying={copying} />}
        <p class="tile__query">{t('saved.query', { words: query.text })}</p>
        <ShopLinks
          searches={searches}
          about={query.text}
          onSearchAll={events.onSearchAll}
          compact
        />
        {pin ? (
          <a
            class="tile__pin"
            href={pin.url}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t('saved.openPin', { title })}
          >
            {title}
          </a>
        ) : (
          <p class="tile__about">{t('saved.picked')}</p>
        )}
        <p class="tile__about">
          {pin?.board && <span>{t('saved.onBoard', { board: pin.board })}</span>}{' '}
          <time dateTime={savedAt}>{t('saved.savedOn', { date: dateWords(savedAt) })}</time>
        </p>
        <Note note={note} noun={noun} onChange={(changed) => events.onNote(id, changed)} />
        <p class="unseen" role="status">
          {copying.announcement}
        </p>
      </div>
    </li>
  );
}
