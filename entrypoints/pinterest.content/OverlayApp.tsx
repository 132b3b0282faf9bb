import { useEffect, useMemo, useState } from 'preact/hooks';
import { Overlay } from '../../components/overlay/Overlay.tsx';
import { correctionsKey } from '../../lib/corrections.ts';
import { uiWordLanguage } from '../../lib/i18n.ts';
import { reveal } from '../../lib/overlay/reveal.ts';
import { type PictureFrame, trackImage } from '../../lib/overlay/track-image.ts';
import type { PageSession } from '../../lib/page/page-session.ts';
import { suggestNouns } from '../../lib/platform/nouns.ts';
import { pageMessages } from '../../lib/platform/page-messages.ts';
import { updateSettings } from '../../lib/platform/settings.ts';
import { useLanguages } from '../../lib/platform/use-languages.ts';
import { useNounFacts } from '../../lib/platform/use-noun-facts.ts';
import { useSavedFinds } from '../../lib/platform/use-saved-finds.ts';
import { keepWords, useSettings, useShops } from '../../lib/platform/use-settings.ts';
import { findsIn } from '../../lib/query/choices.ts';
import { offerOf } from '../../lib/shops/offer.ts';
import type { ViewStore } from './view-store.ts';

/** The overlay over the image of the page's view, where the user wants one. */
export function OverlayApp(props: {
  views: ViewStore;
  host: Element;
  session: Pick<PageSession, 'retry' | 'look' | 'correct' | 'lookAt'>;
}) {
  const { views, host, session } = props;
  const [{ page: view, pickRequests }, setView] = useState(views.get());
  useEffect(() => {
    setView(views.get());
    return views.subscribe(setView);
  }, [views]);
  const settings = useSettings();
  const shops = useShops(settings, location.host);
  useLanguages([uiWordLanguage(), ...shops.map(({ language }) => language)]);
  const finds = useMemo(() => (view ? findsIn(view) : []), [view]);
  const nounFacts = useNounFacts(finds.map(({ noun }) => noun));
  const saving = useSavedFinds(
    view && isOnline(view.imageUrl) ? correctionsKey(view.pin?.id ?? null, view.imageUrl) : null,
    null,
  );
  const frame = useFrame(view?.element ?? null, host);

  if (!view || !settings) return null;
  return (
    <Overlay
      run={view.run}
      finds={finds}
      fits={view.fits}
      imageUrl={view.imageUrl}
      frame={frame}
      // A picture of the extension's own cannot be had from elsewhere.
      shops={isOnline(view.imageUrl) ? shops : shops.filter(({ by }) => by === 'words')}
      nounFacts={nounFacts}
      offer={view.pin && offerOf(view.pin, navigator.language)}
      open={settings.overlay}
      onToggle={(overlay) => void updateSettings({ overlay })}
      onRetry={session.retry}
      onLook={session.look}
      onSearchAll={async (urls) => {
        await pageMessages.sendMessage('searches:open', urls);
      }}
      onKeepWords={(shop, switches) => void keepWords(shop, switches)}
      onReveal={(box) => frame && reveal(view.element, box, frame)}
      copyText={(text) => navigator.clipboard.writeText(text)}
      correcting={{ suggest: suggestNouns, correct: session.correct }}
      saving={saving}
      lookAt={session.lookAt}
      pickRequests={pickRequests}
    />
  );
}

function isOnline(url: string): boolean {
  return url.startsWith('https:');
}

/** Where `image` is on the screen, as it moves; null while it can't be seen. */
function useFrame(image: HTMLImageElement | null, host: Element): PictureFrame | null {
  const [frame, setFrame] = useState<PictureFrame | null>(null);
  useEffect(() => {
    setFrame(null);
    if (!image) return;
    const tracking = new AbortController();
    trackImage(image, {
      host,
      onFrame: setFrame,
      onRemoved: () => setFrame(null),
      signal: tracking.signal,
    });
    return () => tracking.abort();
  }, [image, host]);
  return frame;
}
