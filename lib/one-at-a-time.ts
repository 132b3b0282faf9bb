/**
 * A queue of steps of which each begins when the one before has ended, however that went. Answers
 * with what the step answers. (p-queue does more; the content script has no room for it.)
 */
export function oneAtATime(): <Result>(step: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const result = last.then(step);
    last = result.catch(() => {});
    return result;
  };
}
