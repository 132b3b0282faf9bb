/** Where the extension shows what was found in a run, from any page of its own; see `boards-address.ts`. */
export function resultsAddress(runId: string): string {
  return `/boards.html#${encodeURIComponent(runId)}`;
}
