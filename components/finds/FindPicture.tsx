import { useEffect, useRef, useState } from 'preact/hooks';
import type { SavedFind } from '../../lib/finds/saved-find.ts';
import { WHOLE_IMAGE } from '../../lib/geometry.ts';
import { Crop } from '../Crop.tsx';
import { useNearView } from './near-view.ts';

/** The picture that was kept of a find; null where none was. */
export type LoadCrop = (id: string) => Promise<Blob | null>;

/**
 * The picture of a find: the kept one, read only while it is near the view, else the part of the
 * picture at Pinterest. It repeats the noun beside it, so it has no name.
 */
export function FindPicture({ find, loadCrop }: { find: SavedFind; loadCrop: LoadCrop }) {
  const box = useRef<HTMLDivElement>(null);
  const isNear = useNearView(box);
  const [url, setUrl] = useState<string | 'none' | null>(null);
  useEffect(() => {
    if (!isNear) return;
    let made: string | null = null;
    let isWanted = true;
    loadCrop(find.id)
      .catch(() => null)
      .then((crop) => {
        if (!isWanted) return;
        made = crop && URL.createObjectURL(crop);
        setUrl(made ?? 'none');
      });
    return () => {
      isWanted = false;
      setUrl(null);
      if (made) URL.revokeObjectURL(made);
    };
  }, [isNear, find, loadCrop]);
  return (
    <div ref={box} class="tile__picture">
      {url === 'none' && (
        <Crop url={find.image.url} box={find.find.object?.box ?? WHOLE_IMAGE} image={find.image} />
      )}
      {url !== null && url !== 'none' && <img src={url} alt="" decoding="async" />}
    </div>
  );
}
