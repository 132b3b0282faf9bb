import * as v from 'valibot';
import { applyLocalChange, getLocalItems } from '../platform/local-items.ts';
import { pageMessages } from '../platform/page-messages.ts';
import { ASIDE_KEY } from '../platform/settings-aside.ts';
import { SETTINGS_KEYS } from '../platform/settings-store.ts';

/** The only keys that content scripts may reach: the API key's is not among them. */
const KeySchema = v.picklist([...SETTINGS_KEYS, ASIDE_KEY]);

const LocalChangeSchema = v.object({
  set: v.record(KeySchema, v.unknown()),
  remove: v.array(KeySchema),
});

/** Lets content scripts read and store settings in local storage, which Chrome keeps from them. */
export function serveLocalItems(): void {
  pageMessages.onMessage('settings:local-items', ({ data }) =>
    getLocalItems(v.parse(v.array(KeySchema), data)),
  );
  pageMessages.onMessage('settings:change-local', ({ data }) =>
    applyLocalChange(v.parse(LocalChangeSchema, data)),
  );
}
