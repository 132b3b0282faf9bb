import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { extensionFolder } from '../../scripts/extension.ts';
import { faultsOf, readListing, readManifest } from '../../scripts/store/listing.ts';
import { PICTURES, takePictures } from '../../scripts/store/pictures.ts';
import { inEveryBrowser } from './in-every-browser.ts';

inEveryBrowser(
  'for the stores',
  (the) => {
    const { name } = the;
    const hasModels = existsSync(
      join(extensionFolder(name, { e2e: true }), 'models', 'localizer', 'model.json'),
    );

    it('the listing says why each permission is needed', async () => {
      const manifest = await readManifest(the.launchOptions.extension);
      expect(faultsOf(await readListing(), manifest)).toEqual([]);
    });

    if (name === 'chromium' && hasModels) {
      it('pictures are taken in exactly the sizes they ask for, without transparency', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'magpie-store-'));
        try {
          await takePictures(the.driver, the.standIn, folder);
          for (const [picture, size] of Object.entries(PICTURES)) {
            const { width, height, hasAlpha } = await sharp(
              join(folder, `${picture}.png`),
            ).metadata();
            expect({ picture, width, height, hasAlpha }).toEqual({
              picture,
              ...size,
              hasAlpha: false,
            });
          }
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      });
    }
  },
  { anyBuild: true },
);
