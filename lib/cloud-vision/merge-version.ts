/** Raise to forget cached answers of Google's when they would now be merged differently. */
export const MERGE_VERSION = 'v1';
