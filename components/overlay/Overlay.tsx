import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BoundingBox, DetectedObject } from '../../lib/analysis.ts';
import type { BoardFit } from '../../lib/board/board-fit.ts';
import { type Change, puttingBack } from '../../lib/corrections.ts';
import { type Find, namedObject, type SeenFind } from '../../lib/find.ts';
import { t, uiLanguage } from '../../lib/i18n.ts';
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
import { controlsArea } from '../../lib/overlay/occlusion.ts';
import type { CardPlacement } from '../../lib/overlay/place-card.ts';
import type { PictureFrame } from '../../lib/overlay/track-image.ts';
import { type NounFacts, UNKNOWN_NOUN } from '../../lib/query/noun.ts';
import type { RoleSwitches } from '../../lib/query/roles.ts';
import type { RegionOutcome } from '../../lib/region.ts';
import type { Offer } from '../../lib/shops/offer.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import type { Run } from '../../lib/tab-state.ts';
import type { Correcting } from '../FindCorrection.tsx';
import { keyed, keyOf } from '../find-keys.ts';
import type { SearchAll } from '../ShopLinks.tsx';
import type { FindSaving } from '../Star.tsx';
import { type CopyText, useCopy } from '../use-copy.ts';
import { asHeading, shown, standing } from '../words.ts';
import { FindCard } from './FindCard.tsx';
import { Mark } from './Mark.tsx';
import { Outline } from './Outline.tsx';
import { RegionPicker } from './RegionPicker.tsx';

export interface OverlayProps {
  run: Run;
  /** What was seen and named; those without a place in the picture are not drawn. */
  finds: readonly Find[];
  /** The learned boards that the picture fits. */
  fits?: readonly BoardFit[] | undefined;
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
  /** The picture waits, and the user wants it analysed. */
  onLook(): void;
  onSearchAll: SearchAll;
  onKeepWords(shop: string, switches: Partial<RoleSwitches>): void;
  /** A hotspot outside the view got the focus; see `reveal`. */
  onReveal(box: BoundingBox): void;
  copyText: CopyText;
  correcting: Correcting;
  /** Absent for a picture whose finds cannot be saved. */
  saving?: FindSaving | null;
  /** What an area of the picture shows. Never rejects. */
  lookAt(area: BoundingBox): Promise<RegionOutcome>;
  /** Raised by one each time the user wants to draw an area, from outside the overlay. */
  pickRequests: number;
}

/** A find with its place among the others. */
interface Spot {
  /** Stable over the stages of the analysis, in which labels change but boxes stay. */
  key: string;
  find: SeenFind;
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
  const { correcting, lookAt, pickRequests } = props;
  const copying = useCopy(props.copyText);
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [card, setCard] = useState<CardPlacement | null>(null);
  const [picking, setPicking] = useState(false);
  const [removed, setRemoved] = useState<DetectedObject | null>(null);
  const layer = useRef<HTMLElement>(null);
  const pickButton = useRef<HTMLButtonElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const spots = useSpots(props.finds, frame, open);
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
    setPicking(false);
    setRemoved(null);
  }, [hidden]);
  useEffect(() => {
    setPicking(false);
    setRemoved(null);
  }, [imageUrl]);
  const answeredRequests = useRef(pickRequests);
  useEffect(() => {
    // A request that came before there was something to draw on is met when there is.
    if (hidden || !run.analysis || answeredRequests.current === pickRequests) return;
    answeredRequests.current = pickRequests;
    startPicking();
  }, [pickRequests, hidden, run.analysis]);
  useEffect(() => undoButton.current?.focus({ preventScroll: true }), [removed]);
  useOutsidePress(layer, opened !== null, () => setOpened(null));

  const closeCard = (): void => {
    if (opened !== null) buttons.current.get(opened)?.focus({ preventScroll: true });
    setOpened(null);
  };
  const startPicking = (): void => {
    setOpened(null);
    setRemoved(null);
    setPicking(true);
  };
  const leavePicking = (): void => {
    setPicking(false);
    // The button is back with the next render.
    requestAnimationFrame(() => pickButton.current?.focus({ preventScroll: true }));
  };
  const keepDrawn = (object: DetectedObject): void => {
    correcting.correct({ kind: 'draw', object });
    setPicking(false);
    setOpened(keyOf(object.box, 1));
  };
  const correctOpen = (change: Change): void => {
    correcting.correct(change);
    if (change.kind === 'erase' || (change.kind === 'name' && change.noun === null)) {
      setRemoved(openSpot ? namedObject(openSpot.find) : null);
      setOpened(null);
    }
  };
  const putBack = (object: DetectedObject): void => {
    focusMark(layer.current);
    correcting.correct(puttingBack(object));
    setRemoved(null);
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
      lang={uiLanguage()}
      onKeyDown={onKeyDown}
      onKeyUp={stop}
      onKeyPress={stop}
    >
      {open && !picking && outlined && (
        <Outline
          box={outlined.box}
          visible={visible}
          rounding={frame.rounding}
          narrow={outlined === openSpot && (card?.side === 'right' || card?.side === 'left')}
          noun={
            outlined === openSpot && card?.side === 'above'
              ? null
              : asHeading(shown('noun', outlined.find.noun))
          }
        />
      )}
      {!picking && (
        <Mark
          run={run}
          corner={frame.corner}
          visible={visible}
          open={open}
          onToggle={() => onToggle(!open)}
          onRetry={onRetry}
          onLook={() => {
            props.onLook();
            // Who asks for the finds wants to see them.
            if (!open) onToggle(true);
          }}
          onPick={startPicking}
          pickRef={pickButton}
        >
          {removed && (
            <div class="panel panel--row">
              <p>{t('common.removed', { noun: shown('noun', removed.label) })}</p>
              <button
                ref={undoButton}
                type="button"
                class="button"
                onClick={() => putBack(removed)}
              >
                {t('common.undo')}
              </button>
            </div>
          )}
        </Mark>
      )}
      {open && picking && run.analysis && (
        <RegionPicker
          frame={frame}
          image={run.analysis}
          lookAt={lookAt}
          suggest={correcting.suggest}
          onReveal={onReveal}
          onFound={keepDrawn}
          onLeave={leavePicking}
        />
      )}
      {open && !picking && spots.length > 0 && (
        <ol class="hotspots" aria-label={t('overlay.finds')}>
          {spots.map(({ key, find, box, x, y, inView }) => (
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
                aria-label={nameOf(find, spots)}
                aria-haspopup="dialog"
                aria-expanded={key === opened}
                onPointerEnter={() => setPointedAt(key)}
                onPointerLeave={() => setPointedAt(null)}
                onFocus={() => {
                  setPointedAt(key);
                  // Who walks on has done with the card, which may lie over the next hotspot.
                  if (key !== opened) setOpened(null);
                  if (!inView) onReveal(find.object.box);
                }}
                onBlur={() => setPointedAt(null)}
                onClick={() => setOpened(key === opened ? null : key)}
              />
              {key === opened && run.analysis && (
                <FindCard
                  // The query is edited under the user's own noun anew.
                  key={find.object.byUser ? find.noun : undefined}
                  find={find}
                  facts={props.nounFacts.get(find.noun) ?? UNKNOWN_NOUN}
                  fits={props.fits}
                  image={run.analysis}
                  imageUrl={imageUrl}
                  beside={intersect(box, visible) ?? box}
                  viewport={viewport}
                  shops={shops}
                  offer={props.offer}
                  copying={copying}
                  saving={props.saving ?? null}
                  correcting={{ suggest: correcting.suggest, correct: correctOpen }}
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
export function focusMark(root: ParentNode | null): void {
  root?.querySelector<HTMLElement>('.mark')?.focus({ preventScroll: true });
}

function stop(event: Event): void {
  event.stopPropagation();
}

/** A find as it is read out: of several of one noun also which, "Cushion, sure, 2 of 3". */
function nameOf(find: SeenFind, spots: readonly Spot[]): string {
  const words = {
    noun: asHeading(shown('noun', find.noun)),
    standing: standing(find.object),
  };
  const twins = spots.filter((spot) => spot.find.noun === find.noun);
  if (twins.length < 2) return t('overlay.find', words);
  const index = twins.findIndex((spot) => spot.find === find) + 1;
  return t('overlay.twin', { ...words, index, total: twins.length });
}

/** The finds in reading order, with their boxes and hotspots on the screen. */
function useSpots(finds: readonly Find[], frame: PictureFrame | null, open: boolean): Spot[] {
  return useMemo(() => {
    if (!frame || !open) return [];
    const { picture, painted, visible, corner } = frame;
    const shown = finds
      .flatMap((find): SeenFind[] => (find.object ? [{ ...find, object: find.object }] : []))
      .filter(({ object }) => intersect(boxToRect(object.box, picture), painted));
    const ordered = readingOrder(shown.map(({ object }) => object.box)).flatMap(
      (index) => shown[index] ?? [],
    );
    const middles = ordered.map(({ object }) => {
      const rect = boxToRect(object.box, picture);
      return centerOf(intersect(rect, painted) ?? rect);
    });
    const placed = spreadHotspots(middles, painted, controlsArea(corner, visible));
    return keyed(ordered).flatMap(([key, find], index) => {
      const middle = middles[index];
      const place = placed[index];
      if (!middle || !place) return [];
      const { box } = find.object;
      return {
        key,
        find,
        box: boxToRect(box, picture),
        x: place.x,
        y: place.y,
        inView: contains(visible, middle),
      };
    });
  }, [finds, frame, open]);
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
