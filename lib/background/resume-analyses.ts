import { browser } from 'wxt/browser';
import { pageMessages } from '../platform/page-messages.ts';
import { getTabStates } from '../platform/session.ts';

/**
 * When the user grants a permission, lets every page try again whose analysis failed for want of
 * one. The popup cannot see to it: Firefox closes it over its own question.
 */
export function resumeOnGrant(): void {
  browser.permissions.onAdded.addListener(async () => {
    for (const [tabId, state] of await getTabStates()) {
      const run = state.page === 'no-pin' ? null : state.run;
      if (run?.status !== 'failed' || run.failure.code !== 'permission-needed') continue;
      // A page that has gone meanwhile has nothing to try.
      pageMessages.sendMessage('page:retry', undefined, tabId).catch(() => {});
    }
  });
}
