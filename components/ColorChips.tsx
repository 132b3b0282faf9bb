import type { Swatch } from '../lib/analysis.ts';
import { t } from '../lib/i18n.ts';
import { TickIcon } from './icons.tsx';
import type { Copying } from './use-copy.ts';
import { shown } from './words.ts';

/** At most this many colours are worth a chip; the rest are slivers. */
const MAX_CHIPS = 3;

/** The colours of a find, each a button that copies its hex. `of` makes the keys unique. */
export function ColorChips(props: { colors: readonly Swatch[]; of: string; copying: Copying }) {
  const { colors, of, copying } = props;
  if (colors.length === 0) return null;
  return (
    <ul class="chips">
      {colors.slice(0, MAX_CHIPS).map((color) => {
        const key = `${of} ${color.hex}`;
        const name = shown('color', color.name);
        return (
          <li key={color.hex}>
            <button
              type="button"
              class="chip"
              aria-label={t('colors.copyNamed', { color: name, hex: color.hex })}
              title={t('colors.copy', { hex: color.hex })}
              onClick={() => copying.copy(color.hex, key)}
            >
              <Dot hex={color.hex} copied={copying.copied === key} />
              {name}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** A dot of a colour; a tick for the moment in which it has been copied. */
export function Dot(props: { hex: string; copied: boolean }) {
  if (props.copied) return <TickIcon />;
  return <span class="dot" style={{ background: props.hex }} />;
}
