import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../lib/i18n.ts';
import { MagpieMark } from '../MagpieMark.tsx';

/** Stands in a message where an element goes. */
const BLANK = '\u0000';

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
  // The keys have a look of their own inside the sentence.
  const [beforeKeys, afterKeys] = t('welcome.keys', { keys: BLANK }).split(BLANK);
  return (
    <main class="magpie welcome">
      <header class="welcome__head">
        <MagpieMark size={56} />
        <div>
          <h1>{t('welcome.title')}</h1>
          <p>{t('welcome.intro')}</p>
        </div>
      </header>

      {needsPermission && (
        <section class="welcome__permission" aria-label={t('welcome.permission')}>
          <p class="welcome__words">{t('welcome.permissionHint')}</p>
          <button type="button" class="button button--first" onClick={onGrantPermission}>
            {t('popup.allow')}
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
            alt={t('welcome.pictureAlt')}
          />
        </div>
        <figcaption>
          <p class="welcome__words">{t(tried ? 'welcome.triedHint' : 'welcome.tryHint')}</p>
          <button type="button" class={tried ? 'button' : 'button button--first'} onClick={onTry}>
            {t(tried ? 'welcome.again' : 'welcome.try')}
          </button>
        </figcaption>
      </figure>

      <div class="welcome__columns">
        <Section title={t('welcome.leaves')}>
          <p>{t('welcome.nothingUnless')}</p>
          <ul>
            <li>{t('welcome.leavesPicture')}</li>
            <li>{t('welcome.leavesShop')}</li>
            <li>{t('welcome.leavesWords')}</li>
            <li>{t('welcome.leavesGoogle')}</li>
          </ul>
        </Section>
        <Section title={t('welcome.keep')}>
          <ol>
            <li>{t('welcome.puzzle')}</li>
            {browserName === 'chrome' ? (
              <li>{t('welcome.pinChrome')}</li>
            ) : (
              <>
                <li>{t('welcome.cog')}</li>
                <li>{t('welcome.pinFirefox')}</li>
              </>
            )}
          </ol>
          <p>
            {t('welcome.button')} {beforeKeys}
            <kbd>Alt+Shift+M</kbd>
            {afterKeys}
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
          {t('welcome.openPinterest')}
        </a>
        <button type="button" class="button" onClick={onOpenOptions}>
          {t('popup.options')}
        </button>
        <p class="welcome__words">{t('welcome.reload')}</p>
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
