import * as v from 'valibot';
import colors from '../../assets/lexicon/colors.json' with { type: 'json' };
import eras from '../../assets/lexicon/eras.json' with { type: 'json' };
import ignored from '../../assets/lexicon/ignored.json' with { type: 'json' };
import materials from '../../assets/lexicon/materials.json' with { type: 'json' };
import patterns from '../../assets/lexicon/patterns.json' with { type: 'json' };
import rooms from '../../assets/lexicon/rooms.json' with { type: 'json' };
import { keyOf } from './normalize.ts';
import { STYLES, WordSchema } from './styles.ts';
import type { TermRole } from './term.ts';

const WordsSchema = v.record(
  v.string(),
  v.strictObject({
    ...WordSchema.entries,
    /** Of a material whose name is a colour too: the nouns, and their kinds, made of it. */
    materialOf: v.optional(v.array(v.string()), []),
  }),
);

type Words = Record<string, v.InferOutput<typeof WordSchema> & { materialOf?: string[] }>;

/** What a word or phrase means in one role. */
export interface Meaning {
  role: Exclude<TermRole, 'noun'>;
  /** The lexicon's own English word. */
  value: string;
  /** Whether it means this only right beside a noun. */
  besideNoun: boolean;
  /** Of a material whose name is a colour too: the nouns that are made of it. */
  materialOf: readonly string[];
}

const INDEX = buildIndex();
const IGNORED: ReadonlySet<string> = new Set(v.parse(v.array(v.string()), ignored).map(keyOf));

/** The most words that a phrase of the lexicon has. */
export const LONGEST_PHRASE = Math.max(
  ...[...INDEX.keys(), ...IGNORED].map((key) => key.split(' ').length),
);

/** What a phrase, as `keyOf` writes it, may mean; empty where no lexicon has it. */
export function meaningsOf(key: string): readonly Meaning[] {
  return INDEX.get(key) ?? [];
}

/** Whether a phrase says nothing of a product though its words do: "black friday". */
export function isIgnored(key: string): boolean {
  return IGNORED.has(key);
}

function buildIndex(): ReadonlyMap<string, Meaning[]> {
  const lexicons: [Meaning['role'], Words][] = [
    ['style', STYLES],
    ['color', v.parse(WordsSchema, colors)],
    ['material', v.parse(WordsSchema, materials)],
    ['pattern', v.parse(WordsSchema, patterns)],
    ['room', v.parse(WordsSchema, rooms)],
    ['era', v.parse(WordsSchema, eras)],
  ];
  const index = new Map<string, Meaning[]>();
  for (const [role, words] of lexicons) {
    for (const [value, { also, besideNoun, materialOf = [] }] of Object.entries(words)) {
      for (const word of new Set([value, ...also])) {
        const meaning = { role, value, besideNoun: besideNoun.includes(word), materialOf };
        const key = keyOf(word);
        index.set(key, [...(index.get(key) ?? []), meaning]);
      }
    }
  }
  return index;
}
