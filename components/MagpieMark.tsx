import { useId } from 'preact/hooks';

/** Magpie's mark: the bird of assets/icon.svg (a test keeps them the same). `size` is in pixels. */
export function MagpieMark(props: { size: number }) {
  const sheen = useId();
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 128 128" aria-hidden="true">
      <linearGradient id={sheen} x1="110" y1="14" x2="14" y2="118" gradientUnits="userSpaceOnUse">
        <stop offset="0" stop-color="#2a6cc0" />
        <stop offset=".46" stop-color="#149b92" />
        <stop offset="1" stop-color="#7f5fd0" />
      </linearGradient>
      <path
        fill={`url(#${sheen})`}
        d="M127 37C119 32 113 28 108 22C102 13 95 9 87 9C74 9 66 17 61 28C55 42 45 53 34 70L2 117C-1 122 6 127 11 124L50 97C57 103 65 105 73 105C95 104 110 87 110 65C110 58 109 52 106 47C114 46 122 43 127 37Z"
      />
      <path
        fill="#fff"
        d="M104 64C105 83 92 98 74 99C68 99 63 98 58 94C71 87 80 79 85 68C92 70 98 68 104 64Z"
      />
      <path
        fill="#fff"
        d="M66 31C75 36 82 44 82 53C82 59 80 63 76 66C66 62 58 55 55 46C58 41 62 36 66 31Z"
      />
      <circle cx="93" cy="26" r="5" fill="#fff" />
    </svg>
  );
}
