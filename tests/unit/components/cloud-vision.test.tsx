// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CloudVision, type CloudVisionProps } from '../../../components/options/CloudVision.tsx';
import { Options } from '../../../components/options/Options.tsx';
import type { CheckEnd } from '../../../components/options/SecretForm.tsx';
import { AskCloudVision, type CloudOffer } from '../../../components/popup/AskCloudVision.tsx';
import { sentenceFor } from '../../../components/words.ts';
import { CLOUD_FEATURES } from '../../../lib/cloud-vision/features.ts';
import type { ErrorCode } from '../../../lib/errors.ts';
import type { Run } from '../../../lib/tab-state.ts';
import { TEST_KEY } from '../../fixtures/cloud-vision-api.ts';
import { analysis, object } from './fixtures.ts';
import { rendered } from './rendered.ts';

const events = {
  onCheck: vi.fn<CloudVisionProps['onCheck']>(async () => 'works'),
  onAllow: vi.fn(async () => true),
  onFeaturesChange: vi.fn<CloudVisionProps['onFeaturesChange']>(async () => {}),
  onWhenChange: vi.fn<CloudVisionProps['onWhenChange']>(async () => {}),
  onCapChange: vi.fn<CloudVisionProps['onCapChange']>(async () => {}),
  onTurnOff: vi.fn(async () => {}),
};
afterEach(() => vi.clearAllMocks());

const options = (props: Partial<CloudVisionProps> = {}) =>
  rendered(
    <Options>
      <CloudVision
        hasKey={true}
        allowed={true}
        features={CLOUD_FEATURES}
        when="click"
        cap={1_000}
        spent={12}
        {...events}
        {...props}
      />
    </Options>,
  );

function inputOf(root: Element, selector: string): HTMLInputElement {
  const input = root.querySelector(selector);
  if (!(input instanceof HTMLInputElement)) throw new Error(`no ${selector}`);
  return input;
}

async function enter(input: HTMLInputElement, value: string, event: 'input' | 'change') {
  await act(async () => {
    input.value = value;
    input.dispatchEvent(new Event(event, { bubbles: true }));
  });
}

describe('Cloud Vision in the options, before it is set up', () => {
  const check = async (end: CheckEnd | Error) => {
    events.onCheck.mockImplementationOnce(() =>
      end instanceof Error ? Promise.reject(end) : Promise.resolve(end),
    );
    const view = await options({ hasKey: false });
    await enter(inputOf(view.root, '[type="password"]'), TEST_KEY, 'input');
    await view.click(view.control('Check and save'));
    return view;
  };

  it('hands a key over to be checked, and keeps nothing of it in the page', async () => {
    const { root } = await check('works');
    expect(events.onCheck).toHaveBeenCalledExactlyOnceWith(TEST_KEY);
    expect(inputOf(root, '[type="password"]').value).toBe('');
    expect(root.innerHTML).not.toContain(TEST_KEY);
  });

  it.each<[CheckEnd | Error, string]>([
    ['cloud-key-refused', sentenceFor('cloud-key-refused')],
    ['cloud-billing', sentenceFor('cloud-billing')],
    ['refused', 'Everything else works as before.'],
    [new Error('the background is gone'), sentenceFor('engine-failed')],
  ])('says aloud how the check ended: %s', async (end, words) => {
    expect((await check(end)).spoken()).toContain(words);
  });

  it('checks nothing where nothing was entered', async () => {
    const view = await options({ hasKey: false });
    await view.click(view.control('Check and save'));
    expect(events.onCheck).not.toHaveBeenCalled();
  });

  it('says where the prices are', async () => {
    const { control } = await options({ hasKey: false });
    expect(control(/prices/).getAttribute('href')).toBe('https://cloud.google.com/vision/pricing');
  });
});

describe('Cloud Vision in the options, set up', () => {
  it('shows what is spent, and no key', async () => {
    const { root } = await options();
    expect(root.textContent).toContain('12 of 1,000 units spent this month.');
    expect(root.textContent).toContain('A picture costs 4 units.');
    expect(root.querySelector('[type="password"]')).toBeNull();
  });

  it('chooses features, but never none', async () => {
    const view = await options({ features: ['LABEL_DETECTION', 'WEB_DETECTION'] });
    const boxes = view.root.querySelectorAll<HTMLInputElement>('[type="checkbox"]');
    await act(async () => boxes[1]?.click());
    expect(events.onFeaturesChange).toHaveBeenLastCalledWith([
      'LABEL_DETECTION',
      'OBJECT_LOCALIZATION',
      'WEB_DETECTION',
    ]);
    await act(async () => boxes[0]?.click());
    expect(events.onFeaturesChange).toHaveBeenLastCalledWith(['WEB_DETECTION']);
    expect(view.spoken()).toContain('Saved');

    const last = await options({ features: ['WEB_DETECTION'] });
    expect(inputOf(last.root, '[type="checkbox"]:checked').disabled).toBe(true);
    expect(last.root.textContent).toContain('A picture costs 1 unit.');
  });

  it('chooses when to ask, and how much at most', async () => {
    const { root } = await options();
    await act(async () => root.querySelectorAll<HTMLInputElement>('[type="radio"]')[1]?.click());
    expect(events.onWhenChange).toHaveBeenCalledWith('every-pin');
    await enter(inputOf(root, '[type="number"]'), '250', 'change');
    expect(events.onCapChange).toHaveBeenCalledExactlyOnceWith(250);
  });

  it.each(['-1', '', '2.5', '99999999'])('takes %j for no cap', async (value) => {
    const { root } = await options();
    const input = inputOf(root, '[type="number"]');
    await enter(input, value, 'change');
    expect(events.onCapChange).not.toHaveBeenCalled();
    expect(input.value).toBe('1000');
  });

  it('says that the permission is gone, and asks for it again', async () => {
    const view = await options({ allowed: false });
    expect(view.root.textContent).toContain('does not let Magpie send pictures');
    await view.click(view.control('Allow again'));
    expect(events.onAllow).toHaveBeenCalledOnce();
  });

  it('is turned off', async () => {
    const view = await options();
    await view.click(view.control('Turn off and delete the key'));
    expect(events.onTurnOff).toHaveBeenCalledOnce();
  });
});

describe('Cloud Vision in the popup', () => {
  const onAsk = vi.fn();
  const onOpenOptions = vi.fn();
  const OFFER: CloudOffer = { units: 4, spent: 12, cap: 1_000, onAsk };
  const done = (changes: object = {}): Run & { status: 'done' } => ({
    status: 'done',
    analysis: analysis([object('armchair', 0, 0)]),
    ...changes,
  });
  const failed = (code: ErrorCode) => done({ cloud: { status: 'failed', failure: { code } } });
  const popup = (run = done(), offer: CloudOffer | null = OFFER) =>
    rendered(
      <AskCloudVision
        run={run}
        offer={offer}
        copying={{ copied: null, announcement: '', copy: () => {} }}
        onOpenOptions={onOpenOptions}
      />,
    );

  it('is not there until it is set up', async () => {
    expect((await popup(done(), null)).root.textContent).toBe('');
  });

  it('asks on a click and says what that costs', async () => {
    const view = await popup();
    expect(view.root.textContent).toContain(
      'Sends this picture to Google · costs 4 units · 12 of 1,000 spent this month',
    );
    await view.click(view.control('Ask Cloud Vision'));
    expect(onAsk).toHaveBeenCalledOnce();
  });

  it('says aloud that it asks', async () => {
    expect((await popup(done({ cloud: { status: 'asking' } }))).spoken()).toBe('Asking Google…');
  });

  it('asks again what may get better', async () => {
    const view = await popup(failed('cloud-timeout'));
    expect(view.spoken()).toBe(sentenceFor('cloud-timeout'));
    await view.click(view.control('Ask again'));
    expect(onAsk).toHaveBeenCalledOnce();
  });

  it.each<ErrorCode>([
    'cloud-key-refused',
    'cloud-cap',
    'cloud-billing',
    'cloud-api-off',
    'cloud-forbidden',
    'cloud-permission',
    'cloud-no-key',
  ])('leads to the options for %s', async (code) => {
    const view = await popup(failed(code));
    expect(view.spoken()).toBe(sentenceFor(code));
    await view.click(view.control('Open the options'));
    expect(onOpenOptions).toHaveBeenCalledOnce();
    expect(view.hasControl(/Ask/)).toBe(false);
  });

  it('shows what Google says of the whole picture', async () => {
    const run = done();
    run.analysis.cloud = {
      styles: ['boho'],
      brands: ['IKEA'],
      bestGuess: 'rattan chair',
      palette: [{ hex: '#ffffff', name: 'white', family: 'white', share: 0.5 }],
    };
    const view = await popup(run, null);
    expect(view.root.querySelector('dl')?.textContent).toBe(
      'Best guessrattan chairStylebohoBrandIKEA',
    );
    expect(view.hasControl('white, copy #ffffff')).toBe(true);
    expect(view.hasControl(/Ask/)).toBe(false);
  });

  it('says so where Google has nothing to add', async () => {
    const run = done();
    run.analysis.cloud = { styles: [], brands: [], bestGuess: null, palette: [] };
    expect((await popup(run)).root.textContent).toContain('Nothing beyond the finds.');
  });

  it('says what is spent where it was asked without a click', async () => {
    const run = done();
    run.analysis.cloud = { styles: [], brands: [], bestGuess: 'sofa', palette: [] };
    expect((await popup(run)).root.textContent).toContain('Units: 12 of 1,000 spent this month');
  });
});
