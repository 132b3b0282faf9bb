import { useId } from 'preact/hooks';
import type { Swatch } from '../../lib/analysis.ts';
import { t } from '../../lib/i18n.ts';
import { Dot } from '../ColorChips.tsx';
import type { Copying } from '../use-copy.ts';
import { percent, shown } from '../words.ts';

/**
 * The palette as one strip in proportion to its shares; each colour is a button that copies its
 * hex. The names below belong to the buttons (a click on one copies too).
 */
export function PaletteStrip(props: { palette: readonly Swatch[]; copying: Copying }) {
  const { palette, copying } = props;
  const id = useId();
  return (
    <section class="palette" aria-label={t('popup.palette')}>
      <ul class="palette__strip">
        {palette.map((swatch) => (
          <li key={swatch.hex} style={{ flexGrow: swatch.share * 100 }}>
            <button
              type="button"
              id={`${id}-${swatch.hex}`}
              style={{ background: swatch.hex }}
              aria-label={t('popup.share', {
                color: shown('color', swatch.name),
                share: percent(swatch.share),
                hex: swatch.hex,
              })}
              title={t('popup.copyColor', {
                color: shown('color', swatch.name),
                hex: swatch.hex,
              })}
              onClick={() => copying.copy(swatch.hex, keyOf(swatch))}
            />
          </li>
        ))}
      </ul>
      <div class="palette__names" aria-hidden="true">
        {palette.map((swatch) => (
          <label key={swatch.hex} for={`${id}-${swatch.hex}`}>
            <Dot hex={swatch.hex} copied={copying.copied === keyOf(swatch)} />
            <b>{shown('color', swatch.name)}</b> {percent(swatch.share)}
          </label>
        ))}
      </div>
    </section>
  );
}

/** Tells the palette's colour from the same one in a find. */
function keyOf(swatch: Swatch): string {
  return `palette:${swatch.hex}`;
}
