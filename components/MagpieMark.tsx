import { useId } from 'preact/hooks';

/** Magpie's mark, the head of the icon on its sheen. `size` is in pixels. */
export function MagpieMark(props: { size: number }) {
  const gradient = useId();
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 32 32" aria-hidden="true">
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stop-color="#1b4f86" />
          <stop offset=".48" stop-color="#17857f" />
          <stop offset="1" stop-color="#5a4796" />
        </linearGradient>
      </defs>
      <circle cx="16" cy="16" r="16" fill={`url(#${gradient})`} />
    </svg>
  );
}
