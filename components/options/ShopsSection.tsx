import { t } from '../../lib/i18n.ts';
import type { Kept } from '../../lib/platform/settings.ts';
import type { ShopChoice } from '../../lib/shops/shop-choices.ts';
import { Section } from './Section.tsx';
import { ShopSettings } from './ShopSettings.tsx';
import { Switch } from './Switch.tsx';
import { useKeep } from './saving.tsx';

/** Which shops there are, where, in which order, and in which order they show what they have. */
export function ShopsSection(props: {
  /** All shops, in the user's order. */
  shops: readonly ShopChoice[];
  cheapestFirst: boolean;
  onShopsChange(shops: readonly ShopChoice[]): Promise<Kept | undefined>;
  onCheapestFirstChange(cheapestFirst: boolean): Promise<Kept | undefined>;
}) {
  const keep = useKeep();
  return (
    <Section title={t('options.shops')} hint={t('options.shopsHint')}>
      <ShopSettings shops={props.shops} onChange={(next) => keep(props.onShopsChange(next))} />
      <Switch checked={props.cheapestFirst} onChange={props.onCheapestFirstChange}>
        {t('options.cheapestFirst')}
      </Switch>
    </Section>
  );
}
