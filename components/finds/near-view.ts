import { useEffect, useState } from 'preact/hooks';

/** How far from the view an element counts as near it. */
const REACH = '800px';

const listeners = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** Whether an element is in the view or near it. True where the browser cannot tell. */
export function useNearView(element: { readonly current: Element | null }): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (!current || !('IntersectionObserver' in globalThis)) {
      setNear(true);
      return;
    }
    // One for all: there may be thousands of elements.
    observer ??= new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
      },
      { rootMargin: REACH },
    );
    const watching = observer;
    listeners.set(current, setNear);
    watching.observe(current);
    return () => watching.unobserve(current);
  }, []);
  return isNear;
}
