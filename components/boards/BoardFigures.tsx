import type { Shared } from '../../lib/board/insights/board-entry.ts';
import type { BoardSwatch } from '../../lib/board/insights/board-palette.ts';
import {
  type BoardFilter,
  type WordFilter,
  withColor,
  withWord,
} from '../../lib/board/insights/filter.ts';
import type { BoardInsights } from '../../lib/board/insights/insights.ts';
import type { ObjectCount } from '../../lib/board/insights/objects.ts';
import { type PlainMessage, t, uiLanguage } from '../../lib/i18n.ts';
import { asHeading, percent, shown } from '../words.ts';
import { countPins } from './board-words.ts';
import { type Bar, BarChart, type BarPart, Figure } from './Chart.tsx';
import { filterWord } from './filter-words.ts';

/** How many lines a chart has before all are asked for. */
const FIRST_TRAITS = 8;
const FIRST_OBJECTS = 12;
const FIRST_KEYWORDS = 18;

/** As many colours of a thing as fit beside each other on a narrow page. */
const MOST_COLORS = 6;

/** Odds beyond this say no more than "far more often". */
const MOST_ODDS = 99;

const TRAITS = [
  { kind: 'styles', title: 'insights.styles', hint: 'insights.stylesHint' },
  { kind: 'materials', title: 'insights.materials', hint: 'insights.materialsHint' },
  { kind: 'rooms', title: 'insights.rooms', hint: 'insights.roomsHint' },
  { kind: 'scenes', title: 'insights.scenes', hint: 'insights.scenesHint' },
] as const satisfies { kind: WordFilter; title: PlainMessage; hint: PlainMessage }[];

interface FigureProps {
  insights: BoardInsights;
  filter: BoardFilter;
  onFilterChange(filter: BoardFilter): void;
}

/** Everything that can be counted on a board, as charts whose lines filter its pins. */
export function BoardFigures(props: FigureProps & { onSavePalette(): void }) {
  const { insights, filter, onFilterChange } = props;
  return (
    <div class="figures">
      <PaletteFigure {...props} />
      <KeywordFigure {...props} />
      <ObjectFigure {...props} />
      {TRAITS.map(({ kind, title, hint }) => (
        <BarChart
          key={kind}
          title={t(title)}
          hint={t(hint)}
          bars={traitBars(kind, insights.traits[kind], filter, onFilterChange)}
          first={FIRST_TRAITS}
        />
      ))}
    </div>
  );
}

function PaletteFigure(props: FigureProps & { onSavePalette(): void }) {
  const { insights, filter, onFilterChange, onSavePalette } = props;
  const { palette } = insights;
  if (palette.length === 0) return null;
  return (
    <Figure
      class="figure--wide"
      title={t('insights.palette')}
      hint={t('insights.paletteHint')}
      action={
        <button type="button" class="button" onClick={onSavePalette}>
          {t('insights.savePalette')}
        </button>
      }
    >
      <div class="strip" aria-hidden="true">
        {palette.map(({ hex, share }) => (
          <span key={hex} style={{ background: hex, flexGrow: share }} />
        ))}
      </div>
      <ol class="swatches">
        {palette.map((swatch) => (
          <li key={swatch.hex}>
            <SwatchButton
              swatch={swatch}
              isChosen={filter.colors.some(({ hex }) => hex === swatch.hex)}
              onChoose={() => onFilterChange(withColor(filter, swatch.hex))}
            />
          </li>
        ))}
      </ol>
    </Figure>
  );
}

function SwatchButton(props: { swatch: BoardSwatch; isChosen: boolean; onChoose(): void }) {
  const { hex, name, share, pinIds } = props.swatch;
  return (
    <button type="button" class="swatch" aria-pressed={props.isChosen} onClick={props.onChoose}>
      <span class="swatch__color" style={{ background: hex }} />
      <span class="swatch__name">{asHeading(shown('color', name))}</span>{' '}
      <span class="swatch__facts">
        <b>{percent(share)}</b> {countPins(pinIds.length)}
      </span>
    </button>
  );
}

function KeywordFigure({ insights, filter, onFilterChange }: FigureProps) {
  const longest = insights.keywords[0]?.score ?? 1;
  const bars = insights.keywords.map(
    ({ value, pinIds, score, odds }): Bar => ({
      key: value,
      name: value,
      amount: countPins(pinIds.length),
      parts: [{ share: score / longest, hex: null }],
      isChosen: filter.keywords.includes(value),
      onChoose: () => onFilterChange(withWord(filter, 'keywords', value)),
      note: oddsWords(odds),
    }),
  );
  return (
    <BarChart
      class="figure--wide figure--columns"
      title={t('insights.keywords')}
      hint={t('insights.keywordsHint')}
      bars={bars}
      first={FIRST_KEYWORDS}
    />
  );
}

function oddsWords(odds: number): string {
  const times = Math.min(MOST_ODDS, odds).toLocaleString(uiLanguage(), {
    maximumSignificantDigits: 2,
  });
  return t('insights.times', { times });
}

function ObjectFigure({ insights, filter, onFilterChange }: FigureProps) {
  const longest = insights.objects[0]?.pinIds.length ?? 1;
  const bars = insights.objects.map((object): Bar => {
    const { noun, pinIds } = object;
    return {
      key: noun,
      name: filterWord('nouns', noun),
      amount: countPins(pinIds.length),
      parts: colorParts(object, longest),
      isChosen: filter.nouns.includes(noun),
      onChoose: () => onFilterChange(withWord(filter, 'nouns', noun)),
      more: <ObjectColors object={object} filter={filter} onFilterChange={onFilterChange} />,
    };
  });
  return (
    <BarChart
      class="figure--wide figure--columns"
      title={t('insights.objects')}
      hint={t('insights.objectsHint')}
      bars={bars}
      first={FIRST_OBJECTS}
    />
  );
}

/** The bar of a thing, painted in the colours that it has, each by its pins. */
function colorParts({ colors, pinIds }: ObjectCount, longest: number): BarPart[] {
  const whole = pinIds.length / longest;
  const pinsOfColors = colors.reduce((total, color) => total + color.pinIds.length, 0);
  // Several of a kind in one pin may bring several colours.
  const sum = Math.max(pinIds.length, pinsOfColors);
  const byHex = new Map<string | null, number>();
  for (const { hex, pinIds: pins } of colors) {
    byHex.set(hex, (byHex.get(hex) ?? 0) + (whole * pins.length) / sum);
  }
  if (sum > pinsOfColors) byHex.set(null, (whole * (sum - pinsOfColors)) / sum);
  return [...byHex].map(([hex, share]) => ({ hex, share }));
}

function ObjectColors(props: {
  object: ObjectCount;
  filter: BoardFilter;
  onFilterChange(filter: BoardFilter): void;
}) {
  const { object, filter, onFilterChange } = props;
  const { noun, colors } = object;
  if (colors.length === 0) return null;
  const isNounChosen = filter.nouns.includes(noun);
  return (
    <ul class="bar__colors">
      {colors.slice(0, MOST_COLORS).map(({ name, hex, pinIds }) => {
        const words = t('insights.objectIn', {
          object: filterWord('nouns', noun),
          color: shown('color', name),
          pins: countPins(pinIds.length),
        });
        const isChosen = isNounChosen && filter.colors.some((color) => color.hex === hex);
        return (
          <li key={name}>
            <button
              type="button"
              class="color-dot"
              aria-label={words}
              title={words}
              aria-pressed={isChosen}
              onClick={() =>
                onFilterChange(
                  isChosen
                    ? withColor(withWord(filter, 'nouns', noun), hex)
                    : inColor(filter, noun, hex),
                )
              }
            >
              <span style={{ background: hex }} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The filter that asks for a thing in a colour, whatever it asked for of either before. */
function inColor(filter: BoardFilter, noun: string, hex: string): BoardFilter {
  const withNoun = filter.nouns.includes(noun) ? filter : withWord(filter, 'nouns', noun);
  return filter.colors.some((color) => color.hex === hex) ? withNoun : withColor(withNoun, hex);
}

function traitBars(
  kind: WordFilter,
  values: readonly Shared[],
  filter: BoardFilter,
  onFilterChange: (filter: BoardFilter) => void,
): Bar[] {
  const longest = values[0]?.pinIds.length ?? 1;
  return values.map(({ value, pinIds }) => ({
    key: value,
    name: filterWord(kind, value),
    amount: countPins(pinIds.length),
    parts: [{ share: pinIds.length / longest, hex: null }],
    isChosen: filter[kind].includes(value),
    onChoose: () => onFilterChange(withWord(filter, kind, value)),
  }));
}
