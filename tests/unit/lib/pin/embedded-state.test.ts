// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import {
  dataScripts,
  readEmbeddedState,
  readPinResource,
  signaturesOfOthers,
} from '../../../../lib/pin/embedded-state.ts';

const ID = '50595195810299403';
const OTHER_ID = '165366617561100485';
const OPAQUE = 'Ac5MASQyhT2bXk_W-3vQe9fZ';
const MD5 = '97723a21b3af21cec1c11e11ed3b2dc2';
const SECOND = 'cfcaa17ba7b8dd18a1305bf962c7380f';
const THIRD = 'f439e29ae717506529777e53dbc788e9';

const at = (size: string, md5 = MD5) =>
  `https://i.pinimg.com/${size}/${md5.slice(0, 2)}/${md5.slice(2, 4)}/${md5.slice(4, 6)}/${md5}.jpg`;

function page(...scripts: string[]): Document {
  return new DOMParser().parseFromString(scripts.join(''), 'text/html');
}

const redux = (pins: unknown) =>
  `<script id="__PWS_INITIAL_PROPS__" type="application/json">${JSON.stringify({ initialReduxState: { pins } })}</script>`;

const relay = (pinId: string, data: object, after = '') =>
  `<script data-relay-response="true" type="application/json">${JSON.stringify({
    variables: { pinId },
    response: { data: { v3GetPinQuery: { __typename: 'V3GetPin', data } } },
  })}${after}</script>`;

const completed = (pinId: string, query: object, key = 'v3GetPinQueryv2') =>
  `<script data-relay-completed-request="true">\n window.__PWS_RELAY_REGISTER_COMPLETED_REQUEST__("${encodeURIComponent(
    JSON.stringify({ variables: { pinId } }),
  )}", ${JSON.stringify({ data: { [key]: query } })});\n</script>`;

const resource = (data: object) =>
  `<script data-test-id="resource-response-data" type="application/json">${JSON.stringify({
    resource: { name: 'PinResource' },
    resource_response: { data },
  })}</script>`;

describe('readEmbeddedState', () => {
  it('reads the redux state', () => {
    const state = readEmbeddedState(
      page(redux({ [ID]: { id: ID, title: ' A chair ', board: { name: 'Chairs' } } })),
      ID,
    );
    expect(state).toMatchObject({
      title: 'A chair',
      board: 'Chairs',
      kind: 'image',
      provenance: { title: 'redux' },
    });
  });

  it('reads a relay response with text after it', () => {
    const state = readEmbeddedState(
      page(relay(ID, { entityId: ID, gridTitle: 'A } "chair' }, '\n;x')),
      ID,
    );
    expect(state?.title).toBe('A } "chair');
  });

  it.each(['v3GetPinQuery', 'v3GetPinQueryv2'])('reads a completed request under %s', (key) => {
    const query = { __typename: 'V3GetPin', data: { entityId: ID, title: 'A "chair"); alert(1' } };
    const state = readEmbeddedState(page(completed(ID, query, key)), ID);
    expect(state).toMatchObject({ title: 'A "chair"); alert(1', provenance: { title: 'relay' } });
  });

  it('reads a resource', () => {
    const state = readEmbeddedState(page(resource({ id: ID, grid_title: 'A chair' })), ID);
    expect(state).toMatchObject({ title: 'A chair', provenance: { title: 'resource' } });
  });

  it('merges parts, each field from the first part that has it', () => {
    const document = page(
      redux({ [ID]: { title: '', images: { '736x': { url: at('736x') } } } }),
      completed(ID, { data: { entityId: ID, title: 'A chair', description: ' ' } }),
      completed(ID, {
        data: {
          entityId: ID,
          closeupUnifiedDescription: 'To sit on',
          images_736x: { url: at('736x'), width: 720, height: 900 },
          images_474x: { url: at('474x') },
          pinJoin: { annotationsWithLinksArray: [{ name: 'Chairs' }, null, { name: 'Wood' }] },
        },
      }),
    );
    expect(readEmbeddedState(document, ID)).toMatchObject({
      title: 'A chair',
      description: 'To sit on',
      interests: ['Chairs', 'Wood'],
      images: {
        '736x': { url: at('736x'), width: 720, height: 900 },
        '474x': { url: at('474x'), width: null, height: null },
      },
      signature: MD5,
      provenance: { images: 'redux', title: 'relay' },
    });
  });

  it.each([
    ['redux', redux({ [OTHER_ID]: { id: OTHER_ID, title: 'Other' }, [ID]: { id: OTHER_ID } })],
    ['a relay response', relay(OTHER_ID, { entityId: OTHER_ID, link: `https://x.example/${ID}` })],
    ['a relay response that contradicts itself', relay(ID, { entityId: OTHER_ID, title: 'Other' })],
    ['a completed request', completed(OTHER_ID, { data: { entityId: ID, title: 'Other' } })],
    [
      'a completed request that found nothing',
      completed(OTHER_ID, { __typename: 'PinNotFound', x: ID }),
    ],
    ['a resource', resource({ id: OTHER_ID, title: ID })],
    ['a resource without an id', resource({ title: ID })],
  ])('does not take another pin from %s', (_, script) => {
    expect(readEmbeddedState(page(script), ID)).toBeNull();
  });

  it('knows that a pin is not to be found', () => {
    const document = page(completed(ID, { __typename: 'PinNotFound', __isError: 'PinNotFound' }));
    expect(readEmbeddedState(document, ID)).toMatchObject({ kind: 'not-found', title: null });
  });

  it('matches an opaque id by the request where the numeric one stands beside it', () => {
    const document = page(completed(OPAQUE, { data: { entityId: ID, title: 'An advert' } }));
    expect(readEmbeddedState(document, OPAQUE)?.title).toBe('An advert');
    expect(
      readEmbeddedState(
        page(completed(ID, { data: { entityId: OPAQUE, title: 'An advert' } })),
        OPAQUE,
      )?.title,
    ).toBe('An advert');
    expect(
      readEmbeddedState(page(completed(ID, { data: { entityId: ID, title: OPAQUE } })), OPAQUE),
    ).toBeNull();
  });

  it('keeps the rest when some fields are not what they should be', () => {
    const state = readEmbeddedState(
      page(
        redux({
          [ID]: {
            id: ID,
            title: { text: 'no string' },
            grid_title: 'A chair',
            alt_text: 7,
            auto_alt_text: 'a chair by a window',
            board: 'no object',
            pin_join: { visual_annotation: ['Chairs', 3, { label: 'x' }, null, ' '] },
            images: { '736x': 'no object', '474x': { url: at('474x'), width: '474', height: -1 } },
            story_pin_data: [],
            videos: 'none',
            link: 'javascript:alert(1)',
          },
        }),
      ),
      ID,
    );
    expect(state).toMatchObject({
      kind: 'image',
      title: 'A chair',
      altText: 'a chair by a window',
      interests: ['Chairs'],
      board: null,
      link: null,
      images: { '474x': { url: at('474x'), width: null, height: null } },
    });
  });

  it('takes images at the image host only', () => {
    const images = {
      '736x': { url: 'https://evil.example/736x/a.jpg' },
      '564x': { url: 'http://i.pinimg.com/564x/a.jpg' },
      '236x': { url: at('236x') },
    };
    const state = readEmbeddedState(page(redux({ [ID]: { id: ID, images } })), ID);
    expect(Object.keys(state?.images ?? {})).toEqual(['236x']);
  });

  it.each([
    ['a video by its flag', { is_video: true }, 'video'],
    ['a video by its list', { videos: { video_list: { V_720P: { url: 'x' } } } }, 'video'],
    [
      'a video in the first page of an idea',
      { story_pin_data: { pages: [{ blocks: [{ block_type: 3 }] }] } },
      'video',
    ],
    ['an idea', { story_pin_data: { pages: [{ blocks: [] }, { blocks: [] }] } }, 'idea'],
    [
      'a picture stored as an idea',
      { story_pin_data: { pages: [{ blocks: [{ block_type: 2 }] }] } },
      'image',
    ],
    ['a carousel', { carousel_data: { carousel_slots: [{}, {}] } }, 'carousel'],
    ['no video where the list is empty', { is_video: false, videos: { video_list: {} } }, 'image'],
  ])('tells %s', (_, fields, kind) => {
    expect(readEmbeddedState(page(redux({ [ID]: { id: ID, ...fields } })), ID)?.kind).toBe(kind);
  });

  it('knows every picture of a carousel', () => {
    const second = 'd8b3474f5c83be27d058b22508105c50';
    const carousel_data = {
      carousel_slots: [
        { images: { '736x': { url: at('736x') } } },
        { images: { '736x': { url: at('736x', second) } } },
      ],
    };
    const state = readEmbeddedState(
      page(redux({ [ID]: { id: ID, image_signature: MD5, carousel_data } })),
      ID,
    );
    expect(state?.signatures).toEqual([MD5, second]);
  });

  it.each([
    '<script id="__PWS_INITIAL_PROPS__">50595195810299403</script>',
    '<script id="__PWS_INITIAL_PROPS__">{"initialReduxState":{"pins":{"50595195810299403":null}}}</script>',
    '<script id="__PWS_INITIAL_PROPS__">{"initialReduxState":{"pins":["50595195810299403"]}}</script>',
    '<script data-relay-response>{"response":{"data":{"v3GetPinQuery":{"data":{"entityId":"50595195810299403"</script>',
    '<script data-relay-response>"50595195810299403</script>',
    '<script data-relay-completed-request>__PWS_RELAY_REGISTER_COMPLETED_REQUEST__("%E0%A4%A", {"50595195810299403":1})</script>',
    '<script data-relay-completed-request>__PWS_RELAY_REGISTER_COMPLETED_REQUEST__(50595195810299403)</script>',
    '<script data-relay-completed-request>__PWS_RELAY_REGISTER_COMPLETED_REQUEST__("50595195810299403"</script>',
    `<script data-relay-response>${'['.repeat(100_000)}50595195810299403</script>`,
    '<script data-test-id="resource-response-data">}{50595195810299403</script>',
  ])('finds nothing in %.90s', (script) => {
    expect(readEmbeddedState(page(script), ID)).toBeNull();
  });

  it('reads a good script beside a broken one', () => {
    const document = page(
      `<script data-relay-response>{"broken ${ID}</script>`,
      relay(ID, { entityId: ID, title: 'A chair' }),
    );
    expect(readEmbeddedState(document, ID)?.title).toBe('A chair');
  });

  it('never runs what a script says', () => {
    const script = `<script data-relay-completed-request>__PWS_RELAY_REGISTER_COMPLETED_REQUEST__((window.ran = true, "${ID}"), {"data": {}})</script>`;
    expect(readEmbeddedState(page(script), ID)).toBeNull();
    expect(window).not.toHaveProperty('ran');
  });

  it('takes the best of a field from whichever part has it', () => {
    const document = page(
      completed(ID, {
        data: {
          entityId: ID,
          gridTitle: 'Of the link',
          seoAltText: 'a machine’s',
          description: 'x',
        },
      }),
      completed(ID, {
        data: {
          entityId: ID,
          title: 'Of the creator',
          altText: 'the creator’s',
          closeupUnifiedDescription: 'Whole',
        },
      }),
    );
    expect(readEmbeddedState(document, ID)).toMatchObject({
      title: 'Of the creator',
      altText: 'the creator’s',
      description: 'Whole',
    });
  });

  it('resolves character references, once', () => {
    const fields = { title: 'Pillows &amp; Throws &#39;25 &#x1F6CB; &amp;lt; R&D &bogus;' };
    const state = readEmbeddedState(page(redux({ [ID]: { id: ID, ...fields } })), ID);
    expect(state?.title).toBe("Pillows & Throws '25 🛋 &lt; R&D &bogus;");
  });

  it('reads two blocks of 2026 of one carousel', () => {
    const slots = [MD5, SECOND].map((md5) => ({
      imageSignature: md5,
      images_236x: { url: at('236x', md5), width: 236, height: 295 },
      images_736x: { url: at('736x', md5), width: 720, height: 900 },
    }));
    const common = { entityId: ID, imageSignature: MD5, title: '', gridTitle: '', videos: null };
    const document = page(
      completed(ID, {
        __typename: 'PinResponse',
        data: {
          ...common,
          images_orig: { url: at('originals') },
          seoAltText: 'a pink tile wall',
          carouselData: { carouselSlots: slots, index: 0 },
          id: btoa(`Pin:${ID}`),
        },
      }),
      completed(ID, {
        data: {
          ...common,
          images_736x: { url: at('736x'), width: 720, height: 900 },
          unauthOnPageTitle: 'Keeping Secrets',
          pinJoin: {
            visualAnnotation: ['The Secret'],
            seoRelatedInterests: [{ name: 'Funky Art' }],
          },
          board: { name: 'Social' },
          priceCurrency: 'USD',
        },
      }),
    );
    const state = readEmbeddedState(document, ID);
    expect(state).toMatchObject({
      kind: 'carousel',
      title: 'Keeping Secrets',
      altText: 'a pink tile wall',
      interests: ['The Secret'],
      board: 'Social',
      product: null,
      images: { '736x': { width: 720, height: 900 }, orig: { url: at('originals') } },
      signatures: [MD5, SECOND],
    });
    expect(state?.pictures[1]?.images['736x']).toEqual({
      url: at('736x', SECOND),
      width: 720,
      height: 900,
    });
  });

  it('knows the pages of an idea, and its title', () => {
    const story_pin_data = {
      metadata: { pin_title: 'Three corners' },
      pages: [
        { blocks: [{ block_type: 2, image: { images: { originals: { url: at('originals') } } } }] },
        { blocks: [{ block_type: 3 }], image: { images: { '736x': { url: at('736x', SECOND) } } } },
      ],
    };
    const state = readEmbeddedState(
      page(redux({ [ID]: { id: ID, title: '', story_pin_data } })),
      ID,
    );
    expect(state).toMatchObject({
      kind: 'idea',
      title: 'Three corners',
      signatures: [MD5, SECOND],
    });
  });

  it('reads the product', () => {
    const fields = { price_value: 129, price_currency: 'EUR', is_oos_product: false };
    const state = readEmbeddedState(page(redux({ [ID]: { id: ID, ...fields } })), ID);
    expect(state?.product).toEqual({ price: '129', currency: 'EUR', available: true });
  });

  it.each<[string, string]>([
    [
      'the state below props',
      `<script id="__PWS_DATA__" type="application/json">${JSON.stringify({ props: { initialReduxState: { pins: { [ID]: { id: ID, title: 'A chair' } } } } })}</script>`,
    ],
    [
      'a resource within the redux state',
      `<script id="__PWS_INITIAL_PROPS__" type="application/json">${JSON.stringify({ initialReduxState: { pins: {}, resources: { PinResource: { x: { data: { id: ID, title: 'A chair', images: {} } } } } } })}</script>`,
    ],
    [
      'a script of another name',
      `<script type="application/json" id="later">${JSON.stringify([{ node: { entityId: ID, title: 'A chair', imageSignature: MD5 } }])}</script>`,
    ],
    [
      'a query of a later version',
      completed(ID, { data: { entityId: ID, title: 'A chair' } }, 'v4GetPinQuery'),
    ],
    [
      'a query of another name',
      completed(ID, { node: { entityId: ID, title: 'A chair', gridTitle: '' } }, 'closeup'),
    ],
    [
      'a request that names no pin',
      `<script data-relay-completed-request="true">__PWS_RELAY_REGISTER_COMPLETED_REQUEST__("request", ${JSON.stringify({ data: { v3GetPinQueryv2: { data: { id: btoa(`Pin:${ID}`), title: 'A chair', link: ID } } } })})</script>`,
    ],
    [
      'the second call of a script',
      `<script data-relay-completed-request="true">__PWS_RELAY_REGISTER_COMPLETED_REQUEST__("x", {}); __PWS_RELAY_REGISTER_COMPLETED_REQUEST__("x", ${JSON.stringify({ data: { v3GetPinQueryv2: { data: { entityId: ID, title: 'A chair' } } } })})</script>`,
    ],
    [
      'JSON after a byte order mark',
      relay(ID, { entityId: ID, title: 'A chair' }).replace('>{', '>\uFEFF{'),
    ],
  ])('reads %s', (_, script) => {
    expect(readEmbeddedState(page(script), ID)?.title).toBe('A chair');
  });

  it.each<[string, string]>([
    [
      'a related pin of another script',
      `<script type="application/json">${JSON.stringify({ related: [{ id: OTHER_ID, grid_title: `Not ${ID}` }] })}</script>`,
    ],
    [
      'a thing that is no pin',
      `<script type="application/json">${JSON.stringify({ id: ID, title: 'A form' })}</script>`,
    ],
    [
      'what another pin’s request brought along',
      completed(OTHER_ID, { node: { entityId: ID, title: 'A chair', gridTitle: '' } }, 'related'),
    ],
  ])('does not take %s', (_, script) => {
    expect(readEmbeddedState(page(script), ID)).toBeNull();
  });

  it('reads long lists of anything', () => {
    const many = Array.from({ length: 150_000 }, () => ({}));
    const script = `<script type="application/json">${JSON.stringify({ many, id: ID })}</script>`;
    expect(readEmbeddedState(page(script), ID)).toBeNull();
  });
});

describe('readPinResource', () => {
  it('reads the pin that was asked for only', () => {
    const answer = JSON.stringify({ resource_response: { data: { id: ID, title: 'A chair' } } });
    expect(readPinResource(answer, ID)).toMatchObject({
      title: 'A chair',
      provenance: { title: 'resource' },
    });
    expect(readPinResource(answer, OTHER_ID)).toBeNull();
    expect(readPinResource(answer.slice(0, -5), ID)).toBeNull();
  });

  it('knows a pin that was asked for by its opaque id', () => {
    const answer = (asked: string) =>
      JSON.stringify({
        resource: { name: 'PinResource', options: { id: asked } },
        resource_response: { data: { id: ID, title: 'An advert' } },
      });
    expect(readPinResource(answer(OPAQUE), OPAQUE)?.title).toBe('An advert');
    expect(readPinResource(answer(OTHER_ID), OPAQUE)).toBeNull();
    expect(readPinResource(answer(OTHER_ID), ID)).toBeNull();
  });
});

describe('signaturesOfOthers', () => {
  it('are those of the pins that a page is about, not of the pin asked for', () => {
    const picture = (md5: string) => ({ images: { '736x': { url: at('736x', md5) } } });
    const document = page(
      redux({
        [OTHER_ID]: { id: OTHER_ID, ...picture(MD5) },
        [ID]: { id: ID, ...picture(SECOND) },
      }),
      completed(OTHER_ID, { data: { entityId: OTHER_ID, imageSignature: THIRD } }),
      relay(ID, { entityId: ID, imageSignature: SECOND }),
    );
    expect(signaturesOfOthers(dataScripts(document), ID)).toEqual(new Set([MD5, THIRD]));
    expect(signaturesOfOthers(dataScripts(document), OPAQUE)).toEqual(new Set());
  });
});
