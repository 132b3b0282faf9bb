import { useId, useRef, useState } from 'preact/hooks';
import { type Find as FindValue, namedObject } from '../../lib/find.ts';
import { t } from '../../lib/i18n.ts';
import type { NounFacts } from '../../lib/query/noun.ts';
import type { RoleSwitches } from '../../lib/query/roles.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import { ColorChips } from '../ColorChips.tsx';
import { Crop } from '../Crop.tsx';
import { type Correcting, FindCorrection } from '../FindCorrection.tsx';
import { ChevronIcon, TextIcon } from '../icons.tsx';
import { QueryEditor } from '../QueryEditor.tsx';
import { type SearchAll, ShopLinks } from '../ShopLinks.tsx';
import { type FindSaving, Star } from '../Star.tsx';
import type { Copying } from '../use-copy.ts';
import { useFindQuery } from '../use-find-query.ts';
import { asHeading, shown, standing } from '../words.ts';

/** One find in the popup's list: what it is, how sure, its colours, and where to search for it. */
export function Find(props: {
  /** Unique in the list and stable over the stages of the analysis. */
  id: string;
  find: FindValue;
  facts: NounFacts;
  /** Pixels of the analysed image. */
  image: { width: number; height: number };
  imageUrl: string;
  shops: readonly ReadyShop[];
  copying: Copying;
  correcting: Correcting;
  /** Null for a picture whose finds cannot be saved. */
  saving: FindSaving | null;
  onSearchAll: SearchAll;
  onKeepWords(shop: string, switches: Partial<RoleSwitches>): void;
}) {
  const { id, find, facts, image, imageUrl, shops, copying, correcting } = props;
  const { saving, onSearchAll, onKeepWords } = props;
  const { noun, object } = find;
  const query = useFindQuery(find, facts, shops, imageUrl);
  const [editing, setEditing] = useState(false);
  const editorId = useId();
  const firstShop = useRef<HTMLAnchorElement>(null);
  return (
    <li class="find">
      {object ? (
        <Crop url={imageUrl} box={object.box} image={image} />
      ) : (
        <span class="crop crop--none">
          <TextIcon />
        </span>
      )}
      <div class="find__words">
        <h2>
          <span>{asHeading(shown('noun', noun))}</span>{' '}
          <small class="confidence">{object ? standing(object) : t('popup.namedByPin')}</small>
        </h2>
        {saving && <Star find={find} query={query} saving={saving} />}
        {object && (
          <FindCorrection object={namedObject({ ...find, object })} correcting={correcting} />
        )}
        {object && <ColorChips colors={object.colors} of={id} copying={copying} />}
        <button
          type="button"
          class="quiet find__query"
          aria-expanded={editing}
          aria-controls={editorId}
          aria-label={
            editing ? t('popup.doneChanging') : t('popup.changeSearch', { words: query.text })
          }
          onClick={() => setEditing(!editing)}
        >
          {editing ? t('popup.done') : query.text}
          <ChevronIcon />
        </button>
        <div id={editorId} class="find__editor">
          {editing && (
            <QueryEditor
              query={query}
              onSubmit={() => firstShop.current?.click()}
              onKeepWords={onKeepWords}
            />
          )}
        </div>
        <ShopLinks
          searches={query.searches}
          about={query.text}
          onSearchAll={onSearchAll}
          firstRef={firstShop}
          compact
        />
      </div>
    </li>
  );
}
