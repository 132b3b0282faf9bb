/** Raise to forget cached analyses when the same models would now be read differently. */
export const PIPELINE_VERSION = '6';
