/** `npm run models`: brings, verifies and converts the model weights into `public/models/`. */
import { ensureModels } from './models/ensure.ts';
import { ModelError } from './models/error.ts';

try {
  const { models } = await ensureModels({ quiet: process.argv.includes('--quiet') });
  if (!process.argv.includes('--quiet')) {
    for (const { name, version, bytes } of models) {
      console.log(`${name} ${version}, ${(bytes / 1e6).toFixed(1)} MB`);
    }
  }
} catch (error) {
  if (!(error instanceof ModelError)) throw error;
  console.error(`Error: ${error.message}`);
  process.exitCode = 1;
}
