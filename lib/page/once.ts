/**
 * Calls `start` unless what it started in this page is still alive, for scripts that the background
 * may put into a page twice.
 *
 * @param start begins it and returns the signal of its end
 */
export function once(name: string, start: () => AbortSignal): void {
  // A symbol: by a string, an element of the page with such an id would be found.
  const key = Symbol.for(`magpie ${name}`);
  const former: unknown = Reflect.get(globalThis, key);
  if (former instanceof AbortSignal && !former.aborted) return;
  Reflect.set(globalThis, key, start());
}
