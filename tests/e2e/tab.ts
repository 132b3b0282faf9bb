import { setTimeout as sleep } from 'node:timers/promises';
import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';
import type { Rect } from '../../lib/overlay/geometry.ts';

/** How long a test waits for anything, in milliseconds; the first analysis loads the models. */
export const PATIENCE = 45_000;

export interface FindOptions {
  /** Text that the element's content or accessible label must contain. */
  text?: string;
  timeout?: number;
}

/** A tab as a person uses it. Selectors are CSS and look into open shadow roots as well. */
export class Tab {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The address, asked of the page itself: Firefox tells no one where an extension page is. */
  url(): Promise<string> {
    return this.page.evaluate(() => location.href);
  }

  evaluate<Argument, Result>(
    inPage: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<Awaited<Result>> {
    return this.page.evaluate(inPage as (argument: unknown) => Result, argument) as Promise<
      Awaited<Result>
    >;
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'domcontentloaded' });
  }

  /** The first element that is shown and matches; waits for it. */
  async find(
    selector: string,
    { text = '', timeout = PATIENCE }: FindOptions = {},
  ): Promise<ElementHandle<Element>> {
    const handle = await eventually(
      () => this.#first(selector, text),
      `${selector}${text && ` with "${text}"`} to be shown`,
      timeout,
    );
    return handle;
  }

  /** How many elements are shown and match, now. */
  async count(selector: string, text = ''): Promise<number> {
    const all = await this.page.evaluateHandle(allShown, selector, text);
    try {
      return await all.evaluate((elements) => elements.length);
    } finally {
      await all.dispose();
    }
  }

  async #first(selector: string, text: string): Promise<ElementHandle<Element> | null> {
    const all = await this.page.evaluateHandle(allShown, selector, text);
    try {
      const first = await all.evaluateHandle((elements) => elements[0] ?? null);
      return first.asElement() as ElementHandle<Element> | null;
    } finally {
      await all.dispose();
    }
  }

  /** The text of the first match, white space collapsed; waits for it. */
  async text(selector: string, options?: FindOptions): Promise<string> {
    const handle = await this.find(selector, options);
    return handle.evaluate((element) => {
      // Words as shown, with the gaps between blocks
      const text = element instanceof HTMLElement ? element.innerText : (element.textContent ?? '');
      return text.replace(/\s+/g, ' ').trim();
    });
  }

  async attribute(selector: string, name: string, options?: FindOptions): Promise<string | null> {
    const handle = await this.find(selector, options);
    return handle.evaluate((element, attribute) => element.getAttribute(attribute), name);
  }

  /** What the first match, a text field, holds; waits for it. Of no field it is empty. */
  async value(selector: string): Promise<string> {
    const handle = await this.find(selector);
    return handle.evaluate((field) => (field instanceof HTMLInputElement ? field.value : ''));
  }

  /** Where the first match is, in CSS pixels of the viewport; waits for it. */
  async rect(selector: string, options?: FindOptions): Promise<Rect> {
    const handle = await this.find(selector, options);
    return handle.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  async waitForGone(selector: string, text = ''): Promise<void> {
    await eventually(
      async () => ((await this.count(selector, text)) === 0 ? true : null),
      `${selector} to be gone`,
    );
  }

  async click(selector: string, options?: FindOptions): Promise<void> {
    await this.front();
    await (await this.find(selector, options)).click();
  }

  async hover(selector: string, options?: FindOptions): Promise<void> {
    await this.front();
    await (await this.find(selector, options)).hover();
  }

  async focus(selector: string, options?: FindOptions): Promise<void> {
    await this.front();
    await (await this.find(selector, options)).focus();
  }

  /** Presses a key or a chord such as `Alt+Shift+M`. */
  async press(chord: string): Promise<void> {
    await this.front();
    const keys = chord.split('+') as KeyInput[];
    const last = keys.pop();
    if (last === undefined) return;
    for (const key of keys) await this.page.keyboard.down(key);
    await this.page.keyboard.press(last);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** What has the focus, looked up through shadow roots: tag, label and text, for messages. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (!active) return '';
      const label = active.getAttribute('aria-label') ?? active.textContent ?? '';
      return `${active.tagName.toLowerCase()} ${label.replace(/\s+/g, ' ').trim()}`;
    });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewport({ width, height });
  }

  async screenshot(path: string, options: { fullPage?: boolean } = {}): Promise<void> {
    await this.front();
    await this.page.screenshot({ path: path as `${string}.png`, ...options });
  }

  async front(): Promise<void> {
    await this.page.bringToFront();
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/**
 * Asks until the answer is neither null, undefined nor false.
 *
 * @param what completes "waited … for": it is the message of a test that fails here.
 */
export async function eventually<Result>(
  ask: () => Promise<Result | null | undefined | false>,
  what: string,
  timeout = PATIENCE,
): Promise<Result> {
  const deadline = performance.now() + timeout;
  let lastError: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      lastError = undefined;
    } catch (error) {
      // A page under navigation answers nothing; ask again.
      lastError = error;
    }
    await sleep(50);
  } while (performance.now() < deadline);
  throw new Error(`Waited ${timeout / 1000} s for ${what}.`, { cause: lastError });
}

/**
 * All shown elements that match, in document order. `>>>` stands for "anywhere inside, through
 * shadow roots". Runs in the page: it may use nothing from outside itself.
 */
function allShown(selector: string, text: string): Element[] {
  const within = (root: Document | Element, part: string): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(part) ? [element] : []),
      ...inShadow(element, part),
    ]);
  const inShadow = (element: Element, part: string): Element[] =>
    [...(element.shadowRoot?.children ?? [])].flatMap((child) => [
      ...(child.matches(part) ? [child] : []),
      ...inShadow(child, part),
      ...within(child, part),
    ]);
  const [first = '*', ...rest] = selector.split('>>>').map((part) => part.trim());
  let found = within(document, first);
  for (const part of rest) {
    found = [...new Set(found.flatMap((one) => [...inShadow(one, part), ...within(one, part)]))];
  }
  return found.filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      `${element.getAttribute('aria-label') ?? ''} ${element.textContent}`.includes(text),
  );
}
