import { beforeAll, expect, inject, it } from 'vitest';
import { sentenceFor } from '../../scripts/english.ts';
import { type Era, imagePathOf } from '../fixtures/pinterest-page.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { askedPins, fetchedUrls } from './requests.ts';
import { imageUrlOf, type StandIn } from './stand-in.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd, readPopup } from './views.ts';
import { separateVisits } from './visits.ts';

const photos = inject('photos');
const MARK = 'magpie-overlay >>> .mark';

async function addPins(standIn: StandIn) {
  const bed = await addPhotoPin(standIn, {
    id: '300000000000000002',
    file: photos['home-decor-2'],
    title: 'A bedroom in daylight',
  });
  const chair = await addPhotoPin(standIn, {
    id: '300000000000000001',
    file: photos['home-decor-1'],
    title: 'A chair by the window',
    related: [bed],
  });
  const armchair = await addPhotoPin(standIn, {
    id: '300000000000000003',
    file: photos['home-decor-3'],
    title: 'A reading corner',
    related: [chair, bed],
  });
  const overlaid = await addPhotoPin(standIn, {
    id: '300000000000000004',
    file: photos['home-decor-3'],
    title: 'A reading corner once more',
    navigation: 'modal',
    lazyUpgrade: true,
    related: [chair],
  });
  const video = await addPhotoPin(standIn, {
    id: '300000000000000005',
    file: photos['product-11'],
    title: 'A film',
    kind: 'video',
  });
  const wordless = await addPhotoPin(standIn, {
    id: '300000000000000006',
    file: photos['home-decor-3'],
    title: 'A page that says nothing of the next pin',
    era: 'dom-2026',
    related: [{ ...bed, title: '' }, chair],
  });
  const carousel = await addPhotoPin(standIn, {
    id: '300000000000000007',
    file: photos['home-decor-1'],
    title: 'A chair and a sofa',
    era: 'redux',
    slides: [imagePathOf(photos['product-11'])],
  });
  return { bed, chair, armchair, overlaid, video, wordless, carousel };
}

/** Waits until the popup has left `before` and shows the end of the pin with this title. */
async function labelsOf(popup: Tab, title: string): Promise<string[]> {
  await popup.find('h1', { text: title });
  expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
  return (await readPopup(popup)).finds.map(({ label }) => label);
}

inEveryBrowser('an open pin', (the) => {
  const visits = separateVisits(the);
  let shown: Awaited<ReturnType<typeof addPins>>;

  beforeAll(async () => {
    shown = await addPins(the.standIn);
  });

  it('shows its things, their colours and its palette', async () => {
    const tab = await visits.open(pinUrlOf(shown.armchair));
    const popup = await visits.openPopup(tab);

    expect(await labelsOf(popup, shown.armchair.title)).toContain('Armchair');
    const { finds, palette } = await readPopup(popup);
    const armchair = finds.find(({ label }) => label === 'Armchair');
    expect(armchair?.confidence).toMatch(/^(sure|likely)$/);
    expect(armchair?.colors[0]).toMatch(/yellow|mustard/);
    expect(armchair?.links.map(({ url }) => new URL(url).protocol)).toContain('https:');
    const byWords = armchair?.links.filter(({ shop }) => shop !== 'Google Lens') ?? [];
    for (const { url } of byWords) expect(decodeURIComponent(url)).toMatch(/armchair|Sessel/i);
    expect(palette.map(({ name }) => name).join()).toMatch(/yellow|mustard/);

    await tab.front();
    expect(await tab.attribute(MARK, 'aria-label')).toBe(`Magpie: ${finds.length} finds`);
    expect(await tab.count('magpie-overlay >>> .hotspot')).toBe(finds.length);
  });

  it('has what only the closer look sees, where the build has its models', async () => {
    const popup = await visits.openPopup(await visits.open(pinUrlOf(shown.bed)));
    expect(await labelsOf(popup, shown.bed.title)).toContain(
      inject('looksCloser') ? 'Cushion' : 'Bed',
    );
  });

  it('is left for another in the midst of its analysis', async () => {
    // Pictures at addresses of their own, so that neither is known yet.
    const first = await addPhotoPin(the.standIn, {
      id: '310000000000000001',
      file: photos['home-decor-3'],
      imageName: '310000000000000001',
      title: 'The first of two',
    });
    const second = await addPhotoPin(the.standIn, {
      id: '310000000000000002',
      file: photos['product-11'],
      imageName: '310000000000000002',
      title: 'The second of two',
    });
    the.standIn.addPin({ ...first, related: [second] });
    the.standIn.setFault(imageUrlOf(first), { kind: 'slow', ms: 5_000 });

    const tab = await visits.open(pinUrlOf(first));
    const popup = await visits.openPopup(tab);
    await eventually(
      async () => fetchedUrls(the.standIn).includes(imageUrlOf(first)),
      'the first picture to be fetched',
    );
    await tab.click(`a[href="/pin/${second.id}/"]`);
    expect(await labelsOf(popup, second.title)).toContain('Sofa');
    expect(fetchedUrls(the.standIn).at(-1)).toBe(imageUrlOf(second));

    the.standIn.clearFaults();
    the.standIn.forget();
    await tab.page.goBack();
    expect(await labelsOf(popup, first.title)).toContain('Armchair');
    // It had been ended before its picture came, so it is fetched anew.
    expect(fetchedUrls(the.standIn)).toEqual([imageUrlOf(first)]);

    the.standIn.forget();
    await tab.page.goForward();
    expect(await labelsOf(popup, second.title)).toContain('Sofa');
    await tab.front();
    await tab.find(MARK, { text: ' find' });
    // Both are known by now.
    expect(fetchedUrls(the.standIn)).toEqual([]);
  });

  it('is looked at once', async () => {
    for (const visit of ['first', 'second']) {
      the.standIn.forget();
      const popup = await visits.openPopup(await visits.open(pinUrlOf(shown.chair)));
      expect(await labelsOf(popup, shown.chair.title)).toContain('Armchair');
      expect(fetchedUrls(the.standIn)).toEqual(visit === 'first' ? [imageUrlOf(shown.chair)] : []);
    }
  });

  it('is followed into a dialogue over the page and back', async () => {
    const tab = await visits.open(pinUrlOf(shown.overlaid));
    const popup = await visits.openPopup(tab);
    expect(await labelsOf(popup, shown.overlaid.title)).toContain('Armchair');

    await tab.click(`a[href="/pin/${shown.chair.id}/"]`);
    expect(await labelsOf(popup, shown.chair.title)).toContain('Armchair');
    await tab.front();
    await tab.find(MARK, { text: ' finds' });

    await tab.page.goBack();
    expect(await labelsOf(popup, shown.overlaid.title)).toContain('Armchair');
    await tab.front();
    await tab.find(MARK, { text: ' finds' });
  });

  it.each(['redux', 'relay', 'dom-2024', 'dom-2026'] as const satisfies Era[])(
    'is read from the markup of %s',
    async (era) => {
      const pin = { ...shown.armchair, id: '320000000000000001', title: `Of ${era}`, era };
      the.standIn.addPin(pin);
      const tab = await visits.open(pinUrlOf(pin));
      const popup = await visits.openPopup(tab);
      expect(await labelsOf(popup, pin.title)).toContain('Armchair');
      await tab.front();
      await tab.find(MARK, { text: ' finds' });
    },
  );

  it('is none on a page of many pins, until one is opened', async () => {
    const tab = await visits.open('https://www.pinterest.com/');
    const popup = await visits.openPopup(tab);
    await popup.find('.notice h2', { text: 'No pin is open here.' });
    await tab.front();
    expect(await tab.count(MARK)).toBe(0);

    await tab.click(`a[href="/pin/${shown.bed.id}/"]`);
    await labelsOf(popup, shown.bed.title);
    await tab.page.goBack();
    await popup.find('.notice h2', { text: 'No pin is open here.' });
    await tab.front();
    expect(await tab.count(MARK)).toBe(0);
  });

  it('is told of by Pinterest itself where the page leaves its words out, and once', async () => {
    const tab = await visits.open(pinUrlOf(shown.wordless));
    const popup = await visits.openPopup(tab);
    await labelsOf(popup, shown.wordless.title);
    expect(askedPins(the.standIn)).toEqual([]);

    await tab.front();
    await tab.click(`a[href="/pin/${shown.bed.id}/"]`);
    await labelsOf(popup, shown.bed.title);
    await tab.page.goBack();
    await labelsOf(popup, shown.wordless.title);
    await tab.page.goForward();
    await labelsOf(popup, shown.bed.title);
    expect(askedPins(the.standIn).filter((id) => id === shown.bed.id)).toHaveLength(1);
  });

  it('is read from the page where Pinterest refuses, which is not asked again', async () => {
    the.standIn.setFault('/resource/PinResource/', { kind: 'status', status: 403 });
    const tab = await visits.open(pinUrlOf(shown.wordless));
    const popup = await visits.openPopup(tab);
    await labelsOf(popup, shown.wordless.title);
    for (const _ of ['first', 'second']) {
      await tab.front();
      await tab.click(`a[href="/pin/${shown.chair.id}/"]`);
      expect(await labelsOf(popup, shown.chair.title)).toContain('Armchair');
      await eventually(
        async () => askedPins(the.standIn).includes(shown.chair.id),
        'Pinterest to be asked',
      );
      await tab.page.goBack();
      await labelsOf(popup, shown.wordless.title);
    }
    expect(askedPins(the.standIn).filter((id) => id === shown.chair.id)).toHaveLength(1);
  });

  it('is followed from slide to slide', async () => {
    const tab = await visits.open(pinUrlOf(shown.carousel));
    const popup = await visits.openPopup(tab);
    expect(await labelsOf(popup, shown.carousel.title)).toContain('Armchair');
    await tab.front();
    await tab.click('.next');
    // A tab in the background, as it is while the popup is read, does not move its slides.
    await tab.evaluate(async () => {
      await Promise.all(document.getAnimations().map(({ finished }) => finished));
    }, null);
    // Between two slides there may be no picture for a moment.
    await popup.find('.find h2', { text: 'Sofa' });
  });

  it('is looked at by its cover when it is a video', async () => {
    const tab = await visits.open(pinUrlOf(shown.video));
    const popup = await visits.openPopup(tab);
    expect(await labelsOf(popup, shown.video.title)).toContain('Sofa');
    await tab.front();
    expect(await tab.count(MARK)).toBe(0);
  });

  it('says so when it is gone', async () => {
    const gone = pinUrlOf({ ...shown.video, id: '399999999999999999' });
    const popup = await visits.openPopup(await visits.open(gone));
    expect(await analysisEnd(popup)).toEqual({
      state: 'failed',
      words: `Could not look: ${sentenceFor('pin-not-found')}`,
    });
    expect(await popup.count('button', 'Try again')).toBe(0);
    expect(fetchedUrls(the.standIn)).toEqual([]);
  });
});
