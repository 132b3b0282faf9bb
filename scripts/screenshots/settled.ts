import type { Tab } from '../../tests/e2e/tab.ts';

/** Waits, with the tab in front, until the pictures that it shows are there and painted. */
export async function settled(tab: Tab): Promise<void> {
  await tab.front();
  await tab.evaluate(async () => {
    const pictures = Promise.all([...document.images].map((one) => one.decode().catch(() => {})));
    // One of them never comes, where the view shows just that.
    await Promise.race([pictures, new Promise((resolve) => setTimeout(resolve, 1000))]);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  }, null);
}
