import { useEffect, useRef, useState } from 'preact/hooks';
import { GRID_SIZES } from '../../lib/board/renditions.ts';
import { t } from '../../lib/i18n.ts';
import { asHeading, shown } from '../words.ts';
import { pinTitle } from './board-words.ts';
import { Picture, type ShownPin } from './Picture.tsx';

/** Pins that come and go together: full rows in every number of columns from two to six. */
const PART = 60;

/** How far from the screen a part is made ready, in its heights. */
const AHEAD = '150%';

/** As many finds as can be read at a glance. */
const MOST_FINDS = 8;

/**
 * The pins of a board, however many: of those far from the screen there is only the room that they
 * will take.
 */
export function PinGrid({ entries }: { entries: readonly ShownPin[] }) {
  const parts = Array.from({ length: Math.ceil(entries.length / PART) }, (_, n) =>
    entries.slice(n * PART, (n + 1) * PART),
  );
  return (
    <div class="grid">
      {parts.map((part, n) => (
        <GridPart key={part[0]?.pin.id} entries={part} isFirst={n === 0} />
      ))}
    </div>
  );
}

function GridPart(props: { entries: readonly ShownPin[]; isFirst: boolean }) {
  const { entries, isFirst } = props;
  const part = useRef<HTMLUListElement>(null);
  const [isNear, setIsNear] = useState(isFirst);
  useEffect(() => {
    if (!part.current || isFirst) return;
    // Once made it stays, so that no focus in it is lost; off the screen the browser passes over it.
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && setIsNear(true), {
      rootMargin: `${AHEAD} 0px`,
    });
    observer.observe(part.current);
    return () => observer.disconnect();
  }, [isFirst]);
  return (
    <ul ref={part} class="grid__part" style={{ '--pins': entries.length }}>
      {isNear && entries.map((entry) => <GridPin key={entry.pin.id} entry={entry} />)}
    </ul>
  );
}

/** A pin: its picture, and on demand what it is called and what was found in it. */
function GridPin({ entry }: { entry: ShownPin }) {
  const { pin, look } = entry;
  const nouns = [...new Set(look?.finds.map(({ noun }) => noun))].slice(0, MOST_FINDS);
  const finds = nouns.map((noun) => asHeading(shown('noun', noun))).join(' · ');
  return (
    <li class="pin">
      <a class="pin__link" href={pin.url} target="_blank" rel="noopener noreferrer">
        <Picture of={entry} sizes={GRID_SIZES} />
        <span class="pin__words">
          <span class="pin__title">{pinTitle(pin)}</span>{' '}
          <span class="pin__finds">{look && (finds || t('insights.noFinds'))}</span>
        </span>
      </a>
    </li>
  );
}
