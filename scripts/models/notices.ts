import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import type { FileTree } from './write.ts';

/** The licence texts that must travel with the weights: Apache-2.0 section 4 asks for both. */
export function notices(): FileTree {
  return new Map([
    ['NOTICE.txt', readFileSync(join(ROOT, 'NOTICE'))],
    ['LICENSES/Apache-2.0.txt', readFileSync(join(ROOT, 'LICENSES/Apache-2.0.txt'))],
  ]);
}
