import { type Corrections, NO_CORRECTIONS } from '../../lib/corrections.ts';
import { isRetryable } from '../../lib/errors.ts';
import type { Find as FindValue } from '../../lib/find.ts';
import { t } from '../../lib/i18n.ts';
import type { PopupBoards } from '../../lib/platform/use-board-run.ts';
import { findsIn } from '../../lib/query/choices.ts';
import { type NounFacts, UNKNOWN_NOUN } from '../../lib/query/noun.ts';
import type { RoleSwitches } from '../../lib/query/roles.ts';
import { offerOf } from '../../lib/shops/offer.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import type { Run, TabState } from '../../lib/tab-state.ts';
import { BoardFits } from '../BoardFits.tsx';
import type { Correcting } from '../FindCorrection.tsx';
import { keyed } from '../find-keys.ts';
import { OfferLink } from '../OfferLink.tsx';
import type { SearchAll } from '../ShopLinks.tsx';
import type { FindSaving } from '../Star.tsx';
import { type Copying, type CopyText, useCopy } from '../use-copy.ts';
import { asHeading, countFinds, sentenceFor, stageWords } from '../words.ts';
import { AskCloudVision, type CloudOffer } from './AskCloudVision.tsx';
import { BoardPanel } from './BoardPanel.tsx';
import { BoardRuns } from './BoardRuns.tsx';
import { Changes } from './Changes.tsx';
import { Find } from './Find.tsx';
import { Header } from './Header.tsx';
import { Notice } from './Notice.tsx';
import { PageLinks } from './PageLinks.tsx';
import { PaletteStrip } from './PaletteStrip.tsx';
import { type RankingOffer, RankPage } from './RankPage.tsx';
import { StageProgress } from './StageProgress.tsx';

/** What the popup is about. */
export type PopupContent =
  /** The tab has not answered yet. */
  | { view: 'waiting' }
  /** The tab shows no page of Pinterest. */
  | { view: 'not-pinterest' }
  /** The page was open before Magpie was installed or updated; it has to be loaded again. */
  | { view: 'reload-needed' }
  /**
   * The user has not let Magpie at Pinterest's pages, or at its pictures only, or took that back.
   * Without the pages it cannot tell whether the tab shows one.
   */
  | { view: 'permission-needed'; missing: 'pages' | 'images' }
  /** The tab has answered. */
  | {
      view: 'tab';
      /** Its finds are corrected already. */
      state: TabState;
      /** What the user made of them. */
      corrections?: Corrections;
    };

export interface PopupProps {
  content: PopupContent;
  /** In the user's order, those turned on only. The first is the filled one. */
  shops: readonly ReadyShop[];
  /** What is known of the nouns of the finds, as far as it is known yet. */
  nounFacts: ReadonlyMap<string, NounFacts>;
  copyText: CopyText;
  onSearchAll: SearchAll;
  onKeepWords(shop: string, switches: Partial<RoleSwitches>): void;
  /** Absent where Google Cloud Vision is not set up. */
  cloud?: CloudOffer | null;
  /** Absent where no board is learned. */
  ranking?: RankingOffer | null;
  /** The ranking is on the page, so that the popup is in the way. */
  onRanked?(): void;
  /** The board that the tab shows, and analyses that are under way; shown where no pin is open. */
  boards?: PopupBoards;
  /** The analysis that failed shall run again. */
  onRetry(): void;
  /** The picture waits, and the user wants it analysed. */
  onLook(): void;
  /** The page shall be loaded again. */
  onReload(): void;
  /** The permission shall be asked for; called in the click, as browsers demand. */
  onGrantPermission(): void;
  onOpenOptions(): void;
  correcting: Correcting;
  /** Absent for a picture whose finds cannot be saved. */
  saving?: FindSaving | null;
  /** The user wants to draw an area, which is done on the page. */
  onPickArea(): void;
}

/** The whole popup. Usable from 320 px and with text at 200 %. */
export function Popup(props: PopupProps) {
  const copying = useCopy(props.copyText);
  return (
    <main class="magpie popup">
      <PopupView {...props} copying={copying} />
      {props.content.view !== 'waiting' && <PageLinks />}
      <p class="unseen" role="status" data-testid="copy-status">
        {copying.announcement}
      </p>
    </main>
  );
}

function PopupView(props: PopupProps & { copying: Copying }) {
  const { content, onReload, onGrantPermission, onOpenOptions } = props;
  switch (content.view) {
    case 'waiting':
      return <Header title="Magpie" status={t('popup.waiting')} onOpenOptions={onOpenOptions} />;
    case 'not-pinterest':
      return (
        <>
          <Header title="Magpie" onOpenOptions={onOpenOptions} />
          <Notice title={t('popup.notPinterest')}>{t('popup.notPinterestHint')}</Notice>
          <OtherBoards {...props} />
          <Rank {...props} />
        </>
      );
    case 'reload-needed':
      return (
        <>
          <Header title="Magpie" onOpenOptions={onOpenOptions} />
          <Notice
            title={t('popup.reloadNeeded')}
            action={{ label: t('popup.reload'), onClick: onReload }}
          >
            {t('popup.reloadHint')}
          </Notice>
        </>
      );
    case 'permission-needed':
      return (
        <>
          <Header title="Magpie" onOpenOptions={onOpenOptions} />
          <Notice
            title={
              content.missing === 'pages'
                ? sentenceFor('permission-needed')
                : t('popup.imagesNeeded')
            }
            action={{
              label: content.missing === 'pages' ? t('popup.allow') : t('popup.allowImages'),
              onClick: onGrantPermission,
            }}
          >
            {content.missing === 'images' && `${t('popup.imagesHint')} `}
            {props.cloud ? t('popup.allowHintCloud') : t('popup.allowHint')}
          </Notice>
        </>
      );
    case 'tab':
      return (
        <TabView
          {...props}
          state={content.state}
          corrections={content.corrections ?? NO_CORRECTIONS}
        />
      );
  }
}

function TabView(
  props: PopupProps & { copying: Copying; state: TabState; corrections: Corrections },
) {
  const { state, onOpenOptions } = props;
  if (state.page === 'no-pin') {
    const offer = props.boards?.offer;
    return (
      <>
        {offer ? (
          <BoardPanel
            offer={offer}
            onOpenOptions={onOpenOptions}
            onGrantPermission={props.onGrantPermission}
          />
        ) : (
          <>
            <Header title="Magpie" onOpenOptions={onOpenOptions} />
            <Notice title={t('popup.noPin')}>{t('popup.noPinHint')}</Notice>
          </>
        )}
        <Rank {...props} />
        <OtherBoards {...props} />
      </>
    );
  }
  const { run, imageUrl } = state;
  const title = state.page === 'pin' ? titleOf(state) : t('popup.pickedPicture');
  const finds = findsIn(state);
  const offer = state.page === 'pin' ? offerOf(state.pin, navigator.language) : null;
  return (
    <>
      <Header
        title={title}
        imageUrl={imageUrl}
        status={statusOf(run, finds)}
        state={run.status}
        onOpenOptions={onOpenOptions}
      />
      <BoardFits fits={state.fits} />
      {run.status === 'running' && <StageProgress stage={run.stage} />}
      {offer && <OfferLink offer={offer} />}
      <RunView {...props} run={run} finds={finds} imageUrl={imageUrl} />
    </>
  );
}

function Rank({ ranking, onRanked }: Pick<PopupProps, 'ranking' | 'onRanked'>) {
  return ranking ? <RankPage offer={ranking} onRanked={() => onRanked?.()} /> : null;
}

function OtherBoards({ boards }: PopupProps) {
  return (
    boards && <BoardRuns runs={boards.others} onPause={boards.pause} onResume={boards.resume} />
  );
}

function RunView(
  props: PopupProps & {
    copying: Copying;
    run: Run;
    imageUrl: string | null;
    finds: readonly FindValue[];
    corrections: Corrections;
  },
) {
  const { run, finds, shops, copying, imageUrl, correcting, corrections, onPickArea } = props;
  const { analysis } = run;
  return (
    <>
      {analysis && analysis.palette.length > 0 ? (
        <PaletteStrip palette={analysis.palette} copying={copying} />
      ) : (
        run.status === 'running' && <div class="palette palette--awaited" aria-hidden="true" />
      )}
      {run.status === 'idle' && (
        <Notice
          title={t('popup.waits')}
          action={{ label: t('popup.lookAtPin'), onClick: props.onLook }}
        >
          {t('popup.waitsHint')}
        </Notice>
      )}
      {run.status === 'failed' && <FailureNotice {...props} run={run} />}
      {analysis && finds.length > 0 && imageUrl && (
        <ul class="finds" aria-label={t('popup.finds')} aria-busy={run.status === 'running'}>
          {keyed(finds).map(([key, find]) => (
            <Find
              key={key}
              id={key}
              find={find}
              facts={props.nounFacts.get(find.noun) ?? UNKNOWN_NOUN}
              image={analysis}
              imageUrl={imageUrl}
              shops={shops}
              copying={copying}
              correcting={correcting}
              saving={props.saving ?? null}
              onSearchAll={props.onSearchAll}
              onKeepWords={props.onKeepWords}
            />
          ))}
        </ul>
      )}
      {run.status === 'done' && finds.length === 0 && (
        <Notice title={t('common.nothingFound')}>
          {run.analysis.palette.length > 0 && t('popup.colorsAbove')}
        </Notice>
      )}
      {run.status !== 'running' && analysis && imageUrl && (
        <Changes corrections={corrections} onCorrect={correcting.correct} onPickArea={onPickArea} />
      )}
      {run.status === 'done' && (
        <AskCloudVision
          run={run}
          offer={props.cloud ?? null}
          copying={copying}
          onOpenOptions={props.onOpenOptions}
        />
      )}
    </>
  );
}

function FailureNotice(props: PopupProps & { run: Run & { status: 'failed' } }) {
  const { run, onRetry, onGrantPermission, onOpenOptions } = props;
  const { code } = run.failure;
  const action =
    code === 'permission-needed'
      ? { label: t('popup.allow'), onClick: onGrantPermission }
      : code === 'models-missing'
        ? { label: t('popup.missing'), onClick: onOpenOptions }
        : isRetryable(code)
          ? { label: t('common.tryAgain'), onClick: onRetry }
          : undefined;
  return <Notice title={sentenceFor(code)} {...(action && { action })} />;
}

function titleOf({ pin }: TabState & { page: 'pin' }): string {
  const text = pin.title ?? pin.altText ?? pin.description;
  return text?.trim() ? asHeading(text.trim()) : t('popup.untitled');
}

function statusOf(run: Run, found: readonly FindValue[]): string {
  const finds = countFinds(found.length);
  switch (run.status) {
    case 'idle':
      return t('popup.notLooked');
    case 'running':
      return found.length > 0 ? t('popup.soFar', { finds }) : stageWords(run.stage);
    case 'done':
      return t(run.analysis.cloud ? 'popup.withGoogle' : 'popup.onDevice', { finds });
    case 'failed':
      // What only the pin's words name was never looked for.
      return found.some(({ object }) => object !== null)
        ? t('popup.stopped', { finds })
        : t('common.couldNotLook');
  }
}
