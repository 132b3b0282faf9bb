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
    <Section title="Search words">
      <Switch
        checked={props.styleWords}
        hint="Only at shops that understand them. What you kept for one shop comes first."
        onChange={props.onStyleWordsChange}
      >
        Use words for the style, such as “mid-century”
      </Switch>
      <Switch
        checked={props.translate}
        hint="Otherwise every shop is searched in English."
        onChange={props.onTranslateChange}
      >
        Search in the language of the shop
      </Switch>
    </Section>
  );
}
