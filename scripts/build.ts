/** `npm run build`: the extension for both browsers; with `--zip` the archives for the stores. */
import { BROWSERS } from './browsers.ts';
import { buildExtension, zipExtension } from './extension.ts';

try {
  for (const browser of BROWSERS) {
    if (process.argv.includes('--zip')) {
      await zipExtension(browser);
      console.log(`Packed for ${browser}.`);
    } else {
      console.log(`Built for ${browser}: ${await buildExtension(browser)}`);
    }
  }
} catch (error) {
  console.error(`Error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
