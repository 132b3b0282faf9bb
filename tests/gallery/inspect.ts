/**
 * Our own rules, checked in the page: text of at least 12 px, targets of at least 28 px, no motion
 * of 150 ms or more, nothing wider than the viewport, no card over its find. Runs alone in the
 * browser, so it may use nothing from outside itself.
 *
 * @returns a line for each fault.
 */
export function inspect(): string[] {
  const faults: string[] = [];
  const shadow = document.querySelector('magpie-overlay')?.shadowRoot;
  const root: ParentNode = shadow ?? document;
  const seen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen');
  const name = (element: Element): string =>
    `${element.className || element.tagName} "${element.textContent?.trim().slice(0, 40)}"`;

  for (const element of root.querySelectorAll('.magpie *')) {
    if (!seen(element) || !(element instanceof HTMLElement)) continue;
    const style = getComputedStyle(element);
    const ownText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    if (ownText && Number.parseFloat(style.fontSize) < 12)
      faults.push(`small text: ${name(element)}`);
    if (style.transitionDuration.split(',').some((time) => Number.parseFloat(time) >= 0.15)) {
      faults.push(`slow: ${name(element)}`);
    }
    if (
      ownText &&
      element.scrollWidth > element.clientWidth + 1 &&
      style.overflow === 'visible' &&
      style.display !== 'inline'
    ) {
      faults.push(`text breaks out: ${name(element)}`);
    }
  }
  for (const target of root.querySelectorAll(
    '.magpie :is(a, button, select, label.switch, input[type="text"])',
  )) {
    if (!seen(target)) continue;
    const { width, height, left, right } = target.getBoundingClientRect();
    if (width < 27.9 || height < 27.9)
      faults.push(`small target ${width}×${height}: ${name(target)}`);
    if (left < -0.5 || right > innerWidth + 0.5)
      faults.push(`out of the viewport: ${name(target)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push('scrolls sideways');

  const card = root.querySelector('.card')?.getBoundingClientRect();
  const box = root.querySelector('.outline__box')?.getBoundingClientRect();
  const side = root.querySelector<HTMLElement>('.card')?.dataset.side;
  if (card && box) {
    const apart =
      card.left >= box.right ||
      card.right <= box.left ||
      card.top >= box.bottom ||
      card.bottom <= box.top;
    if (!apart && side !== 'sheet') faults.push(`card over its find, ${side}`);
    if (card.top < 0 || card.bottom > innerHeight + 0.5) faults.push('card out of the viewport');
  }
  const hotspots = [...root.querySelectorAll('.hotspot')].map((spot) =>
    spot.getBoundingClientRect(),
  );
  for (const [index, a] of hotspots.entries()) {
    for (const b of hotspots.slice(index + 1)) {
      if (Math.hypot(a.x - b.x, a.y - b.y) < 28) faults.push(`hotspots overlap at ${a.x} ${a.y}`);
    }
  }
  return faults;
}
