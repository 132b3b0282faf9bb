import {
  type BoardFilter,
  NEARNESS,
  NO_FILTER,
  WORD_FILTERS,
  type WordFilter,
} from './insights/filter.ts';

/** What the page of boards shows. */
export type BoardsView =
  | { view: 'list' }
  | { view: 'board'; runId: string; filter: BoardFilter }
  | { view: 'comparison'; runId: string; otherId: string };

/** The names of filters in addresses, which are kept in bookmarks. */
const NAMES = {
  nouns: 'object',
  keywords: 'keyword',
  styles: 'style',
  materials: 'material',
  rooms: 'room',
  scenes: 'scene',
} as const satisfies Record<WordFilter, string>;

const COLOR = 'color';
const OTHER = 'with';

/** `e8a33d~12`: a colour and how near. */
const COLOR_FORM = /^([0-9a-f]{6})~(\d{1,2})$/;

/** What the hash of an address asks for: `#<run>?object=sofa&color=e8a33d~12`. What makes no sense is passed over. */
export function viewFromHash(hash: string): BoardsView {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const runId = decoded(path);
  if (!runId) return { view: 'list' };
  const parameters = new URLSearchParams(query);
  const otherId = parameters.get(OTHER);
  if (otherId) return { view: 'comparison', runId, otherId };
  const filter = { ...NO_FILTER };
  for (const kind of WORD_FILTERS) filter[kind] = [...new Set(parameters.getAll(NAMES[kind]))];
  const colors = new Map<string, number>();
  for (const text of parameters.getAll(COLOR)) {
    const [, hex, within] = COLOR_FORM.exec(text) ?? [];
    if (hex === undefined) continue;
    colors.set(`#${hex}`, Math.min(NEARNESS.most, Math.max(NEARNESS.least, Number(within))));
  }
  filter.colors = [...colors].map(([hex, within]) => ({ hex, within }));
  return { view: 'board', runId, filter };
}

/** The hash that asks for a view. */
export function hashOf(view: BoardsView): string {
  if (view.view === 'list') return '#';
  const parameters = new URLSearchParams();
  if (view.view === 'comparison') parameters.append(OTHER, view.otherId);
  else {
    for (const kind of WORD_FILTERS) {
      for (const word of view.filter[kind]) parameters.append(NAMES[kind], word);
    }
    for (const { hex, within } of view.filter.colors) {
      parameters.append(COLOR, `${hex.slice(1)}~${within}`);
    }
  }
  const query = parameters.toString();
  return `#${encodeURIComponent(view.runId)}${query && `?${query}`}`;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
