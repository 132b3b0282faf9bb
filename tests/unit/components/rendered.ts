import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

/** A view in the document, with what a user would do to it. */
export interface Rendered {
  root: HTMLElement;
  update(view: ComponentChild): Promise<void>;
  /** The button or link with this accessible name (its label, else its text). */
  control(name: string | RegExp): HTMLElement;
  hasControl(name: string | RegExp): boolean;
  click(element: Element): Promise<void>;
  key(element: Element, key: string): Promise<void>;
  /** All text that a live region holds. */
  spoken(): string;
}

let shown: HTMLElement | null = null;

/** Renders a view into the document; a second call ends the first one's view. */
export async function rendered(view: ComponentChild): Promise<Rendered> {
  const former = shown;
  if (former) await act(() => render(null, former));
  document.body.replaceChildren();
  const root = document.body.appendChild(document.createElement('div'));
  shown = root;
  await act(() => render(view, root));
  const controls = (): HTMLElement[] => [
    ...root.querySelectorAll<HTMLElement>('button, a, select'),
  ];
  const find = (name: string | RegExp): HTMLElement | undefined =>
    controls().find((element) => {
      const own = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return typeof name === 'string' ? own === name : name.test(own);
    });
  return {
    root,
    update: (next) => act(() => render(next, root)),
    control(name) {
      const element = find(name);
      if (!element) throw new Error(`no control "${name}" in ${root.innerHTML}`);
      return element;
    },
    hasControl: (name) => find(name) !== undefined,
    click: (element) =>
      act(async () => {
        if (element instanceof HTMLElement) element.focus();
        element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      }),
    key: (element, key) =>
      act(async () => {
        element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      }),
    spoken: () =>
      [...root.querySelectorAll('[role="status"]')]
        .map((node) => node.textContent)
        .join(' ')
        .trim(),
  };
}
