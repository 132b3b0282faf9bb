import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** A real photo, which the repository does not hold. */
const PHOTO_FILE = fileURLToPath(new URL('../../../shared/look/room.jpg', import.meta.url));

function photo(): Plugin {
  return {
    name: 'gallery-photo',
    configureServer({ middlewares }) {
      middlewares.use('/room.jpg', (_request, response) => {
        response.setHeader('content-type', 'image/jpeg');
        createReadStream(PHOTO_FILE).pipe(response);
      });
    },
  };
}

export default defineConfig(() => {
  if (!existsSync(PHOTO_FILE)) throw new Error(`The gallery needs a photo at ${PHOTO_FILE}`);
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [photo()],
    cacheDir: fileURLToPath(new URL('../../node_modules/.cache/gallery', import.meta.url)),
    build: { target: 'es2023' },
  };
});
