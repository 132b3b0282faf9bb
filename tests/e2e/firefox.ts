import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import * as v from 'valibot';
import type { Driver, LaunchOptions, MediaPreferences, PickedImage } from './driver.ts';
import { PAGE_VIEWPORT, POPUP_VIEWPORT } from './driver.ts';
import { eventually, Tab } from './tab.ts';

const ManifestSchema = v.object({
  host_permissions: v.array(v.string()),
  browser_specific_settings: v.object({ gecko: v.object({ id: v.string() }) }),
});

/** Drives Firefox over WebDriver BiDi. */
export async function launchFirefox(options: LaunchOptions): Promise<Driver> {
  const manifest = await readFile(join(options.extension, 'manifest.json'), 'utf8');
  const { host_permissions: hosts, ...settings } = v.parse(ManifestSchema, JSON.parse(manifest));
  const addonId = settings.browser_specific_settings.gecko.id;
  // Known beforehand, so that the extension's own pages can be opened.
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.executablePath,
    headless: options.headless ?? true,
    acceptInsecureCerts: true,
    defaultViewport: PAGE_VIEWPORT,
    // Opens moz-extension: pages and the browser's own windows to the driver.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.dns.forceResolve': '127.0.0.1',
      'network.socket.forcePort': `443=${options.port}`,
      'extensions.originControls.grantByDefault': options.grantHosts ?? true,
      'extensions.webextOptionalPermissionPrompts': false,
      'extensions.webextensions.uuids': JSON.stringify({ [addonId]: uuid }),
      'intl.accept_languages': options.locale ?? 'en-US',
      'layout.css.prefers-color-scheme.content-override': 1,
      'ui.prefersReducedMotion': 0,
    },
  });
  try {
    return await drive(browser, options, { addonId, hosts, origin: `moz-extension://${uuid}` });
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function drive(
  browser: Browser,
  options: LaunchOptions,
  { addonId, hosts, origin }: { addonId: string; hosts: string[]; origin: string },
): Promise<Driver> {
  const bidi = await BidiSession.of(browser);
  const known = new Set<Page>(await browser.pages());
  await browser.installExtension(options.extension);
  const welcome = await eventually(async () => {
    const others = (await browser.pages()).filter((page) => !known.has(page));
    for (const page of others) {
      if ((await page.evaluate(() => location.pathname)) === '/welcome.html') return page;
    }
    return null;
  }, 'the welcome page to open');
  if (!options.welcome) {
    known.add(welcome);
    await welcome.close();
  }

  const newTab = async (viewport: { width: number; height: number }): Promise<Tab> => {
    const page = await browser.newPage();
    known.add(page);
    await page.setViewport(viewport);
    return new Tab(page);
  };
  const openExtensionPage = async (path: string): Promise<Tab> => {
    const tab = await newTab(POPUP_VIEWPORT);
    await bidi.navigate(tab.page, `${origin}/${path}`);
    await eventually(
      () =>
        tab.evaluate(
          (start) => location.href.startsWith(start) && document.readyState !== 'loading',
          origin,
        ),
      `${path} to load`,
    );
    return tab;
  };
  const openPopup = async (tab: Tab): Promise<Tab> =>
    openExtensionPage(`popup.html?tab=${await bidi.evaluateInBrowser(tabIdOf(bidi, tab))}`);
  const killBackground = async () => {
    await bidi.evaluateInBrowser(
      `WebExtensionPolicy.getByID(${JSON.stringify(addonId)}).extension.terminateBackground().then(() => null)`,
    );
  };

  return {
    name: 'firefox',
    version: await browser.version(),
    open: async (url) => {
      const tab = await newTab(PAGE_VIEWPORT);
      await tab.goto(url);
      return tab;
    },
    openExtensionPage,
    openPopup,
    openToolbarPopup: null,
    openPopupByClick: async (tab) => {
      await bidi.evaluateInBrowser(grantActiveTab(addonId, bidi, tab));
      return openPopup(tab);
    },
    openedTabs: async () => {
      const opened = (await browser.pages()).filter((page) => !known.has(page));
      for (const page of opened) known.add(page);
      return opened.map((page) => new Tab(page));
    },
    pickImage: async ({ tab, selector }: PickedImage) => {
      await tab.front();
      const shown = bidi.evaluateInBrowser(MENU_SHOWN);
      await (await tab.find(selector)).click({ button: 'right' });
      await shown;
      await bidi.evaluateInBrowser(clickMenuItemOf(addonId));
    },
    // `extensions.webextOptionalPermissionPrompts` is off.
    grantWhenAsked: async () => {},
    refuseWhenAsked: async () => {
      await bidi.evaluateInBrowser(REFUSE_PERMISSION);
    },
    setHostAccess: async (patterns) => {
      await bidi.evaluateInBrowser(restrictHosts(addonId, hosts, patterns));
    },
    setMedia: async ({ colorScheme, reducedMotion }: MediaPreferences) => {
      await bidi.evaluateInBrowser(`
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${colorScheme === 'dark' ? 0 : 1});
        Services.prefs.setIntPref('ui.prefersReducedMotion', ${reducedMotion ? 1 : 0});
        null`);
    },
    killBackground,
    killEngine: killBackground,
    reloadExtension: async () => {
      await browser.installExtension(options.extension);
    },
    takeProblems: async () =>
      v.parse(
        v.array(v.string()),
        JSON.parse(String(await bidi.evaluateInBrowser(takeProblemsOf(origin)))),
      ),
    close: () => browser.close(),
  };
}

const EvaluationSchema = v.variant('type', [
  v.object({
    type: v.literal('success'),
    result: v.object({ value: v.optional(v.union([v.string(), v.number(), v.boolean()])) }),
  }),
  v.object({ type: v.literal('exception'), exceptionDetails: v.object({ text: v.string() }) }),
]);
const TreeSchema = v.object({
  contexts: v.tupleWithRest([v.object({ context: v.string() })], v.unknown()),
});
const ResponseSchema = v.object({ result: v.unknown() });

/** The commands of WebDriver BiDi that puppeteer has no method for. */
class BidiSession {
  readonly #send: (method: string, parameters: object) => Promise<unknown>;
  readonly #browserWindow: string;

  private constructor(
    send: (method: string, parameters: object) => Promise<unknown>,
    browserWindow: string,
  ) {
    this.#send = send;
    this.#browserWindow = browserWindow;
  }

  static async of(browser: Browser): Promise<BidiSession> {
    // Not in puppeteer's types; there is no public way to send a command of one's own.
    const connection: unknown = Reflect.get(browser, 'connection');
    if (typeof connection !== 'object' || connection === null || !('send' in connection)) {
      throw new Error('This version of puppeteer has no BiDi connection to send on.');
    }
    const { send: method } = connection;
    if (typeof method !== 'function') throw new Error('The BiDi connection cannot send.');
    const send = async (command: string, parameters: object) =>
      v.parse(ResponseSchema, await method.call(connection, command, parameters)).result;
    const tree = v.parse(
      TreeSchema,
      await send('browsingContext.getTree', { 'moz:scope': 'chrome' }),
    );
    return new BidiSession(send, tree.contexts[0].context);
  }

  contextOf(page: Page): string {
    return v.parse(v.string(), Reflect.get(page.mainFrame(), '_id'));
  }

  /** Starts a navigation and does not wait: Firefox reports none of an extension's pages. */
  async navigate(page: Page, url: string): Promise<void> {
    await this.#send('browsingContext.navigate', {
      context: this.contextOf(page),
      url,
      wait: 'none',
    });
  }

  /** Runs a script with the rights of the browser itself, in its first window. */
  async evaluateInBrowser(expression: string): Promise<string | number | boolean | undefined> {
    const evaluation = v.parse(
      EvaluationSchema,
      await this.#send('script.evaluate', {
        expression,
        target: { context: this.#browserWindow },
        awaitPromise: true,
      }),
    );
    if (evaluation.type === 'exception') throw new Error(evaluation.exceptionDetails.text);
    return evaluation.result.value;
  }
}

/** An expression for Firefox's own element of a tab. */
function nativeTab(bidi: BidiSession, tab: Tab): string {
  return `(() => {
    const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
    return gBrowser.tabs.find((one) => NavigableManager.getIdForBrowser(one.linkedBrowser) === ${JSON.stringify(bidi.contextOf(tab.page))});
  })()`;
}

/** The id by which extensions know a tab. */
function tabIdOf(bidi: BidiSession, tab: Tab): string {
  return `(() => {
    const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
    return ExtensionParent.apiManager.global.tabTracker.getId(${nativeTab(bidi, tab)});
  })()`;
}

/** What Firefox does with a click on the extension's button, before it opens the popup. */
function grantActiveTab(addonId: string, bidi: BidiSession, tab: Tab): string {
  return `(() => {
    const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(addonId)});
    extension.tabManager.addActiveTabPermission(${nativeTab(bidi, tab)});
    return null;
  })()`;
}

/** What about:addons does when the user switches hosts on and off. */
function restrictHosts(addonId: string, all: readonly string[], kept: readonly string[]): string {
  const removed = all.filter((pattern) => !kept.includes(pattern));
  const change = (method: string, origins: readonly string[]) =>
    `await ExtensionPermissions.${method}(${JSON.stringify(addonId)}, { permissions: [], data_collection: [], origins: ${JSON.stringify(origins)} }, extension);`;
  return `(async () => {
    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(addonId)});
    ${change('remove', removed)}
    ${change('add', kept)}
    return null;
  })()`;
}

const MENU_SHOWN = `new Promise((resolve, reject) => {
  document.getElementById('contentAreaContextMenu').addEventListener('popupshown', () => resolve(true), { once: true });
  setTimeout(() => reject(new Error('The context menu did not open.')), 10000);
})`;

function clickMenuItemOf(addonId: string): string {
  return `(() => {
    const menu = document.getElementById('contentAreaContextMenu');
    const prefix = ${JSON.stringify(`${addonId.replaceAll(/[^\w-]/g, '_')}-menuitem-`)};
    const item = [...menu.querySelectorAll('menuitem')].find((one) => one.id.startsWith(prefix));
    if (!item) throw new Error('Magpie has no item in the context menu.');
    menu.activateItem(item);
    return item.label;
  })()`;
}

const REFUSE_PERMISSION = `(async () => {
  const PREF = 'extensions.webextOptionalPermissionPrompts';
  Services.prefs.setBoolPref(PREF, true);
  try {
    for (let attempt = 0; attempt < 200; attempt++) {
      const prompt = PopupNotifications.getNotification('addon-webext-permissions', gBrowser.selectedBrowser);
      if (prompt) {
        prompt.secondaryActions[0].callback();
        prompt.remove();
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('Firefox did not ask.');
  } finally {
    Services.prefs.setBoolPref(PREF, false);
  }
})()`;

/** Errors in Firefox's console that came from the extension, which are then forgotten. */
function takeProblemsOf(origin: string): string {
  return `(() => {
    const origin = ${JSON.stringify(origin)};
    const found = [];
    for (const message of Services.console.getMessageArray()) {
      if (!(message instanceof Ci.nsIScriptError)) continue;
      if (message.flags & Ci.nsIScriptError.warningFlag) continue;
      // What Firefox says of every page that goes while it waits for an answer.
      if (/^Promise (rejected|resolved) (after|while) context /.test(message.errorMessage)) continue;
      const where = message.sourceName + ' ' + message.errorMessage;
      if (where.includes(origin)) found.push(message.category + ': ' + message.errorMessage);
    }
    Services.console.reset();
    const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
    for (const event of storage.getEvents()) {
      if (event.level !== 'error' || !String(event.filename).startsWith(origin)) continue;
      found.push(event.arguments.map(String).join(' '));
    }
    storage.clearEvents();
    return JSON.stringify(found);
  })()`;
}
