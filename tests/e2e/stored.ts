/** In the function that runs in the extension; Firefox has it as well. */
declare const chrome: typeof import('wxt/browser').browser;

/** What the extension has stored, each area as text. */
export interface Stored {
  local: string;
  sync: string;
  session: string;
  databases: string;
}

/** All that the extension has stored. Runs in one of its pages: it may use nothing from outside itself. */
export async function readStorage(): Promise<Stored> {
  const settled = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const databases: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name) continue;
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      databases.push(await settled(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  const { local, sync, session } = chrome.storage;
  return {
    local: JSON.stringify(await local.get()),
    sync: JSON.stringify(await sync.get()),
    session: JSON.stringify(await session.get()),
    databases: JSON.stringify(databases),
  };
}
