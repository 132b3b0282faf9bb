import axe from 'axe-core';

declare module 'axe-core' {
  interface Aria {
    /** Missing in axe's own types. */
    getRole(element: Element): string | null;
  }
}

/** Roles at which a screen reader stops as it goes through a view. */
const SPOKEN = new Set([
  'application',
  'banner',
  'button',
  'checkbox',
  'combobox',
  'contentinfo',
  'dialog',
  'form',
  'group',
  'heading',
  'img',
  'link',
  'list',
  'listbox',
  'listitem',
  'main',
  'option',
  'paragraph',
  'progressbar',
  'radio',
  'region',
  'spinbutton',
  'status',
  'textbox',
]);

/** Roles that are spoken by what they hold. */
const READ_WHOLE = new Set(['heading', 'listitem', 'paragraph', 'status']);

/** Roles that are passed over without a name, which a live region has only when it has news. */
const NEED_NAME = new Set(['form', 'list', 'paragraph', 'region', 'status']);

/** States that are spoken after the name, by attribute and value. */
const STATES = [
  ['aria-expanded', 'true', 'expanded'],
  ['aria-expanded', 'false', 'collapsed'],
  ['aria-pressed', 'true', 'pressed'],
  ['aria-pressed', 'false', 'not pressed'],
  ['aria-selected', 'true', 'selected'],
  ['aria-haspopup', 'dialog', 'opens a dialog'],
  ['aria-disabled', 'true', 'unavailable'],
  ['aria-busy', 'true', 'busy'],
] as const;

/**
 * A view as a screen reader goes through it from top to bottom, one line for each stop: role,
 * accessible name (axe reckons it) and states. What is hidden is left out.
 */
export function readAloud(root: Element): string {
  axe.setup(root);
  try {
    return [...root.querySelectorAll('*')].flatMap((element) => lineOf(element) ?? []).join('\n');
  } finally {
    axe.teardown();
  }
}

function lineOf(element: Element): string | null {
  if (element.closest('[aria-hidden="true"], [hidden]')) return null;
  // What a closed select could be set to is not passed by.
  if (element instanceof HTMLOptionElement) return null;
  const isParagraph = element instanceof HTMLParagraphElement;
  const role = axe.commons.aria.getRole(element) ?? (isParagraph ? 'paragraph' : null);
  if (role === null || !SPOKEN.has(role)) return null;
  // An item with parts of its own is spoken part by part.
  if (role === 'listitem' && element.childElementCount > 0) return null;
  const name = (
    READ_WHOLE.has(role) ? (element.textContent ?? '') : axe.commons.text.accessibleText(element)
  )
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (name === '' && NEED_NAME.has(role)) return null;
  const states = STATES.filter(([attribute, value]) => element.getAttribute(attribute) === value);
  return [
    [element.getAttribute('aria-roledescription') ?? role, name].filter(Boolean).join(': '),
    ...states.map(([, , words]) => words),
    element.getAttribute('aria-valuetext') ?? [],
    element instanceof HTMLInputElement && element.checked ? 'checked' : [],
  ]
    .flat()
    .join(', ');
}
