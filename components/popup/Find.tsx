import type { DetectedObject } from '../../lib/analysis.ts';
import { queryFor } from '../../lib/query/search-query.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import { ColorChips } from '../ColorChips.tsx';
import { Crop } from '../Crop.tsx';
import { ShopLinks } from '../ShopLinks.tsx';
import type { Copying } from '../use-copy.ts';
import { asHeading, certaintyWords } from '../words.ts';

/** One find in the popup's list: what it is, how sure, its colours, and where to search for it. */
export function Find(props: {
  /** Unique in the list and stable over the stages of the analysis. */
  id: string;
  object: DetectedObject;
  /** Pixels of the analysed image. */
  image: { width: number; height: number };
  imageUrl: string;
  shops: readonly ReadyShop[];
  copying: Copying;
}) {
  const { id, object, image, imageUrl, shops, copying } = props;
  return (
    <li class="find">
      <Crop url={imageUrl} box={object.box} image={image} />
      <div class="find__words">
        <h2>
          <span>{asHeading(object.label)}</span>{' '}
          <small class="confidence">{certaintyWords(object)}</small>
        </h2>
        <ColorChips colors={object.colors} of={id} copying={copying} />
        <ShopLinks shops={shops} query={queryFor(object).ladder[0]} compact />
      </div>
    </li>
  );
}
