// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { Finds } from '../../../components/finds/Finds.tsx';
import { savedFind } from '../support/finds.ts';
import { SHOPS } from './fixtures.ts';
import { readAloud } from './reading.ts';
import { rendered } from './rendered.ts';

it('a person hears the page of finds in this order', async () => {
  const view = await rendered(
    <Finds
      list={{
        status: 'ready',
        finds: [savedFind({ note: 'for the hall' })],
        isComplete: true,
      }}
      shops={SHOPS.slice(0, 2)}
      nounFacts={new Map()}
      wordsVersion={1}
      tiles={{
        loadCrop: async () => null,
        copyText: async () => undefined,
        onSearchAll: async () => undefined,
        onNote: async () => undefined,
      }}
      files={{
        onExport: async () => undefined,
        onImport: async () => ({ ok: true, added: 0, known: 0 }),
      }}
      onDelete={async () => 0}
      onRestore={async () => 0}
      onForget={() => undefined}
    />,
  );
  expect(readAloud(view.root)).toMatchInlineSnapshot(`
    "main
    heading: Your finds
    group: Files
    button: Export as CSV
    button: Export as JSON
    button: Import from JSON
    combobox: Sort by
    combobox: Group by
    status: 1 find
    checkbox: Select all
    list: Your finds
    checkbox: Select “armchair”
    button: Delete “armchair”
    heading: Armchair
    button: mustard, copy #e3ad1c
    paragraph: Search: yellow armchair
    link: Etsy: search for mustard yellow armchair, opens a new tab
    link: Amazon.de: search for mustard yellow armchair, opens a new tab
    button: Search all: 2 tabs for yellow armchair
    link: Open the pin “A corner to read in” in a new tab
    paragraph: Board: Reading corners Saved Nov 20, 2026
    paragraph: for the hall
    button: Change the note"
  `);
});
