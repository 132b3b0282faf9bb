import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { CLOUD_VISION_HOST_PATTERN } from './lib/cloud-vision/host.ts';
import { IMAGE_HOST_PATTERN, PINTEREST_MATCH_PATTERNS } from './lib/pin/hosts.ts';

const isTestBuild = process.env.MAGPIE_E2E === '1';

/**
 * Takes the one use of `innerHTML` out of Preact, behind `dangerouslySetInnerHTML`, which Magpie
 * never uses: what would be markup becomes text. Mozilla's reviewers ask for packages without it.
 */
const withoutInnerHtml = {
  name: 'without-inner-html',
  transform: {
    filter: { id: /[\\/]preact[\\/]dist[\\/]preact\.mjs$/ },
    handler: (code: string) => ({ code: code.replaceAll('.innerHTML', '.textContent'), map: null }),
  },
};

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  manifest: ({ browser }) => ({
    name: '__MSG_manifest_name__',
    short_name: 'Magpie',
    description: '__MSG_manifest_description__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'contextMenus',
      'activeTab',
      'scripting',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    host_permissions: [...PINTEREST_MATCH_PATTERNS, IMAGE_HOST_PATTERN],
    optional_host_permissions: [CLOUD_VISION_HOST_PATTERN],
    content_security_policy: {
      extension_pages:
        "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'; img-src 'self' data: blob: https://i.pinimg.com",
    },
    commands: {
      'toggle-overlay': {
        suggested_key: { default: 'Alt+Shift+M' },
        description: '__MSG_manifest_toggleOverlay__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'magpie@magpie-for-pinterest.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'], optional: ['websiteContent'] },
            },
            // Android knows the key above from this version on. Magpie is listed for desktops only.
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { minimum_chrome_version: '125' }),
  }),
  vite: ({ browser }) => ({
    plugins: [withoutInnerHtml],
    resolve: {
      alias: {
        '#engine-host': fileURLToPath(
          new URL(
            `./lib/engine/host.${browser === 'firefox' ? 'firefox' : 'chrome'}.ts`,
            import.meta.url,
          ),
        ),
      },
    },
    define: { __OPEN_SHADOW_ROOT__: JSON.stringify(isTestBuild) },
    build: { target: 'es2024' },
  }),
  outDir: isTestBuild ? '.output/e2e' : '.output',
  hooks: {
    // Typed whether or not the models have been brought: `npm run check` may come first.
    'prepare:publicPaths': (_wxt, paths) => {
      if (!paths.includes('models/manifest.json')) paths.push('models/manifest.json');
    },
    'entrypoints:found': (_wxt, found) => {
      const bench = found.findIndex(({ name }) => name === 'bench');
      // The benchmark's page is not for users.
      if (!isTestBuild && bench >= 0) found.splice(bench, 1);
    },
  },
});
