import { speak } from './support/languages.ts';

// The fake browser has no messages of its own; views speak English in tests.
speak('en');
