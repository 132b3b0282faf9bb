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
    <Section
      title="Reading the pin"
      hint="The pin’s own words make better searches. They are read from the open page and stay on this device."
    >
      <Switch checked={props.readPinDetails} onChange={props.onReadPinDetailsChange}>
        Ask Pinterest for the words when the page leaves them out
      </Switch>
    </Section>
  );
}
