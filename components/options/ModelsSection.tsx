import type { ModelStatus } from '../../lib/platform/models.ts';
import { ModelList } from './ModelList.tsx';
import { Section } from './Section.tsx';

/** What Magpie sees with. */
export function ModelsSection({ models }: { models: readonly ModelStatus[] }) {
  return (
    <Section title="Models" hint="They came with Magpie; nothing is downloaded later.">
      <ModelList models={models} />
    </Section>
  );
}
