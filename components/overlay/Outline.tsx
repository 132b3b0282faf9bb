import type { Rect } from '../../lib/overlay/geometry.ts';

/** Height of the noun's tag with its distance from the box, in pixels. */
const TAG_HEIGHT = 34;

/** Distance of the tag from the edges of the picture, and of the box where it lies inside. */
const TAG_INSET = 8;

/** Width of a character and both paddings of the tag, in pixels. */
const CHARACTER_WIDTH = 8;
const TAG_PADDING = 20;

/**
 * The box of a find with its noun, both inside the visible picture. Names nothing for a screen
 * reader: the hotspot does.
 */
export function Outline(props: {
  box: Rect;
  visible: Rect;
  /** CSS `border-radius` of the visible picture. */
  rounding: string;
  /** `null` leaves the tag out. */
  noun: string | null;
  /** Whether the tag must not reach beyond its box, where a card lies. */
  narrow: boolean;
}) {
  const { box, visible, rounding, noun, narrow } = props;
  const left = box.x - visible.x;
  const top = box.y - visible.y;
  return (
    <div
      class="outline"
      aria-hidden="true"
      style={{
        left: `${visible.x}px`,
        top: `${visible.y}px`,
        width: `${visible.width}px`,
        height: `${visible.height}px`,
        borderRadius: rounding,
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
      {noun !== null && (!narrow || fits(noun, box.width)) && (
        <span class="outline__tag" style={tagPlace(left, top, box.width, visible.width, narrow)}>
          {noun}
        </span>
      )}
    </div>
  );
}

/** Whether a noun can be read in a tag as wide as its box; cut short it says nothing. */
function fits(noun: string, width: number): boolean {
  return noun.length * CHARACTER_WIDTH + TAG_PADDING <= width;
}

/** Above the box, else inside at its top; from the side of the picture that the box is nearer to. */
function tagPlace(left: number, top: number, width: number, room: number, narrow: boolean) {
  const above = top >= TAG_HEIGHT;
  const inset = above ? 0 : TAG_INSET;
  const right = room - left - width;
  const fromRight = right < left;
  const start = Math.max(TAG_INSET, (fromRight ? right : left) + inset);
  return {
    [fromRight ? 'right' : 'left']: `${start}px`,
    top: `${above ? top - TAG_HEIGHT : Math.max(top, 0) + TAG_INSET}px`,
    maxWidth: `${Math.min(narrow ? width : room, room - start - TAG_INSET)}px`,
  };
}
