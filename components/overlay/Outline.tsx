import { clamp, type Rect } from '../../lib/overlay/geometry.ts';

/** Height of the noun's tag with its distance from the box, in pixels. */
const TAG_HEIGHT = 34;

/** Least room that a tag keeps on its right inside the picture, in pixels. */
const TAG_ROOM = 72;

/** The box of a find with its noun; both stay inside the visible picture. Names nothing: the hotspot does. */
export function Outline(props: { box: Rect; noun: string; visible: Rect }) {
  const { box, noun, visible } = props;
  const left = box.x - visible.x;
  const top = box.y - visible.y;
  const tagTop = top >= TAG_HEIGHT ? top - TAG_HEIGHT : Math.max(top, 0) + 8;
  const tagLeft = clamp(left + (top >= TAG_HEIGHT ? 0 : 8), 8, visible.width - TAG_ROOM);
  return (
    <div
      class="outline"
      aria-hidden="true"
      style={{
        left: `${visible.x}px`,
        top: `${visible.y}px`,
        width: `${visible.width}px`,
        height: `${visible.height}px`,
      }}
    >
      <div
        class="outline__box"
        style={{
          left: `${left}px`,
          top: `${top}px`,
          width: `${box.width}px`,
          height: `${box.height}px`,
        }}
      />
      <span
        class="outline__tag"
        style={{
          left: `${tagLeft}px`,
          top: `${tagTop}px`,
          maxWidth: `${visible.width - tagLeft - 8}px`,
        }}
      >
        {noun}
      </span>
    </div>
  );
}
