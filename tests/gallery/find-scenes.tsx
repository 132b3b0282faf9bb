import { useMemo, useState } from 'preact/hooks';
import { type FindList, Finds } from '../../components/finds/Finds.tsx';
import { shown } from '../../components/words.ts';
import { cropWindow } from '../../lib/crop-window.ts';
import type { SavedFind } from '../../lib/finds/saved-find.ts';
import { WHOLE_IMAGE } from '../../lib/geometry.ts';
import { t } from '../../lib/i18n.ts';
import { LONG_TITLE, NOUN_FACTS, PHOTO, RUNS, SHOPS } from './data.ts';
import type { Scene } from './scenes.tsx';

const { analysis } = RUNS.done;
const IMAGE = { url: PHOTO, width: analysis.width, height: analysis.height };

const SAVED: SavedFind[] = analysis.objects.map((object, index) => ({
  id: `find ${index}`,
  savedAt: `2026-11-${String(20 - index).padStart(2, '0')}T10:00:00.000Z`,
  find: { noun: object.label, object, terms: [] },
  query: {
    text: `vintage ${object.label}`,
    language: 'en',
    edit: { on: {}, values: {}, text: null },
  },
  shops: [],
  pin:
    index === 3
      ? null
      : {
          id: '1',
          url: 'https://www.pinterest.com/pin/1/',
          title: index === 1 ? LONG_TITLE : index === 2 ? null : 'A corner to read in',
          board: index % 2 === 0 ? 'Living room' : index === 1 ? 'Things for the hall' : null,
        },
  image: IMAGE,
  note: index === 0 ? 'The velvet one, at most 300.\nAsk whether it comes without the piping.' : '',
}));

const SAID: SavedFind[] = SAVED.slice(0, 1).map((find) => ({
  ...find,
  id: 'said',
  find: { noun: 'rug', object: null, terms: [] },
  query: { ...find.query, text: 'vintage rug' },
  note: '',
}));

/** The crop as the background makes it, from the photo. */
async function cropOf(id: string): Promise<Blob | null> {
  const saved = SAVED.find((one) => one.id === id);
  if (!saved || id === 'find 4') return null;
  const photo = await createImageBitmap(await (await fetch(PHOTO)).blob());
  const { x, y, side } = cropWindow(saved.find.object?.box ?? WHOLE_IMAGE, photo);
  const canvas = new OffscreenCanvas(320, 320);
  canvas.getContext('2d')?.drawImage(photo, x, y, side, side, 0, 0, 320, 320);
  return canvas.convertToBlob();
}

const TILES = {
  loadCrop: cropOf,
  copyText: async () => undefined,
  onSearchAll: async () => undefined,
  onNote: async () => undefined,
};

/** The page with finds that really go and come back. */
function FindsStage({ list }: { list: FindList }) {
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const shown = useMemo(
    (): FindList =>
      list.status === 'ready'
        ? { ...list, finds: list.finds.filter(({ id }) => !removed.includes(id)) }
        : list,
    [list, removed],
  );
  return (
    <Finds
      list={shown}
      shops={SHOPS}
      nounFacts={NOUN_FACTS}
      wordsVersion={1}
      tiles={TILES}
      files={{
        onExport: async () => undefined,
        onImport: async () => ({ ok: false, reason: 'not-json' }),
      }}
      onDelete={async (ids) => {
        setRemoved(ids);
        return ids.length;
      }}
      onRestore={async () => {
        setRemoved([]);
        return 1;
      }}
      onForget={() => undefined}
    />
  );
}

function scene(name: string, list: FindList, steps?: () => readonly string[]): Scene {
  return {
    name: `saved-${name}`,
    kind: 'saved',
    view: () => <FindsStage list={list} />,
    ...(steps && { steps }),
  };
}

const ready = (finds: readonly SavedFind[], isComplete = true): FindList => ({
  status: 'ready',
  finds,
  isComplete,
});

/** The page of saved finds in every state. */
export const FIND_SCENES: Scene[] = [
  scene('many', ready([...SAVED, ...SAID])),
  scene('empty', ready([])),
  scene('loading', { status: 'loading' }),
  scene('private', { status: 'private' }),
  scene('no-match', ready(SAVED), () => [`Focus ${t('saved.search')}`, 'Type teapot']),
  scene('note', ready(SAVED.slice(0, 2)), () => [t('saved.editNote')]),
  scene('groups', ready([...SAVED, ...SAID]), () => [
    `Choose ${t('saved.group')}: ${t('saved.byBoard')}`,
  ]),
  scene('deleted', ready(SAVED.slice(0, 3)), () => [
    t('saved.deleteOne', { noun: shown('noun', 'armchair') }),
  ]),
];
