import puppeteer, {
  type Browser,
  type CDPSession,
  type Page,
  type Target,
  type WebWorker,
} from 'puppeteer-core';
import type { Browser as Extensions, WxtBrowser } from 'wxt/browser';
import type { Driver, LaunchOptions, MediaPreferences, PickedImage } from './driver.ts';
import { PAGE_VIEWPORT, POPUP_VIEWPORT } from './driver.ts';
import { eventually, Tab } from './tab.ts';

/** In the functions that run in the extension. */
declare const chrome: WxtBrowser;

/** Drives Chromium or Chrome over the DevTools protocol. */
export async function launchChromium(options: LaunchOptions): Promise<Driver> {
  const browser = await puppeteer.launch({
    executablePath: options.executablePath,
    headless: options.headless ?? true,
    // A pipe is what Chrome asks for before it loads an unpacked extension.
    pipe: true,
    enableExtensions: [options.extension],
    acceptInsecureCerts: true,
    defaultViewport: PAGE_VIEWPORT,
    args: [
      `--host-resolver-rules=MAP *:443 127.0.0.1:${options.port}`,
      '--ignore-certificate-errors',
      '--disable-quic',
      // The messages' language; what pages are asked for in is another matter.
      '--lang=en-US',
      `--accept-lang=${options.locale ?? 'en-US'}`,
      // Chromium refuses to run sandboxed as root, which is what a container's user is.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  try {
    return await drive(browser, options);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function drive(browser: Browser, options: LaunchOptions): Promise<Driver> {
  const watcher = new Watcher();
  const known = new Set<Page>(await browser.pages());
  let media: MediaPreferences = { colorScheme: 'light', reducedMotion: false };

  browser.on('targetcreated', (target) => watcher.watch(target));
  browser.on('targetchanged', (target) => watcher.watch(target));
  const backgroundTarget = () => browser.waitForTarget(isBackground, { timeout: 15_000 });
  const first = await backgroundTarget();
  for (const target of browser.targets()) await watcher.watch(target);
  const origin = `chrome-extension://${new URL(first.url()).host}`;

  const welcome = await browser.waitForTarget(
    (target) => target.url() === `${origin}/welcome.html`,
    { timeout: 15_000 },
  );
  const welcomePage = await welcome.page();
  if (!welcomePage) throw new Error('The welcome page was closed before it opened.');
  // The target bears the address before its document is there.
  await welcomePage.waitForSelector('h1', { timeout: 15_000 });
  if (!options.welcome) {
    known.add(welcomePage);
    await welcomePage.close();
  }

  const newTab = async (viewport: { width: number; height: number }): Promise<Tab> => {
    const page = await browser.newPage();
    known.add(page);
    await page.setViewport(viewport);
    await emulate(page, media);
    return new Tab(page);
  };
  const openExtensionPage = async (path: string): Promise<Tab> => {
    const tab = await newTab(POPUP_VIEWPORT);
    await tab.goto(`${origin}/${path}`);
    return tab;
  };
  /** The service worker, woken when it sleeps. */
  const background = async (): Promise<WebWorker> => {
    if (!browser.targets().some(isBackground)) {
      const waker = await openExtensionPage('manifest.json');
      await waker.evaluate(() => {
        // Any message starts the worker; nobody needs to answer this one.
        chrome.runtime.sendMessage({ type: 'wake' }).catch(() => {});
      }, null);
      await backgroundTarget();
      await waker.close();
    }
    const worker = await (await backgroundTarget()).worker();
    if (!worker) throw new Error('The service worker is gone.');
    return worker;
  };
  /** The id by which extensions know a tab, asked on a page of the extension. */
  const tabIdOf = async (tab: Tab, asking: Tab): Promise<number> => {
    // Of a page that is not the extension's business only this much is known: it is in front.
    await tab.front();
    return eventually(
      () =>
        asking.evaluate(async () => {
          const own = await chrome.tabs.getCurrent();
          const [active] = await chrome.tabs.query({ active: true });
          return active?.id === own?.id ? null : active?.id;
        }, null),
      'the tab to come to the front',
    );
  };

  const openToolbarPopup = async (tab: Tab): Promise<Tab> => {
    const [extension] = (await browser.extensions()).values();
    if (!extension) throw new Error('The extension is gone.');
    await tab.front();
    const opened = browser.waitForTarget((target) => target.url() === `${origin}/popup.html`);
    await tab.page.triggerExtensionAction(extension);
    const page = await (await opened).asPage();
    known.add(page);
    return new Tab(page);
  };

  /** Ends targets that puppeteer has no handle for, or a stale one. */
  const closeTargets = async (
    isMeant: (info: { type: string; url: string }) => boolean,
  ): Promise<void> => {
    const session = await browser.target().createCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    for (const info of targetInfos.filter(isMeant)) {
      await session.send('Target.closeTarget', { targetId: info.targetId });
    }
    await session.detach();
  };

  return {
    name: 'chromium',
    version: await browser.version(),
    open: async (url) => {
      const tab = await newTab(PAGE_VIEWPORT);
      await tab.goto(url);
      return tab;
    },
    openExtensionPage,
    openPopup: async (tab) => {
      const popup = await openExtensionPage('manifest.json');
      const id = await tabIdOf(tab, popup);
      await popup.front();
      await popup.goto(`${origin}/popup.html?tab=${id}`);
      return popup;
    },
    openToolbarPopup,
    openPopupByClick: openToolbarPopup,
    openedTabs: async () => {
      const opened = (await browser.pages()).filter((page) => !known.has(page));
      for (const page of opened) known.add(page);
      return opened.map((page) => new Tab(page));
    },
    // A native menu cannot be driven headless: its click is dispatched where Chromium would.
    pickImage: async ({ tab, selector }: PickedImage) => {
      const srcUrl = await (await tab.find(selector)).evaluate((element) =>
        element instanceof HTMLImageElement ? element.currentSrc : '',
      );
      const asking = await openExtensionPage('manifest.json');
      const tabId = await tabIdOf(tab, asking);
      await asking.close();
      const worker = await background();
      await worker.evaluate(dispatchMenuClick, srcUrl, await tab.url(), tabId);
    },
    grantWhenAsked: async (hostPattern) => {
      const page = await newTab(POPUP_VIEWPORT);
      await page.goto('chrome://extensions');
      await page.evaluate(grantHost, { id: new URL(origin).host, hostPattern });
      await page.close();
    },
    refuseWhenAsked: null,
    setHostAccess: async (patterns) => {
      const settings = await newTab(PAGE_VIEWPORT);
      await settings.goto('chrome://extensions');
      await settings.evaluate(restrictHosts, { id: new URL(origin).host, patterns: [...patterns] });
      await settings.close();
    },
    setMedia: async (preferences) => {
      media = preferences;
      for (const page of await browser.pages()) await emulate(page, media);
    },
    killBackground: async () => {
      const target = browser.targets().find(isBackground);
      if (!target) return;
      // An attached debugger keeps a service worker alive.
      await watcher.unwatch(target);
      await closeTargets(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
      // A page that waits for an answer starts the next one at once, in the same target.
      const gone = async () => !browser.targets().includes(target);
      await eventually(gone, 'the worker to end', 1_000).catch(() => {});
    },
    killEngine: () => closeTargets(({ url }) => url === `${origin}/offscreen.html`),
    reloadExtension: async () => {
      const former = browser.targets().find(isBackground);
      await browser.installExtension(options.extension);
      const isNew = (target: Target) => isBackground(target) && target !== former;
      await browser.waitForTarget(isNew, { timeout: 15_000 });
      await eventually(
        async () => !former || !browser.targets().includes(former),
        'the former worker to end',
      );
    },
    takeProblems: async () => watcher.problems.splice(0),
    close: () => browser.close(),
  };
}

function isBackground(target: Target): boolean {
  return target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');
}

/** What Chromium's page of extensions calls; no types have it. */
interface DeveloperPrivate {
  updateExtensionConfiguration(change: {
    extensionId: string;
    hostAccess: 'ON_CLICK' | 'ON_SPECIFIC_SITES';
  }): Promise<void>;
  addHostPermission(extensionId: string, pattern: string): Promise<void>;
}

/** Runs in chrome://extensions: it may use nothing from outside itself. */
async function restrictHosts({ id, patterns }: { id: string; patterns: string[] }): Promise<void> {
  const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
  const setAccess = (hostAccess: 'ON_CLICK' | 'ON_SPECIFIC_SITES') =>
    developerPrivate.updateExtensionConfiguration({ extensionId: id, hostAccess });
  await setAccess('ON_CLICK');
  if (patterns.length > 0) await setAccess('ON_SPECIFIC_SITES');
  for (const pattern of patterns) await developerPrivate.addHostPermission(id, pattern);
}

async function emulate(page: Page, media: MediaPreferences): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: media.colorScheme },
    { name: 'prefers-reduced-motion', value: media.reducedMotion ? 'reduce' : 'no-preference' },
  ]);
}

/** Runs in the service worker: it may use nothing from outside itself. */
async function dispatchMenuClick(srcUrl: string, pageUrl: string, tabId: number): Promise<void> {
  const tab = await chrome.tabs.get(tabId);
  const info: Extensions.contextMenus.OnClickData = {
    menuItemId: 'find-in-image',
    mediaType: 'image',
    srcUrl,
    pageUrl,
    frameId: 0,
    editable: false,
  };
  // Chromium's own events can be dispatched, though no type says so.
  (
    chrome.contextMenus.onClicked as unknown as EventTarget & {
      dispatch(info: Extensions.contextMenus.OnClickData, tab: Extensions.tabs.Tab): void;
    }
  ).dispatch(info, tab);
}

/** Runs on chrome://extensions: what a person can set there, an extension need not ask for. */
async function grantHost({ id, hostPattern }: { id: string; hostPattern: string }): Promise<void> {
  // Chromium's own pages have an API that no type tells of.
  const { developerPrivate } = chrome as unknown as {
    developerPrivate: { addHostPermission(id: string, host: string): Promise<void> };
  };
  await developerPrivate.addHostPermission(id, hostPattern);
}

/** Collects what the extension's contexts, and their workers, log as errors. */
class Watcher {
  readonly problems: string[] = [];
  readonly #sessions = new Map<Target, CDPSession | null>();

  /** A target that is gone already is nothing to watch. */
  async watch(target: Target): Promise<void> {
    const type: string = target.type();
    const ofExtension = target.url().startsWith('chrome-extension://');
    const watched =
      type === 'page' || (ofExtension && (type === 'service_worker' || type === 'background_page'));
    if (!watched || this.#sessions.has(target)) return;
    this.#sessions.set(target, null);
    try {
      const session = await target.createCDPSession();
      this.#sessions.set(target, session);
      await this.#listen(session, target);
    } catch (error) {
      rethrowUnlessClosed(error);
    }
  }

  async unwatch(target: Target): Promise<void> {
    await this.#sessions.get(target)?.detach();
    this.#sessions.delete(target);
  }

  async #listen(session: CDPSession, target: Target): Promise<void> {
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: details }) => {
      this.#note(details.url, details.exception?.description ?? details.text);
    });
    session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      if (type !== 'error') return;
      const text = args.map((arg) => arg.description ?? String(arg.value)).join(' ');
      this.#note(stackTrace?.callFrames[0]?.url, text);
    });
    session.on('Log.entryAdded', ({ entry }) => {
      if (entry.level !== 'error') return;
      // A violation of our content security policy is ours, whoever wrote the script.
      const where = entry.source === 'security' ? `${entry.url} ${target.url()}` : entry.url;
      this.#note(where, `${entry.source}: ${entry.text}`);
    });
    await Promise.all([
      session.send('Runtime.enable'),
      // A page's log has what its workers log, too; a service worker has none.
      session.send('Log.enable').catch(rethrowUnlessClosed),
    ]);
  }

  /** Keeps what comes from the extension; the stand-in page's own errors are none of its. */
  #note(url: string | undefined, text: string): void {
    if (`${url ?? ''} ${text}`.includes('chrome-extension://')) this.problems.push(text);
  }
}

/** A target may end while it is being looked at; that is no failure of the test. */
function rethrowUnlessClosed(error: unknown): void {
  if (!(error instanceof Error && /closed|detached|No target/i.test(error.message))) throw error;
}
