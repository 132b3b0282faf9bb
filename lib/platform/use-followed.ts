import { useEffect, useState } from 'preact/hooks';

/**
 * What `read` tells: asked when the view opens, whenever the user comes back to its window, and when
 * the function is called. `before` until it is known, or where it cannot be.
 */
export function useFollowed<Value>(
  read: () => Promise<Value>,
  before: Value,
): [value: Value, readAnew: () => void] {
  const [value, setValue] = useState<{ is: Value }>({ is: before });
  const readAnew = (): void => {
    read().then(
      (is) => setValue({ is }),
      (error: unknown) => console.warn('Magpie: an option is not known.', error),
    );
  };
  useEffect(() => {
    readAnew();
    addEventListener('focus', readAnew);
    return () => removeEventListener('focus', readAnew);
  }, []);
  return [value.is, readAnew];
}
