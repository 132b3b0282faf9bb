import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { BoundingBox, DetectedObject } from '../../lib/analysis.ts';
import { t } from '../../lib/i18n.ts';
import {
  AREA_STEP,
  areaBetween,
  areaOfRect,
  centeredAt,
  middleOf,
  moved,
  resized,
} from '../../lib/overlay/area.ts';
import { boxToRect, intersect, type Point } from '../../lib/overlay/geometry.ts';
import { placeCard } from '../../lib/overlay/place-card.ts';
import type { PictureFrame } from '../../lib/overlay/track-image.ts';
import { isTooSmall, type Region, type RegionOutcome } from '../../lib/region.ts';
import { NounPicker, type SuggestNouns } from '../NounPicker.tsx';
import { useHeight } from '../use-height.ts';
import { percent, sentenceFor } from '../words.ts';

/** A pointer that went less far than this between down and up was a click, in pixels. */
const CLICK_REACH = 4;

/** Width of what the picker says, in pixels, where the viewport has it. */
const BAR_WIDTH = 320;

/** Where each arrow key points. */
const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -AREA_STEP, y: 0 },
  ArrowRight: { x: AREA_STEP, y: 0 },
  ArrowUp: { x: 0, y: -AREA_STEP },
  ArrowDown: { x: 0, y: AREA_STEP },
};

/** How far the picking is. */
type Phase =
  | { kind: 'aiming'; sentence: string | null }
  | { kind: 'looking' }
  | { kind: 'unknown'; region: Region };

const AIMING: Phase = { kind: 'aiming', sentence: null };

/**
 * Lets the user draw an area of the picture and has it looked at: drawn with the pointer it is
 * looked at once; a click or the arrow keys place a frame for the button or Enter.
 */
export function RegionPicker(props: {
  frame: PictureFrame;
  /** Pixels of the analysed image. */
  image: { width: number; height: number };
  /** What an area shows. Never rejects. */
  lookAt(area: BoundingBox): Promise<RegionOutcome>;
  suggest: SuggestNouns;
  onReveal(area: BoundingBox): void;
  onFound(object: DetectedObject): void;
  onLeave(): void;
}) {
  const { frame, image, lookAt, suggest, onReveal, onFound, onLeave } = props;
  const { picture, painted, visible, viewport } = frame;
  const bounds = areaOfRect(painted, picture);
  const [area, setArea] = useState(() => middleOf(areaOfRect(visible, picture)));
  const [phase, setPhase] = useState<Phase>(AIMING);
  const [spoken, setSpoken] = useState('');
  const [dragging, setDragging] = useState(false);
  const drag = useRef<{ from: Point; before: BoundingBox } | null>(null);
  const field = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const latest = useRef(0);
  const helpId = useId();
  const content = useRef<HTMLDivElement>(null);
  const height = useHeight(content);
  const rect = boxToRect(area, picture);

  useEffect(() => {
    // A page must not take what is drawn over it for presses of its own.
    for (const type of ['mousedown', 'mouseup', 'click']) {
      field.current?.addEventListener(type, (event) => event.stopPropagation());
    }
  }, []);
  useEffect(() => {
    // The button that was pressed may be gone; in the picker of nouns its own input has the focus.
    if (phase.kind !== 'unknown') handle.current?.focus({ preventScroll: true });
  }, [phase]);
  useEffect(
    () => () => {
      // An answer that comes after is nobody's.
      latest.current = Number.NaN;
    },
    [],
  );

  const look = async (chosen: BoundingBox): Promise<void> => {
    if (isTooSmall(chosen, image)) {
      setPhase({ kind: 'aiming', sentence: t('area.tooSmall') });
      return;
    }
    latest.current += 1;
    const turn = latest.current;
    setPhase({ kind: 'looking' });
    const outcome = await lookAt(chosen);
    if (turn !== latest.current) return;
    if (!outcome.ok) setPhase({ kind: 'aiming', sentence: sentenceFor(outcome.failure.code) });
    else if (outcome.region.label === null) setPhase({ kind: 'unknown', region: outcome.region });
    else onFound(findOf(outcome.region, outcome.region.label));
  };
  const aimAgain = (): void => {
    latest.current += 1;
    setPhase(AIMING);
  };

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !(event.currentTarget instanceof Element)) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    aimAgain();
    drag.current = { from: { x: event.clientX, y: event.clientY }, before: area };
  };
  const onPointerMove = ({ clientX: x, clientY: y }: PointerEvent): void => {
    if (!drag.current || isClick(drag.current.from, { x, y })) return;
    setDragging(true);
    setArea(areaBetween(drag.current.from, { x, y }, picture, bounds));
  };
  const onPointerUp = (event: PointerEvent): void => {
    if (!drag.current) return;
    event.stopPropagation();
    const { clientX: x, clientY: y } = event;
    const { from, before } = drag.current;
    drag.current = null;
    setDragging(false);
    if (isClick(from, { x, y })) {
      setArea(centeredAt(before, { x, y }, picture, bounds));
      return;
    }
    const drawn = areaBetween(from, { x, y }, picture, bounds);
    setArea(isTooSmall(drawn, image) ? before : drawn);
    void look(drawn);
  };
  const onPointerCancel = (): void => {
    if (drag.current) setArea(drag.current.before);
    drag.current = null;
    setDragging(false);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (phase.kind === 'aiming') onLeave();
      else aimAgain();
    }
  };
  const onAreaKeyDown = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    if (direction) {
      event.preventDefault();
      const next = (event.shiftKey ? resized : moved)(area, direction, bounds);
      aimAgain();
      setArea(next);
      setSpoken(describe(next));
      onReveal(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void look(area);
    }
  };

  // Off the picture while the user aims, and off the thing while they name it.
  const beside = phase.kind === 'unknown' ? (intersect(rect, visible) ?? visible) : visible;
  const place = placeCard(beside, { width: BAR_WIDTH, height }, viewport);
  return (
    <section class="picking" aria-label={t('common.pickArea')} onKeyDown={onKeyDown}>
      <div
        ref={field}
        class="picking__field"
        style={{
          left: `${visible.x}px`,
          top: `${visible.y}px`,
          width: `${visible.width}px`,
          height: `${visible.height}px`,
          borderRadius: frame.rounding,
        }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerCancel}
      >
        <div
          ref={handle}
          class="picking__area"
          data-busy={phase.kind === 'looking' || undefined}
          role="application"
          aria-roledescription={t('area.frame')}
          aria-label={t('area.label')}
          aria-describedby={helpId}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own
          tabIndex={0}
          style={{
            left: `${rect.x - visible.x}px`,
            top: `${rect.y - visible.y}px`,
            width: `${rect.width}px`,
            height: `${rect.height}px`,
          }}
          onKeyDown={onAreaKeyDown}
        />
      </div>
      <div
        class="picking__bar"
        data-hidden={dragging || undefined}
        data-side={place.side}
        style={{
          left: `${place.x}px`,
          top: `${place.y}px`,
          width: `${place.width}px`,
          height: `${place.height}px`,
        }}
      >
        <div ref={content} class="picking__content">
          {phase.kind === 'unknown' ? (
            <NounPicker
              label={t('area.unknown')}
              noun={null}
              alternatives={phase.region.alternatives}
              suggest={suggest}
              onPick={(noun) => onFound({ ...findOf(phase.region, noun), score: 1 })}
              onCancel={aimAgain}
            />
          ) : (
            <p class="picking__words">
              {phase.kind === 'looking'
                ? `${t('area.looking')}…`
                : (phase.sentence ?? t('area.aim'))}
            </p>
          )}
          <div class="picking__actions">
            {phase.kind === 'aiming' && (
              <button type="button" class="button button--first" onClick={() => void look(area)}>
                {t('area.look')}
              </button>
            )}
            <button type="button" class="button" onClick={onLeave}>
              {t('common.cancel')}
            </button>
          </div>
          <p class="picking__help" id={helpId} hidden={phase.kind !== 'aiming'}>
            {t('area.keys')}
          </p>
        </div>
      </div>
      <p class="unseen" role="status">
        {phase.kind === 'looking'
          ? t('area.looking')
          : phase.kind === 'aiming' && (phase.sentence ?? spoken)}
      </p>
    </section>
  );
}

/** A find of the user's own. */
function findOf(region: Region, label: string): DetectedObject {
  return { ...region, label, byUser: { drawn: true, was: null } };
}

function isClick(from: Point, to: Point): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) < CLICK_REACH;
}

function describe({ x, y, width, height }: BoundingBox): string {
  return t('area.position', {
    left: percent(x),
    top: percent(y),
    width: percent(width),
    height: percent(height),
  });
}
