import {
  type Closeup,
  findCloseup,
  isImage,
  isLaidOut,
  isMedia,
  type Media,
  mediaSignature,
  pictureOf,
} from './closeup.ts';
import { type DomPin, readDom } from './dom.ts';
import { dataScripts, readEmbeddedState, signaturesOfOthers } from './embedded-state.ts';
import { type HeadPin, readHead } from './head.ts';
import { imageLadder, type Renditions, type ShownPicture } from './images.ts';
import { type Picture, shapeOf } from './pictures.ts';
import type { Pin } from './pin.ts';
import type { EmbeddedPin } from './pin-state.ts';
import { canonicalPinUrl, pinIdFromUrl } from './url.ts';

/** What a caller that follows the page already knows; everything left out is read from the page. */
export interface ReadPinOptions {
  /** The data scripts' word on this pin; null when they have none. */
  state?: EmbeddedPin | null;
  closeup?: Closeup;
  dom?: DomPin;
  /** What the head says; asked only where the others are silent. Null when it may not be asked. */
  head?: (() => HeadPin | null) | null;
}

/** How much the shapes of two pictures may differ, as a share, and still frame the same. */
const SAME_SHAPE = 0.02;

/**
 * The pin that a page shows: its id from the URL alone, its words from the data scripts where
 * they speak of that id, else from the markup. The picture is the one on the screen: of a carousel
 * the slide in view, of a video its cover; when the state has none such, its addresses are left out.
 *
 * @param url the page's address as of now.
 * @returns null when the URL is no pin. Never throws, whatever the page holds.
 */
export function readPin(
  document: Document,
  url: string | URL,
  options: ReadPinOptions = {},
): Pin | null {
  const id = pinIdFromUrl(url);
  if (id === null) return null;
  const state = options.state === undefined ? readEmbeddedState(document, id) : options.state;
  const closeup = options.closeup ?? closeupOf(document, id, state);
  const dom = options.dom ?? readDom(document, closeup);
  const { media } = closeup;
  const { images, shown } = pictureInView(state, media);
  let [image = null, ...fallbackImages] = imageLadder(images, shown);
  const isSilent = image === null && state?.kind !== 'not-found';
  const ask = options.head === undefined ? () => readHead(document, id, true) : options.head;
  const head = isSilent ? (ask?.() ?? null) : null;
  if (head) {
    [image = null, ...fallbackImages] = imageLadder({}, { current: head.image, offered: [] });
  }
  const isPlayer = media ? !isImage(media) : head?.isVideo;
  const kindOnPage = isPlayer ? 'video' : 'image';

  const provenance: Record<string, string> = { id: 'url', url: 'url' };
  /** The state's value unless it is empty, then the page's, noting which. */
  const prefer = <Value>(
    field: keyof EmbeddedPin,
    ofState: Value | undefined,
    ofPage: Value,
    page = 'dom',
  ) => {
    const stated = ofState !== undefined && !isEmpty(ofState);
    const value = stated ? ofState : ofPage;
    if (!isEmpty(value)) provenance[field] = (stated && state?.provenance[field]) || page;
    return value;
  };
  const pin: Pin = {
    id,
    url: canonicalPinUrl(id),
    kind:
      prefer('kind', state?.kind, media || head ? kindOnPage : null, media ? 'dom' : 'head') ??
      kindOnPage,
    title: prefer('title', state?.title, dom.title),
    description: prefer('description', state?.description, dom.description),
    altText: prefer('altText', state?.altText, dom.altText),
    interests: prefer('interests', state?.interests, dom.interests),
    board: prefer('board', state?.board, dom.board),
    link: prefer('link', state?.link, null),
    product: prefer('product', state?.product, null),
    image,
    fallbackImages,
    provenance,
  };
  if (image) {
    const stated = Object.values(images).includes(image);
    provenance.image = (stated && state?.provenance.images) || (head ? 'head' : 'dom');
  }
  return pin;
}

/**
 * The closeup of a page seen only once. When the state does not speak of the pin, what it says of
 * others tells whether the page still shows one of those.
 */
function closeupOf(document: Document, id: string, state: EmbeddedPin | null): Closeup {
  if (state) return findCloseup(document, id, { expected: new Set(state.signatures) });
  const others = signaturesOfOthers(dataScripts(document), id);
  return findCloseup(document, id, {
    isForeign: (element) => isMedia(element) && others.has(mediaSignature(element) ?? ''),
  });
}

/** The state's addresses of the picture to look at, and what of it the page shows. */
function pictureInView(
  state: EmbeddedPin | null,
  media: Media | null,
): { images: Renditions; shown: ShownPicture | null } {
  const shown = media && pictureOf(media);
  const main = state?.images ?? {};
  const onScreen = media && mediaSignature(media);
  if (!state || onScreen === null || state.signature === null) return { images: main, shown };
  if (onScreen === state.signature) return { images: main, shown };
  const inView = state.pictures.find(({ signature }) => signature === onScreen);
  if (inView) {
    const isOneOfSeveral = state.kind === 'carousel' || state.kind === 'idea';
    const isMain = !isOneOfSeveral && frameAlike(inView, { signature: null, images: main });
    return isMain ? { images: main, shown: null } : { images: inView.images, shown };
  }
  const isCover = state.kind === 'video' || (media !== null && !isLaidOut(media));
  return isCover && Object.keys(main).length > 0
    ? { images: main, shown: null }
    : { images: {}, shown };
}

/** Whether boxes in one picture fit the other; taken for granted where a size is not known. */
function frameAlike(a: Picture, b: Picture): boolean {
  const [shapeA, shapeB] = [shapeOf(a), shapeOf(b)];
  return shapeA === null || shapeB === null || Math.abs(shapeA / shapeB - 1) <= SAME_SHAPE;
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
