import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { MagpieMark } from '../MagpieMark.tsx';

export interface WelcomeProps {
  /** Whose toolbar is explained. */
  browserName: 'chrome' | 'firefox';
  /** Our own picture. */
  pictureUrl: string;
  pictureRef: Ref<HTMLImageElement>;
  /** Whether Magpie has been asked to look at it. */
  tried: boolean;
  /** Whether hosts are missing that Magpie works with. */
  needsPermission: boolean;
  onTry(): void;
  /** The permission shall be asked for; called in the click, as browsers demand. */
  onGrantPermission(): void;
  onOpenOptions(): void;
}

/** The page after the installation: what Magpie does, on a real picture, and what leaves the machine. */
export function Welcome(props: WelcomeProps) {
  const { browserName, pictureUrl, pictureRef, tried, needsPermission } = props;
  const { onTry, onGrantPermission, onOpenOptions } = props;
  return (
    <main class="magpie welcome">
      <header class="welcome__head">
        <MagpieMark size={56} />
        <div>
          <h1>Find what’s in a pin</h1>
          <p>
            Open a pin on Pinterest, and Magpie names the things and colours in its picture and
            finds them in the shops.
          </p>
        </div>
      </header>

      {needsPermission && (
        <section class="welcome__permission" aria-label="Permission">
          <p class="welcome__words">
            Your browser has not let Magpie at Pinterest yet. It looks at pins on this device only.
          </p>
          <button type="button" class="button button--first" onClick={onGrantPermission}>
            Allow on Pinterest
          </button>
        </section>
      )}

      <figure class="welcome__try">
        <div class="welcome__picture">
          <img
            ref={pictureRef}
            src={pictureUrl}
            width={900}
            height={600}
            alt="A living room with a sofa, a plant, a floor lamp, a clock, and a vase on a table"
          />
        </div>
        <figcaption>
          <p class="welcome__words">
            {tried
              ? 'Each dot is a find. Open one for its search: switch its words, or type your own.'
              : 'A picture of our own. Let Magpie look at it, on this device.'}
          </p>
          <button type="button" class={tried ? 'button' : 'button button--first'} onClick={onTry}>
            {tried ? 'Look again' : 'Try it'}
          </button>
        </figcaption>
      </figure>

      <div class="welcome__columns">
        <Section title="What leaves this device">
          <p>Nothing, unless:</p>
          <ul>
            <li>A pin’s picture has to be fetched: from Pinterest, without cookies.</li>
            <li>
              You click a shop. It gets the words of the search; a search by picture, the picture’s
              address.
            </li>
            <li>
              A page leaves a pin’s words out. Magpie asks Pinterest for them once, as its own page
              would. The options turn this off.
            </li>
            <li>
              You turn on Google Cloud Vision in the options, with a key of your own. Then Google
              gets the picture. It is off.
            </li>
          </ul>
        </Section>
        <Section title="Keep Magpie in sight">
          <ol>
            <li>Click the puzzle piece beside the address bar.</li>
            {browserName === 'chrome' ? (
              <li>Click the pin beside Magpie.</li>
            ) : (
              <>
                <li>Click the cog beside Magpie.</li>
                <li>Choose “Pin to Toolbar”.</li>
              </>
            )}
          </ol>
          <p>
            Its button lists a pin’s colours and finds. <kbd>Alt+Shift+M</kbd> hides and shows the
            dots.
          </p>
        </Section>
      </div>

      <footer class="welcome__foot">
        <a
          class="button button--first"
          href="https://www.pinterest.com/"
          target="_blank"
          rel="noopener noreferrer"
        >
          Open Pinterest
        </a>
        <button type="button" class="button" onClick={onOpenOptions}>
          Options
        </button>
        <p class="welcome__words">
          Pages of Pinterest that are open already need to be loaded once more.
        </p>
      </footer>
    </main>
  );
}

function Section(props: { title: string; children: ComponentChildren }) {
  const { title, children } = props;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
