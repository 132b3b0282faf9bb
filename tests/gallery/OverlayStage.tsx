import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { focusMark, Overlay } from '../../components/overlay/Overlay.tsx';
import { overlayStyles } from '../../components/overlay/styles.ts';
import type { BoardFit } from '../../lib/board/board-fit.ts';
import {
  applyChange,
  type Corrections,
  correctedRun,
  NO_CORRECTIONS,
} from '../../lib/corrections.ts';
import { reveal } from '../../lib/overlay/reveal.ts';
import { type PictureFrame, trackImage } from '../../lib/overlay/track-image.ts';
import { findsIn } from '../../lib/query/choices.ts';
import type { RegionOutcome } from '../../lib/region.ts';
import type { Offer } from '../../lib/shops/offer.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import type { Run } from '../../lib/tab-state.ts';
import { suggestNouns } from '../../lib/vision/noun-suggestions.ts';
import { NOUN_FACTS, PHOTO, SAVING } from './data.ts';

export interface StageProps {
  run: Run;
  shops: readonly ReadyShop[];
  offer?: Offer;
  /** CSS sizes of the picture on the page. */
  width?: string;
  height?: string;
  fit?: string;
  /** Whether the page has a control of its own where the mark would go. */
  control?: boolean;
  open?: boolean;
  corrections?: Corrections;
  /** Whether the user is about to draw an area. */
  picking?: boolean;
  /** What an area shows. */
  region?: RegionOutcome;
  fits?: readonly BoardFit[];
}

/** A page with a picture and the overlay over it, tracked and in a shadow root as when it ships. */
export function OverlayStage(props: StageProps) {
  const { width = '1100px', height = 'auto', fit = 'fill', control = false } = props;
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    if (image.current) return mountOverlay(image.current, props);
  }, []);
  return (
    <>
      <header class="page-header">Search</header>
      <main>
        <h1 class="page-header" style={{ position: 'static', fontSize: '20px', margin: 0 }}>
          A pin
        </h1>
        <div
          class="page-pin"
          style={{ '--page-width': width, '--page-height': height, '--page-fit': fit }}
        >
          <img ref={image} src={PHOTO} alt="A living room" />
          {control && (
            <button type="button" class="page-control">
              Visit site
            </button>
          )}
        </div>
        <p class="page-more">More like this</p>
      </main>
    </>
  );
}

function mountOverlay(image: HTMLImageElement, props: StageProps): () => void {
  const host = document.createElement('magpie-overlay');
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = overlayStyles;
  const mount = document.createElement('div');
  root.append(style, mount);
  document.body.append(host);
  render(<TrackedOverlay image={image} host={host} {...props} />, mount);
  window.addEventListener('keydown', (event) => {
    if (event.altKey && event.key.toLowerCase() === 'm') focusMark(root);
  });
  return () => {
    render(null, mount);
    host.remove();
  };
}

function TrackedOverlay(props: StageProps & { image: HTMLImageElement; host: Element }) {
  const { image, host, run, shops, region, offer = null } = props;
  const [corrections, setCorrections] = useState(props.corrections ?? NO_CORRECTIONS);
  const [frame, setFrame] = useState<PictureFrame | null>(null);
  const [open, setOpen] = useState(props.open ?? false);
  const [picks, setPicks] = useState(0);
  useEffect(() => setPicks(props.picking ? 1 : 0), []);
  useEffect(() => {
    const tracking = new AbortController();
    const onRemoved = () => document.body.setAttribute('data-removed', '');
    trackImage(image, { host, onFrame: setFrame, onRemoved, signal: tracking.signal });
    return () => tracking.abort();
  }, []);
  const shown = correctedRun(run, corrections);
  return (
    <Overlay
      run={shown}
      finds={findsIn({ run: shown })}
      fits={props.fits}
      imageUrl={PHOTO}
      frame={frame}
      shops={shops}
      nounFacts={NOUN_FACTS}
      offer={offer}
      open={open}
      onToggle={setOpen}
      onRetry={() => undefined}
      onLook={() => undefined}
      onSearchAll={async () => undefined}
      onKeepWords={() => undefined}
      onReveal={(box) => frame && reveal(image, box, frame)}
      copyText={(text) => navigator.clipboard.writeText(text)}
      correcting={{
        suggest: async (request) => suggestNouns(request),
        correct: (change) => setCorrections(applyChange(corrections, change)),
      }}
      saving={SAVING}
      lookAt={async () => region ?? { ok: false, failure: { code: 'engine-lost' } }}
      pickRequests={picks}
    />
  );
}
