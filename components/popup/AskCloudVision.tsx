import type { CloudFindings } from '../../lib/analysis.ts';
import { type ErrorCode, isRetryable } from '../../lib/errors.ts';
import { t } from '../../lib/i18n.ts';
import type { Run } from '../../lib/tab-state.ts';
import { ColorChips } from '../ColorChips.tsx';
import type { Copying } from '../use-copy.ts';
import { countUnits, sentenceFor, shown, written } from '../words.ts';

/** What asking Google costs, and how it is done. */
export interface CloudOffer {
  /** Billable units of one picture. */
  units: number;
  /** Units spent this month. */
  spent: number;
  /** Units a month that may be spent. */
  cap: number;
  onAsk(): void;
}

/** Below the finds: the offer to ask Google, how that goes, or what Google added. */
export function AskCloudVision(props: {
  run: Run & { status: 'done' };
  /** Null where Cloud Vision is not set up. */
  offer: CloudOffer | null;
  copying: Copying;
  onOpenOptions(): void;
}) {
  const { run, offer, copying, onOpenOptions } = props;
  const { cloud } = run.analysis;
  if (cloud) return <Findings cloud={cloud} offer={offer} copying={copying} />;
  if (!offer && run.cloud?.status !== 'failed') return null;

  const failure = run.cloud?.status === 'failed' ? run.cloud.failure.code : null;
  const isAsking = run.cloud?.status === 'asking';
  return (
    <section class="ask-cloud" aria-label="Google Cloud Vision">
      <p class="ask-cloud__status" role="status" data-failed={failure !== null}>
        {isAsking ? t('cloud.asking') : failure && sentenceFor(failure)}
      </p>
      {failure && isForOptions(failure) && (
        <button type="button" class="button" onClick={onOpenOptions}>
          {t('cloud.openOptions')}
        </button>
      )}
      {offer && (!failure || isRetryable(failure)) && (
        <>
          {/* While it asks, too: a background that was stopped is asked again by this. */}
          <button type="button" class="button" onClick={offer.onAsk}>
            {isAsking || failure ? t('cloud.askAgain') : t('cloud.ask')}
          </button>
          <p class="ask-cloud__cost">
            {t('cloud.cost', { units: countUnits(offer.units), spent: spentOf(offer) })}
          </p>
        </>
      )}
    </section>
  );
}

/** What Google says of the picture as a whole; its finds are marked in the list. */
function Findings(props: { cloud: CloudFindings; offer: CloudOffer | null; copying: Copying }) {
  const { cloud, offer, copying } = props;
  const { bestGuess, styles, brands, palette } = cloud;
  const rows = [
    { term: t('cloud.bestGuess'), words: bestGuess },
    { term: t('query.style'), words: styles.map((style) => shown('style', style)).join(', ') },
    { term: t('query.brand'), words: brands.join(', ') },
  ].filter(({ words }) => words);
  return (
    <section class="ask-cloud" aria-label="Google Cloud Vision">
      <h2>{t('cloud.found')}</h2>
      {rows.length > 0 && (
        <dl>
          {rows.map(({ term, words }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      <ColorChips colors={palette} of="google" copying={copying} />
      {rows.length === 0 && palette.length === 0 && <p>{t('cloud.nothing')}</p>}
      {offer && <p class="ask-cloud__cost">{t('cloud.spentUnits', { spent: spentOf(offer) })}</p>}
    </section>
  );
}

/** "212 of 1,000 spent this month". */
function spentOf({ spent, cap }: CloudOffer): string {
  return t('cloud.spent', { spent: written(spent), cap: written(cap) });
}

/** Failures that are put right in the options. */
function isForOptions(code: ErrorCode): boolean {
  return [
    'cloud-no-key',
    'cloud-permission',
    'cloud-cap',
    'cloud-key-refused',
    'cloud-api-off',
    'cloud-billing',
    'cloud-forbidden',
  ].includes(code);
}
