import { useState } from 'preact/hooks';
import type { PinLook } from '../../lib/board/pin-look.ts';
import { srcsetOf } from '../../lib/board/renditions.ts';
import type { Pin } from '../../lib/pin/pin.ts';

/** A pin with what was found in it; null until that is read. */
export interface ShownPin {
  pin: Pin;
  look: PinLook | null;
}

/**
 * A pin's picture, in the smallest size that will do, on its own first colour until it has come.
 * It has no name: words beside it say what it is.
 *
 * @param props.sizes how wide it is shown, as of an `<img>`.
 */
export function Picture(props: { of: ShownPin; sizes: string }) {
  const { pin, look } = props.of;
  const [trouble, setTrouble] = useState<'none' | 'sizes' | 'all'>('none');
  const srcset = trouble === 'none' ? srcsetOf(pin) : '';
  return (
    <span class="picture" style={{ background: look?.palette[0]?.hex ?? 'var(--fill)' }}>
      {pin.image && trouble !== 'all' && (
        <img
          alt=""
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          {...(srcset && { sizes: props.sizes, srcset })}
          src={pin.image.url}
          // A size may be missing that all pins should have.
          onError={() => setTrouble(srcset ? 'sizes' : 'all')}
        />
      )}
    </span>
  );
}
