import { t } from '../../lib/i18n.ts';
import type { ModelStatus } from '../../lib/platform/models.ts';
import { ModelList } from './ModelList.tsx';
import { Section } from './Section.tsx';

/** What Magpie sees with. */
export function ModelsSection({ models }: { models: readonly ModelStatus[] }) {
  return (
    <Section title={t('options.models')} hint={t('options.modelsHint')}>
      <ModelList models={models} />
    </Section>
  );
}
