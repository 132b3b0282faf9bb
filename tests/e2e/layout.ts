/** Elements that reach out of the window or hide a part of their own text; runs in the page. */
export function findCutOff(): string[] {
  const found: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (element.closest('.unseen, .crop, svg') || !element.checkVisibility()) continue;
    const name = `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.slice(0, 30)}"`;
    const { left, right } = element.getBoundingClientRect();
    if (left < -0.5 || right > innerWidth + 0.5) found.push(`${name} leaves the window`);
    const clips = getComputedStyle(element).overflowX !== 'visible';
    if (clips && element.scrollWidth > element.clientWidth + 1) found.push(`${name} is clipped`);
  }
  return found;
}
