import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateChromeMessagesText, parseMessagesFile } from '@wxt-dev/i18n/build';
import { defineConfig, type Plugin } from 'vite';

/** A real photo, which the repository does not hold. */
const PHOTO_FILE = fileURLToPath(new URL('../../../shared/look/room.jpg', import.meta.url));

/** Real photos of homes, likewise; any of them stands for a pin of a board. */
const PHOTO_FOLDER = fileURLToPath(
  new URL('../../../shared/photos/furniture_ccby/', import.meta.url),
);

/** The photos of homes by number: `/photos/17.jpg`. */
function photos(): Plugin {
  return {
    name: 'gallery-photos',
    configureServer({ middlewares }) {
      const files = readdirSync(PHOTO_FOLDER).filter((name) => name.endsWith('.jpg'));
      middlewares.use('/photos/', (request, response, next) => {
        const file = files[Number.parseInt((request.url ?? '').slice(1), 10) % files.length];
        if (file === undefined) return next();
        response.setHeader('content-type', 'image/jpeg');
        createReadStream(join(PHOTO_FOLDER, file)).pipe(response);
      });
    },
  };
}

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
    plugins: [photo(), photos(), messages()],
    resolve: {
      alias: { '#i18n': fileURLToPath(new URL('../../.wxt/i18n/index.ts', import.meta.url)) },
    },
    cacheDir: fileURLToPath(new URL('../../node_modules/.cache/gallery', import.meta.url)),
    build: { target: 'es2023' },
  };
});
