import type { ComponentChildren } from 'preact';

/** Our own line icons on a 20-pixel grid, in the colour of the text around them. */
function LineIcon(props: { class?: string; size?: number; children: ComponentChildren }) {
  const { size = 20, children } = props;
  return (
    <svg
      class={props.class}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** Options: two sliders. */
export function OptionsIcon() {
  return (
    <LineIcon>
      <path d="M3 6.5h7.5M15.5 6.5H17M3 13.5h1.5M9.5 13.5H17" />
      <circle cx="13" cy="6.5" r="2.2" />
      <circle cx="7" cy="13.5" r="2.2" />
    </LineIcon>
  );
}

/** Close: a cross. */
export function CloseIcon() {
  return (
    <LineIcon>
      <path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />
    </LineIcon>
  );
}

/** Done: a tick, as large as the dot whose place it takes. */
export function TickIcon() {
  return (
    <LineIcon class="tick" size={12}>
      <path d="m3 10.5 5 5 9-11" stroke-width="3" />
    </LineIcon>
  );
}

/** More of the same: three dots. */
export function MoreIcon() {
  return (
    <LineIcon size={16}>
      <path d="M4 10h.01M10 10h.01M16 10h.01" stroke-width="3.2" />
    </LineIcon>
  );
}

/** Something unfolds: a chevron that CSS turns when it has. */
export function ChevronIcon() {
  return (
    <LineIcon class="chevron" size={12}>
      <path d="m4 7.5 6 6 6-6" stroke-width="2.6" />
    </LineIcon>
  );
}

/** Move up in a list. */
export function UpIcon() {
  return (
    <LineIcon>
      <path d="M10 15.5v-11M5.5 9 10 4.5 14.5 9" />
    </LineIcon>
  );
}

/** Move down in a list. */
export function DownIcon() {
  return (
    <LineIcon>
      <path d="M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5" />
    </LineIcon>
  );
}

/** Correct: a pencil. */
export function PencilIcon() {
  return (
    <LineIcon size={18}>
      <path d="m4 16 .8-3.6L13 4.2a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3l-8.2 8.2L4 16ZM11.6 5.6l2.8 2.8" />
    </LineIcon>
  );
}

/** Pick an area: the corners of a frame. */
export function AreaIcon() {
  return (
    <LineIcon size={18}>
      <path d="M3.5 7V5A1.5 1.5 0 0 1 5 3.5h2M13 3.5h2A1.5 1.5 0 0 1 16.5 5v2M16.5 13v2a1.5 1.5 0 0 1-1.5 1.5h-2M7 16.5H5A1.5 1.5 0 0 1 3.5 15v-2M10 7.5v5M7.5 10h5" />
    </LineIcon>
  );
}

/** Delete: a bin. */
export function BinIcon() {
  return (
    <LineIcon>
      <path d="M4 6h12M8 6V4.5A1 1 0 0 1 9 3.5h2a1 1 0 0 1 1 1V6M5.5 6l.7 9.1a1.5 1.5 0 0 0 1.5 1.4h4.6a1.5 1.5 0 0 0 1.5-1.4L14.5 6M8.6 9v4.5M11.4 9v4.5" />
    </LineIcon>
  );
}

/** Save: a star, full where it is pressed. */
export function StarIcon() {
  return (
    <LineIcon>
      <path d="m10 3 2.2 4.5 4.9.7-3.6 3.4.9 4.9-4.4-2.3-4.4 2.3.9-4.9L2.9 8.2l4.9-.7z" />
    </LineIcon>
  );
}

/** Named by words: lines of a text. */
export function TextIcon() {
  return (
    <LineIcon>
      <path d="M4 5.5h12M4 10h12M4 14.5h7" />
    </LineIcon>
  );
}
