import { t } from '../../lib/i18n.ts';
import type { Kept } from '../../lib/platform/settings.ts';
import { Section } from './Section.tsx';
import { Switch } from './Switch.tsx';

/** Where a pin's words come from. */
export function ReadingSection(props: {
  /** Whether Pinterest may be asked for the words of a pin that the page leaves out. */
  readPinDetails: boolean;
  onReadPinDetailsChange(readPinDetails: boolean): Promise<Kept | undefined>;
}) {
  return (
    <Section title={t('options.reading')} hint={t('options.readingHint')}>
      <Switch checked={props.readPinDetails} onChange={props.onReadPinDetailsChange}>
        {t('options.readDetails')}
      </Switch>
    </Section>
  );
}
