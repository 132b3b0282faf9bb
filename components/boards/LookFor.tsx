import { useId, useMemo, useState } from 'preact/hooks';
import type { Combination } from '../../lib/board/insights/combinations.ts';
import { searchForCombination } from '../../lib/board/search-combination.ts';
import { t, uiWordLanguage } from '../../lib/i18n.ts';
import { type NounFacts, UNKNOWN_NOUN } from '../../lib/query/noun.ts';
import { wordsFor } from '../../lib/query/translate.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import { Crop } from '../Crop.tsx';
import { type SearchAll, ShopLinks } from '../ShopLinks.tsx';
import { asHeading, written } from '../words.ts';
import { countPins, pinTitle } from './board-words.ts';
import { Figure, More } from './Chart.tsx';
import { Picture, type ShownPin } from './Picture.tsx';

/** Two rows on a wide page. */
const FIRST = 8;

/** As many pins as fit under a picture. */
const MOST_EVIDENCE = 4;

/** What a board keeps coming back to, each with the pins behind it and where to search for it. */
export function LookFor(props: {
  combinations: readonly Combination[];
  pins: ReadonlyMap<string, ShownPin>;
  nounFacts: ReadonlyMap<string, NounFacts>;
  shops: readonly ReadyShop[];
  onSearchAll: SearchAll;
}) {
  const { combinations, pins, nounFacts, shops, onSearchAll } = props;
  const [all, setAll] = useState(false);
  const listId = useId();
  const title = t('insights.lookFor');
  return (
    <Figure
      class="figure--bare"
      title={title}
      hint={combinations.length > 0 ? t('insights.lookForHint') : t('insights.lookForNone')}
    >
      {combinations.length > 0 && (
        <ol class="looks" id={listId}>
          {combinations.slice(0, all ? combinations.length : FIRST).map((combination) => (
            <Look
              key={combination.text}
              combination={combination}
              pins={pins}
              facts={nounFacts.get(combination.noun) ?? UNKNOWN_NOUN}
              shops={shops}
              onSearchAll={onSearchAll}
            />
          ))}
        </ol>
      )}
      <More
        count={combinations.length}
        first={FIRST}
        title={title}
        controls={listId}
        all={all}
        onChange={setAll}
      />
    </Figure>
  );
}

function Look(props: {
  combination: Combination;
  pins: ReadonlyMap<string, ShownPin>;
  facts: NounFacts;
  shops: readonly ReadyShop[];
  onSearchAll: SearchAll;
}) {
  const { combination, pins, facts, shops, onSearchAll } = props;
  const { noun, words, pinIds, example } = combination;
  const shownBy = pins.get(example.pinId);
  const imageUrl = shownBy?.pin.image?.url ?? null;
  const searches = useMemo(
    () => searchForCombination(combination, facts, shops, imageUrl),
    [combination, facts, shops, imageUrl],
  );
  const language = uiWordLanguage();
  const name =
    language === 'en' ? combination.text : wordsFor({ ...words, noun }, language).join(' ');
  const evidence = pinIds.flatMap((id) => pins.get(id) ?? []);
  const others = evidence.filter((entry) => entry !== shownBy).slice(0, MOST_EVIDENCE);
  const rest = pinIds.length - others.length - (shownBy ? 1 : 0);
  return (
    <li class="look">
      {shownBy && imageUrl && example.find.object && (
        <Crop url={imageUrl} box={example.find.object.box} image={example.image} />
      )}
      <h3>{asHeading(name)}</h3>
      <p class="look__count">{countPins(pinIds.length)}</p>
      <ul class="evidence" aria-label={t('insights.evidence', { words: name })}>
        {[...(shownBy ? [shownBy] : []), ...others].map((entry) => (
          <li key={entry.pin.id}>
            <a
              class="evidence__pin"
              href={entry.pin.url}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={pinTitle(entry.pin)}
              title={pinTitle(entry.pin)}
            >
              <Picture of={entry} sizes="44px" />
            </a>
          </li>
        ))}
        {rest > 0 && <li class="evidence__rest">{t('insights.more', { count: written(rest) })}</li>}
      </ul>
      <ShopLinks searches={searches} about={name} onSearchAll={onSearchAll} compact />
    </li>
  );
}
