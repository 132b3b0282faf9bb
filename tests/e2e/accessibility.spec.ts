import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { examine } from './axe.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { findCutOff } from './layout.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import type { Tab } from './tab.ts';
import { analysisEnd } from './views.ts';

const CARD = 'magpie-overlay >>> .card';
const HOTSPOT = 'magpie-overlay >>> .hotspot';
const THEMES = ['light', 'dark'] as const;

inEveryBrowser('accessibility', (the) => {
  let tab: Tab;
  let popup: Tab;
  let options: Tab;
  let welcome: Tab;

  beforeAll(async () => {
    const pin = await addPhotoPin(the.standIn, {
      id: '250000000000000001',
      file: inject('photos')['home-decor-3'],
      title: 'A corner to read in, with a chair, a lamp, and a picture on the wall',
    });
    tab = await the.driver.open(pinUrlOf(pin));
    popup = await the.driver.openPopup(tab);
    await analysisEnd(popup);
    options = await the.driver.openExtensionPage('options.html');
    await options.find('.models li');
    welcome = await the.driver.openExtensionPage('welcome.html');
  });

  it.each(THEMES)(
    'axe finds nothing in popup, options, welcome page and overlay (%s)',
    async (colorScheme) => {
      await the.driver.setMedia({ colorScheme, reducedMotion: true });
      await tab.front();
      if ((await tab.count(CARD)) === 0) await tab.click(HOTSPOT, { text: 'Armchair' });
      await tab.find(CARD);
      for (const [view, root] of [
        [popup, 'html'],
        [options, 'html'],
        [welcome, 'html'],
        [tab, 'magpie-overlay'],
      ] as const) {
        await view.front();
        const dark = await view.evaluate(
          () => matchMedia('(prefers-color-scheme: dark)').matches,
          null,
        );
        expect(dark).toBe(colorScheme === 'dark');
        const { violations, passes } = await examine(view, root);
        expect(violations).toEqual([]);
        // It did look: at names of controls and at contrast.
        expect(passes).toEqual(expect.arrayContaining(['button-name', 'color-contrast']));
      }
    },
  );

  it('cuts nothing off at 320 px and with text at 200 %', async () => {
    for (const view of [popup, options, welcome]) {
      await view.front();
      for (const [width, textSize] of [
        [320, '100%'],
        [380, '200%'],
        [320, '200%'],
      ] as const) {
        await view.resize(width, 600);
        await view.evaluate((size) => {
          document.documentElement.style.fontSize = size;
        }, textSize);
        expect(await view.evaluate(() => innerWidth, null)).toBe(width);
        expect(await view.evaluate(findCutOff, null)).toEqual([]);
      }
    }
  });

  it('moves only where motion is not unwanted', async () => {
    for (const reducedMotion of [true, false]) {
      await the.driver.setMedia({ colorScheme: 'light', reducedMotion });
      for (const view of [popup, options, tab]) {
        await view.front();
        const moving = await view.evaluate(findMoving, null);
        if (reducedMotion) expect(moving).toEqual([]);
        else expect(moving.length).toBeGreaterThan(0);
      }
    }
  });

  it('reaches every control of the popup by keyboard, in order, and shows where it is', async () => {
    await popup.resize(380, 600);
    await popup.front();
    await popup.evaluate(() => {
      document.documentElement.style.fontSize = '';
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }, null);
    const controls = await popup.evaluate(
      () =>
        [...document.querySelectorAll('a[href], button')].map((control) =>
          `${control.tagName.toLowerCase()} ${control.getAttribute('aria-label') ?? control.textContent}`.trim(),
        ),
      null,
    );
    const walked: string[] = [];
    for (const _ of controls) {
      await popup.press('Tab');
      walked.push(await popup.focused());
      expect(await popup.evaluate(hasFocusRing, null)).toBe(true);
    }
    expect(walked).toEqual(controls);
    expect(controls.every((name) => /^(a|button) \S/.test(name))).toBe(true);

    await popup.focus('.palette__strip button');
    await popup.press('Enter');
    await popup.find('[data-testid="copy-status"]', { text: 'Copied #' });
    await popup.focus('.shops__more');
    const shops = await popup.count('.shops a');
    await popup.press('Enter');
    await popup.find('.shops__more[aria-expanded="true"]');
    expect(await popup.count('.shops a')).toBeGreaterThan(shops);
  });

  it('reaches every control of the options by keyboard, in order, and shows where it is', async () => {
    await options.front();
    const count = await options.evaluate(numberControls, null);
    expect(count).toBeGreaterThan(40);
    const walked: (string | undefined)[] = [];
    for (let step = 0; step < count; step += 1) {
      await options.press('Tab');
      expect(await options.evaluate(hasFocusRing, null)).toBe(true);
      walked.push(
        await options.evaluate(() => {
          const active = document.activeElement;
          return active instanceof HTMLElement ? active.dataset.order : undefined;
        }, null),
      );
    }
    expect(walked).toEqual(Array.from({ length: count }, (_, index) => String(index)));
  });

  afterAll(async () => {
    await the.driver.setMedia({ colorScheme: 'light', reducedMotion: false });
  });
});

/** Elements of ours that would move, through shadow roots; runs in the page. */
function findMoving(): string[] {
  const roots = [
    document.querySelector('magpie-overlay')?.shadowRoot,
    document.querySelector('#app'),
  ];
  const isLong = (durations: string) =>
    durations.split(',').some((duration) => Number.parseFloat(duration) > 0);
  return roots
    .flatMap((root) => [...(root?.querySelectorAll('*') ?? [])])
    .filter((element) =>
      ['', '::before', '::after'].some((pseudo) => {
        const style = getComputedStyle(element, pseudo || null);
        return isLong(style.transitionDuration) || isLong(style.animationDuration);
      }),
    )
    .map(({ tagName, className }) => `${tagName} ${className}`);
}

/**
 * Numbers the controls that Tab stops at in the order of the page, of radio buttons the chosen one,
 * and takes the focus off all. Runs in the page.
 */
function numberControls(): number {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const controls = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, select, input'),
  ].filter(
    (control) =>
      control.checkVisibility() &&
      !control.matches(':disabled') &&
      !control.matches('[type="radio"]:not(:checked)'),
  );
  for (const [index, control] of controls.entries()) control.dataset.order = String(index);
  return controls.length;
}

/** Whether the focused element shows it; runs in the page. */
function hasFocusRing(): boolean {
  const active = document.activeElement;
  if (!active?.matches(':focus-visible')) return false;
  const { outlineStyle, outlineWidth } = getComputedStyle(active);
  return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
}
