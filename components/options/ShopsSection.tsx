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
    <Section
      title="Shops"
      hint="The first one gets the filled button. A find is searched for only at shops that may sell it and send it to you. A change counts at once."
    >
      <ShopSettings shops={props.shops} onChange={(next) => keep(props.onShopsChange(next))} />
      <Switch checked={props.cheapestFirst} onChange={props.onCheapestFirstChange}>
        Cheapest first, at shops that can sort by a link
      </Switch>
    </Section>
  );
}
