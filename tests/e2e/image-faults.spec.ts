import { beforeAll, expect, inject, it } from 'vitest';
import { type ErrorCode, isRetryable } from '../../lib/errors.ts';
import { sentenceFor } from '../../scripts/english.ts';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { fetchedUrls } from './requests.ts';
import { type Fault, imageUrlOf, pngOfSize } from './stand-in.ts';
import { analysisEnd } from './views.ts';
import { separateVisits } from './visits.ts';

const FAULTS: readonly [what: string, fault: Fault, code: ErrorCode][] = [
  ['is forbidden', { kind: 'status', status: 403 }, 'image-forbidden'],
  ['is gone', { kind: 'status', status: 404 }, 'image-missing'],
  ['meets a broken server', { kind: 'status', status: 503 }, 'image-unavailable'],
  ['breaks off', { kind: 'truncated' }, 'image-broken'],
  ['is a web page', { kind: 'body', type: 'text/html', body: '<h1>No</h1>' }, 'image-broken'],
  [
    'is a decode bomb',
    { kind: 'body', type: 'image/png', body: pngOfSize(30_000, 30_000) },
    'image-too-large',
  ],
];

inEveryBrowser('a picture that', (the) => {
  const visits = separateVisits(the);
  const photos = inject('photos');
  let pins: StandInPage[];

  /** A pin whose picture no test has looked at before. */
  const addPin = (n: number) =>
    addPhotoPin(the.standIn, {
      id: `33000000000000000${n}`,
      file: photos['product-11'],
      imageName: `fault ${n}`,
    });

  beforeAll(async () => {
    pins = await Promise.all([...FAULTS.keys()].map(addPin));
  });

  it.each(FAULTS.map((fault, index) => [...fault, index] as const))(
    '%s says so, and is looked at when it has recovered',
    async (_, fault, code, index) => {
      const pin = pins[index];
      if (!pin) throw new Error('Every fault has a pin.');
      the.standIn.setFault(pin.imagePath, fault);
      const tab = await visits.open(pinUrlOf(pin));
      const popup = await visits.openPopup(tab);
      expect(await analysisEnd(popup)).toEqual({
        state: 'failed',
        words: `Could not look: ${sentenceFor(code)}`,
      });
      await tab.front();
      await tab.find('magpie-overlay >>> .mark[data-status="failed"]', { text: 'Could not look' });

      the.standIn.clearFaults();
      if (isRetryable(code)) {
        await popup.click('.notice .button', { text: 'Try again' });
      } else {
        expect(await popup.count('.notice .button')).toBe(0);
        await tab.goto(pinUrlOf(pin));
      }
      await popup.find('.header__status[data-state="done"]');
      await popup.find('.find h2', { text: 'Sofa' });
    },
  );

  it('has one broken size is looked at in the next', async () => {
    const pin = await addPin(7);
    the.standIn.setFault(imageUrlOf(pin), { kind: 'status', status: 403 });
    const popup = await visits.openPopup(await visits.open(pinUrlOf(pin)));
    expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
    expect(fetchedUrls(the.standIn)).toEqual([imageUrlOf(pin), imageUrlOf(pin, '564x')]);
  });

  it('is slow is waited for, and the popup says what for', async () => {
    const pin = await addPin(8);
    the.standIn.setFault(pin.imagePath, { kind: 'slow', ms: 2_500 });
    const popup = await visits.openPopup(await visits.open(pinUrlOf(pin)));
    await popup.find('.header__status[data-state="running"]', { text: 'Fetching the picture' });
    expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
  });
});
