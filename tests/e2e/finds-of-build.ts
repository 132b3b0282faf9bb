import { inject } from 'vitest';

/** What the thing to sit on in the photo `home-decor-3` is called, as finely as the build can. */
export const CHAIR = inject('looksCloser') ? 'Armchair' : 'Chair';
