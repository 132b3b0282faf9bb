import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/models/paths.ts';
import { imagePathOf, pinPage } from '../../fixtures/pinterest-page.ts';
import { runScript } from '../support/run-script.ts';

const PAGES = resolve(ROOT, '../shared/pins');
const ID = '50595195810299403';
const URL_OF_PIN = `https://www.pinterest.com/pin/${ID}/`;

const Text = v.nullable(v.string());

/** The contract of the output: others parse it, so nothing of it may change. */
const Contract = v.strictObject({
  id: v.string(),
  url: v.pipe(v.string(), v.url()),
  kind: v.picklist(['image', 'video', 'carousel', 'idea', 'not-found']),
  title: Text,
  description: Text,
  altText: Text,
  interests: v.array(v.string()),
  board: Text,
  link: Text,
  image: v.nullable(
    v.strictObject({
      url: v.pipe(v.string(), v.url()),
      width: v.nullable(v.number()),
      height: v.nullable(v.number()),
    }),
  ),
  product: v.nullable(
    v.strictObject({ price: Text, currency: Text, available: v.nullable(v.boolean()) }),
  ),
});

const readPin = (...args: string[]) => runScript('read-pin', folder, args);

/** What the command prints of a page that it can read. */
async function pinOf(url: string, file: string) {
  const { code, stdout, stderr } = await readPin('--url', url, file);
  expect([code, stderr]).toEqual([0, '']);
  return v.parse(v.nullable(Contract), JSON.parse(stdout));
}

const page = pinPage({
  id: ID,
  title: 'A “chair”',
  altText: 'a chair by a window',
  interests: ['Stühle'],
  imagePath: imagePathOf('a chair'),
  width: 736,
  height: 900,
  era: 'relay',
  related: [],
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'magpie-read-pin-'));
  await writeFile(join(folder, 'a pin.html'), page);
  await writeFile(join(folder, 'mark.html'), `\uFEFF${page}`);
  await writeFile(join(folder, 'empty.html'), '');
  await writeFile(
    join(folder, 'large.html'),
    `${page}${'<div data-grid-item="true"><div data-test-id="pin"><a href="/pin/4/"><img src="https://i.pinimg.com/236x/x.jpg"></a><p>More</p></div></div>'.repeat(1_000)}<script>${'x'.repeat(3_000_000)}</script>`,
  );
  await writeFile(
    join(folder, 'broken.html'),
    `<style>}{</style><script>throw new Error('never run')</script>${page.slice(0, page.length / 2)}`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// Each test starts Node, which takes long where many things run at once.
describe('the command read-pin', { timeout: 60_000 }, () => {
  it('prints one line of JSON by the contract, and nothing else', async () => {
    const { code, stdout, stderr } = await readPin('--url', URL_OF_PIN, 'a pin.html');
    expect([code, stderr, stdout.match(/\n/g)?.length]).toEqual([0, '', 1]);
    expect(v.parse(Contract, JSON.parse(stdout))).toEqual({
      id: ID,
      url: URL_OF_PIN,
      kind: 'image',
      title: 'A “chair”',
      description: null,
      altText: 'a chair by a window',
      interests: ['Stühle'],
      board: null,
      link: null,
      image: {
        url: `https://i.pinimg.com/736x/${imagePathOf('a chair')}`,
        width: 736,
        height: 900,
      },
      product: null,
    });
  });

  it.each([
    `https://de.pinterest.com/pin/ein-stuhl--${ID}/?lp=true`,
    `https://www.pinterest.co.uk/pin/${ID}/sent/?invite_code=x&sender=1`,
  ])('knows the pin at %s', async (url) => {
    expect(await pinOf(url, 'a pin.html')).toMatchObject({ id: ID, url: URL_OF_PIN });
  });

  it('reads a page with a byte order mark', async () => {
    expect(await pinOf(URL_OF_PIN, 'mark.html')).toMatchObject({ title: 'A “chair”' });
  });

  it('reads a page of several megabytes', async () => {
    expect(await pinOf(URL_OF_PIN, 'large.html')).toMatchObject({ title: 'A “chair”' });
  });

  it.each(['empty.html', 'broken.html'])('reads what it can of %s', async (file) => {
    expect(await pinOf(URL_OF_PIN, file)).toMatchObject({ id: ID, url: URL_OF_PIN });
  });

  it.each(['https://www.pinterest.com/someone/a-board/', 'https://example.com/pin/4/'])(
    'prints null for %s, where no pin is open',
    async (url) => {
      expect(await pinOf(url, 'a pin.html')).toBeNull();
    },
  );

  it.each([
    [['a pin.html'], /^Usage: .*--url URL FILE/],
    [['--url', URL_OF_PIN], /^Usage: /],
    [['--url', URL_OF_PIN, 'a pin.html', 'mark.html'], /^Usage: /],
    [['--url', 'no url', 'a pin.html'], /no url: this is no URL/],
    [['--ulr', URL_OF_PIN, 'a pin.html'], /--ulr/],
    [['--url', URL_OF_PIN, 'missing.html'], /^missing\.html: there is no such file/],
    [['--url', URL_OF_PIN, '.'], /^\.: this is a folder/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await readPin(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.skipIf(!existsSync(PAGES)).each([
    ['2024-image-pin', '165366617561100485', 'image', 'd8b3474f5c83be27d058b22508105c50'],
    ['2024-video-pin', '52213676923889828', 'video', 'f439e29ae717506529777e53dbc788e9'],
    ['2026-redux-pin', '50595195810299403', 'image', '97723a21b3af21cec1c11e11ed3b2dc2'],
    ['2024-profile', '327285097930485345', 'image', '4144a5430a201a1cf540fe425e385c4a'],
    ['2026-pin-not-found', '635359459968469543', 'not-found', null],
  ])('reads the saved page %s', async (name, id, kind, md5) => {
    const pin = await pinOf(`https://www.pinterest.com/pin/${id}/`, resolve(PAGES, `${name}.html`));
    expect(pin).toMatchObject({ id, kind });
    if (md5 === null) expect(pin?.image).toBeNull();
    else expect(pin?.image?.url).toContain(`/736x/`);
    expect(pin?.image?.url.match(/[0-9a-f]{32}/)?.[0] ?? null).toBe(md5);
  });
});
