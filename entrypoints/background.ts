import { defineBackground } from 'wxt/utils/define-background';
import { createHost } from '#engine-host';
import { startBackground } from '../lib/background/background.ts';

export default defineBackground({
  type: 'module',
  main: () => startBackground(createHost()),
});
