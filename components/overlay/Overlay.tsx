import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BoundingBox, DetectedObject } from '../../lib/analysis.ts';
import {
  boxToRect,
  centerOf,
  contains,
  expand,
  intersect,
  type Point,
  type Rect,
} from '../../lib/overlay/geometry.ts';
import { HOTSPOT_SIZE, readingOrder, spreadHotspots } from '../../lib/overlay/hotspots.ts';
import { markArea } from '../../lib/overlay/occlusion.ts';
import type { CardPlacement } from '../../lib/overlay/place-card.ts';
import type { PictureFrame } from '../../lib/overlay/track-image.ts';
import { seenFind } from '../../lib/query/choices.ts';
import { type NounFacts, UNKNOWN_NOUN } from '../../lib/query/noun.ts';
import type { RoleSwitches } from '../../lib/query/roles.ts';
import type { Offer } from '../../lib/shops/offer.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import type { Run } from '../../lib/tab-state.ts';
import type { SearchAll } from '../ShopLinks.tsx';
import { type CopyText, useCopy } from '../use-copy.ts';
import { asHeading, confidenceWord } from '../words.ts';
import { FindCard } from './FindCard.tsx';
import { Mark } from './Mark.tsx';
import { Outline } from './Outline.tsx';

export interface OverlayProps {
  run: Run;
  /** The picture as the page loaded it, for the crops. */
  imageUrl: string;
  /** From `trackImage`; `null` hides everything and closes the card. */
  frame: PictureFrame | null;
  /** In the user's order, those turned on only. */
  shops: readonly ReadyShop[];
  /** What is known of the nouns of the finds, as far as it is known yet. */
  nounFacts: ReadonlyMap<string, NounFacts>;
  /** The pin's own link; null where it has none. */
  offer: Offer | null;
  /** Whether hotspots are shown; the caller keeps it, since a shortcut toggles it as well. */
  open: boolean;
  onToggle(open: boolean): void;
  onRetry(): void;
  onSearchAll: SearchAll;
  onKeepWords(shop: string, switches: Partial<RoleSwitches>): void;
  /** A hotspot outside the view got the focus; see `reveal`. */
  onReveal(box: BoundingBox): void;
  copyText: CopyText;
}

/** A find with its place among the others. */
interface Spot {
  /** Stable over the stages of the analysis, in which labels change but boxes stay. */
  key: string;
  object: DetectedObject;
  box: Rect;
  /** Middle of its hotspot. */
  x: number;
  y: number;
  inView: boolean;
}

/**
 * Everything that Magpie draws over a picture. The layer lets every click through but those on its
 * own controls; it wants to be in a shadow root with `overlayStyles`.
 */
export function Overlay(props: OverlayProps) {
  const { run, imageUrl, frame, shops, open, onToggle, onRetry, onReveal } = props;
  const copying = useCopy(props.copyText);
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [card, setCard] = useState<CardPlacement | null>(null);
  const layer = useRef<HTMLElement>(null);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const spots = useSpots(run.analysis?.objects, frame, open);
  const openSpot = spots.find(({ key }) => key === opened);
  // Half a hotspot at the edge of the card invites misses; it is back when the card is gone.
  const isUnderCard = ({ x, y }: Point): boolean =>
    openSpot !== undefined && card !== null && contains(expand(card, HOTSPOT_SIZE / 2), { x, y });
  const outlined = spots.find(({ key }) => key === pointedAt) ?? openSpot;

  const hidden = frame === null || !open;
  useEffect(() => {
    if (!hidden) return;
    setOpened(null);
    setPointedAt(null);
  }, [hidden]);
  useOutsidePress(layer, opened !== null, () => setOpened(null));

  const closeCard = (): void => {
    if (opened !== null) buttons.current.get(opened)?.focus({ preventScroll: true });
    setOpened(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    if (opened !== null) {
      closeCard();
    } else {
      focusMark(event.currentTarget as HTMLElement);
      onToggle(false);
    }
  };

  if (!frame) return null;
  const { visible, viewport } = frame;
  return (
    <section
      ref={layer}
      class="magpie magpie--over-page overlay"
      aria-label="Magpie"
      onKeyDown={onKeyDown}
      onKeyUp={stop}
      onKeyPress={stop}
    >
      {open && outlined && (
        <Outline
          box={outlined.box}
          visible={visible}
          rounding={frame.rounding}
          narrow={outlined === openSpot && (card?.side === 'right' || card?.side === 'left')}
          noun={
            outlined === openSpot && card?.side === 'above'
              ? null
              : asHeading(outlined.object.label)
          }
        />
      )}
      <Mark
        run={run}
        corner={frame.corner}
        visible={visible}
        open={open}
        onToggle={() => onToggle(!open)}
        onRetry={onRetry}
      />
      {open && spots.length > 0 && (
        <ol class="hotspots" aria-label="Finds in this picture">
          {spots.map(({ key, object, box, x, y, inView }) => (
            <li key={key}>
              <button
                type="button"
                class="hotspot"
                data-out={!inView || isUnderCard({ x, y }) || undefined}
                ref={(button) => {
                  if (button) buttons.current.set(key, button);
                  else buttons.current.delete(key);
                }}
                style={{ left: `${x}px`, top: `${y}px` }}
                aria-label={`${asHeading(object.label)}, ${confidenceWord(object.score)}`}
                aria-haspopup="dialog"
                aria-expanded={key === opened}
                onPointerEnter={() => setPointedAt(key)}
                onPointerLeave={() => setPointedAt(null)}
                onFocus={() => {
                  setPointedAt(key);
                  // Who walks on has done with the card, which may lie over the next hotspot.
                  if (key !== opened) setOpened(null);
                  if (!inView) onReveal(object.box);
                }}
                onBlur={() => setPointedAt(null)}
                onClick={() => setOpened(key === opened ? null : key)}
              />
              {key === opened && run.analysis && (
                <FindCard
                  find={{ ...seenFind(object), object }}
                  facts={props.nounFacts.get(object.label) ?? UNKNOWN_NOUN}
                  image={run.analysis}
                  imageUrl={imageUrl}
                  beside={intersect(box, visible) ?? box}
                  viewport={viewport}
                  shops={shops}
                  offer={props.offer}
                  copying={copying}
                  onSearchAll={props.onSearchAll}
                  onKeepWords={props.onKeepWords}
                  onPlace={setCard}
                  onClose={closeCard}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      <p class="unseen" role="status">
        {copying.announcement}
      </p>
    </section>
  );
}

/** Moves the focus to the mark, from which Tab walks the hotspots. For the keyboard shortcut. */
export function focusMark(root: ParentNode): void {
  root.querySelector<HTMLElement>('.mark')?.focus({ preventScroll: true });
}

function stop(event: Event): void {
  event.stopPropagation();
}

/** The finds in reading order, with their boxes and hotspots on the screen. */
function useSpots(
  objects: readonly DetectedObject[] | undefined,
  frame: PictureFrame | null,
  open: boolean,
): Spot[] {
  return useMemo(() => {
    if (!objects || !frame || !open) return [];
    const { picture, painted, visible, corner } = frame;
    const shown = objects.filter(({ box }) => intersect(boxToRect(box, picture), painted));
    const ordered = readingOrder(shown.map(({ box }) => box)).flatMap(
      (index) => shown[index] ?? [],
    );
    const middles = ordered.map(({ box }) => {
      const rect = boxToRect(box, picture);
      return centerOf(intersect(rect, painted) ?? rect);
    });
    const placed = spreadHotspots(middles, painted, markArea(corner, visible));
    const seen = new Map<string, number>();
    return ordered.flatMap((object, index) => {
      const middle = middles[index];
      const place = placed[index];
      if (!middle || !place) return [];
      const at = Object.values(object.box)
        .map((side) => side.toFixed(3))
        .join(' ');
      const twin = (seen.get(at) ?? 0) + 1;
      seen.set(at, twin);
      return {
        key: `${at} ${twin}`,
        object,
        box: boxToRect(object.box, picture),
        x: place.x,
        y: place.y,
        inView: contains(visible, middle),
      };
    });
  }, [objects, frame, open]);
}

/** Calls `onPress` when the pointer goes down on the page outside our layer; the page gets it too. */
function useOutsidePress(
  layer: { current: HTMLElement | null },
  active: boolean,
  onPress: () => void,
): void {
  useEffect(() => {
    if (!active) return;
    const listener = (event: Event): void => {
      const root = layer.current?.getRootNode();
      const own = root instanceof ShadowRoot ? root.host : layer.current;
      if (own && !event.composedPath().includes(own)) onPress();
    };
    window.addEventListener('pointerdown', listener, { capture: true, passive: true });
    return () => window.removeEventListener('pointerdown', listener, { capture: true });
  });
}
