import type { BrowserName } from '../../scripts/browsers.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import type { Tab } from './tab.ts';

export interface LaunchOptions {
  executablePath: string;
  /** Folder of the built extension. */
  extension: string;
  /** Port of the stand-in; all of HTTPS is sent there. */
  port: number;
  /** Default true. */
  headless?: boolean;
  /** BCP 47 tag of the language that the browser asks for. Default `en-US`. */
  locale?: string;
  /**
   * Whether Firefox grants the extension its hosts at install. Otherwise it does as soon as the
   * extension asks, without a prompt. Default true.
   */
  grantHosts?: boolean;
  /** Whether the page that the installation opens stays, as an opened tab. Default false. */
  welcome?: boolean;
}

/** Where the theme and motion preferences of the user are set. */
export interface MediaPreferences {
  colorScheme: 'light' | 'dark';
  reducedMotion: boolean;
}

/** What a context-menu click was made on. */
export interface PickedImage {
  tab: Tab;
  /** CSS selector of the image in the page. */
  selector: string;
}

/** One browser with the extension in it, driven alike for Chromium and Firefox. */
export interface Driver {
  readonly name: BrowserName;
  readonly version: string;
  /** Opens a web page in a new tab and waits until its document is parsed. */
  open(url: string): Promise<Tab>;
  /** Opens a page of the extension in a new tab. `path` is relative to the extension's root. */
  openExtensionPage(path: string): Promise<Tab>;
  /** Opens the popup for a tab, in a tab of its own (`popup.html?tab=<id>`) as wide as a popup. */
  openPopup(tab: Tab): Promise<Tab>;
  /** Clicks the extension's button in the toolbar; null where the driver cannot see what opens. */
  readonly openToolbarPopup: ((tab: Tab) => Promise<Tab>) | null;
  /**
   * The popup after a click on the extension's button in the toolbar, which lets the extension see
   * the tab: `openToolbarPopup`, or, where that is null, `openPopup` with what the click grants.
   */
  openPopupByClick(tab: Tab): Promise<Tab>;
  /** Tabs that pages opened by themselves (a shop link) since the last call. */
  openedTabs(): Promise<Tab[]>;
  /** "Find what's in this image" on an image of the page. */
  pickImage(target: PickedImage): Promise<void>;
  /**
   * Has the browser grant an optional host as soon as the extension asks for it. Headless, no
   * browser shows the prompt in which a person would: Chromium is told on its own page of
   * extensions, Firefox by a preference that is on from the start.
   */
  grantWhenAsked(hostPattern: string): Promise<void>;
  /**
   * Says no in the next prompt for a permission; resolves once it has. Null where the browser
   * shows none that the driver could reach.
   */
  readonly refuseWhenAsked: (() => Promise<void>) | null;
  /** Lets the extension at these of its hosts and at no other, as the user can in the browser. */
  setHostAccess(patterns: readonly string[]): Promise<void>;
  setMedia(preferences: MediaPreferences): Promise<void>;
  /** Ends the service worker (Chromium) or the event page (Firefox), as the browser does when idle. */
  killBackground(): Promise<void>;
  /** Ends the offscreen document (Chromium) or the event page that holds the worker (Firefox). */
  killEngine(): Promise<void>;
  /** Loads the extension anew, as an update does; pages keep the content script of the former one. */
  reloadExtension(): Promise<void>;
  /** Errors and CSP violations that the extension's own contexts logged since the last call. */
  takeProblems(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts a browser with the extension, its profile empty. */
export function launch(name: BrowserName, options: LaunchOptions): Promise<Driver> {
  return name === 'chromium' ? launchChromium(options) : launchFirefox(options);
}

/** Size of the page in tests, in CSS pixels. */
export const PAGE_VIEWPORT = { width: 1280, height: 900 };

/** Size of the popup in tests, in CSS pixels. */
export const POPUP_VIEWPORT = { width: 380, height: 600 };
