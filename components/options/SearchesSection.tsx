import { t } from '../../lib/i18n.ts';
import type { Kept } from '../../lib/platform/settings.ts';
import { Section } from './Section.tsx';
import { Switch } from './Switch.tsx';

/** Which words searches are made of, and in which language. */
export function SearchesSection(props: {
  /** Whether words of style go into searches. */
  styleWords: boolean;
  /** Whether shops are searched in their own language. */
  translate: boolean;
  onStyleWordsChange(styleWords: boolean): Promise<Kept | undefined>;
  onTranslateChange(translate: boolean): Promise<Kept | undefined>;
}) {
  return (
    <Section title={t('options.searches')}>
      <Switch
        checked={props.styleWords}
        hint={t('options.styleWordsHint')}
        onChange={props.onStyleWordsChange}
      >
        {t('options.styleWords')}
      </Switch>
      <Switch
        checked={props.translate}
        hint={t('options.translateHint')}
        onChange={props.onTranslateChange}
      >
        {t('options.translate')}
      </Switch>
    </Section>
  );
}
