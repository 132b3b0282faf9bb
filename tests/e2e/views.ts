import type { Tab } from './tab.ts';

/** A find as the popup shows it. */
export interface ShownFind {
  label: string;
  confidence: string;
  colors: string[];
  links: { shop: string; url: string }[];
}

/** What the popup shows of an analysis. */
export interface ShownAnalysis {
  title: string;
  palette: { name: string; hex: string; share: string }[];
  finds: ShownFind[];
}

/** Where an analysis has ended, with the words the popup has for it. */
export interface Ending {
  state: 'done' | 'failed';
  /** The status line; of a failed analysis also the sentence that says why. */
  words: string;
}

/** Waits until the popup says that the analysis is over. */
export async function analysisEnd(popup: Tab, timeout?: number): Promise<Ending> {
  const options = timeout === undefined ? {} : { timeout };
  const ended = '.header__status:is([data-state="done"], [data-state="failed"])';
  const state = await popup.attribute(ended, 'data-state', options);
  if (state === 'done') return { state, words: await popup.text(ended) };
  return {
    state: 'failed',
    words: `${await popup.text(ended)}: ${await popup.text('.notice h2')}`,
  };
}

/** Everything that the popup shows once it is done; unfolds "More shops" on the way. */
export async function readPopup(popup: Tab): Promise<ShownAnalysis> {
  // A tab in the background draws no frame, and two are awaited below.
  await popup.front();
  return popup.evaluate(async () => {
    const words = (element: Element | null | undefined) =>
      (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
    for (const more of document.querySelectorAll<HTMLElement>(
      '.shops__more[aria-expanded="false"]',
    )) {
      more.click();
    }
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return {
      title: words(document.querySelector('h1')),
      palette: [...document.querySelectorAll('.palette__strip button')].map((button) => {
        const label = button.getAttribute('aria-label') ?? '';
        const [, name = '', share = '', hex = ''] = /^(.*) (\S+), copy (#\w+)$/.exec(label) ?? [];
        return { name, share, hex };
      }),
      finds: [...document.querySelectorAll('.find')].map((find) => ({
        label: words(find.querySelector('h2')?.firstChild?.parentElement).replace(
          /\s*(sure|likely|maybe)(?: · Google)?$/,
          '',
        ),
        confidence: words(find.querySelector('.confidence')),
        colors: [...find.querySelectorAll('.chip')].map((chip) =>
          (chip.getAttribute('aria-label') ?? '').replace(/, copy .*/, ''),
        ),
        links: [...find.querySelectorAll<HTMLAnchorElement>('.shops a')].map((link) => ({
          shop: words(link),
          url: link.href,
        })),
      })),
    };
  }, null);
}
