import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateChromeMessagesText, parseMessagesFile } from '@wxt-dev/i18n/build';
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

/** The messages of each language, where a built extension has them. */
function messages(): Plugin {
  return {
    name: 'gallery-messages',
    configureServer({ middlewares }) {
      middlewares.use('/_locales/', async (request, response, next) => {
        const [, locale] = /^\/?(\w+)\/messages\.json$/.exec(request.url ?? '') ?? [];
        if (locale === undefined) return next();
        const file = fileURLToPath(new URL(`../../locales/${locale}.json`, import.meta.url));
        response.setHeader('content-type', 'application/json');
        response.end(generateChromeMessagesText(await parseMessagesFile(file)));
      });
    },
  };
}

export default defineConfig(() => {
  if (!existsSync(PHOTO_FILE)) throw new Error(`The gallery needs a photo at ${PHOTO_FILE}`);
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [photo(), messages()],
    resolve: {
      alias: { '#i18n': fileURLToPath(new URL('../../.wxt/i18n/index.ts', import.meta.url)) },
    },
    cacheDir: fileURLToPath(new URL('../../node_modules/.cache/gallery', import.meta.url)),
    build: { target: 'es2023' },
  };
});
