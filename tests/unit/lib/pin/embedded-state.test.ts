// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { readEmbeddedState } from '../../../../lib/pin/embedded-state.ts';

const ID = '50595195810299403';
const OTHER_ID = '165366617561100485';
const OPAQUE = 'Ac5MASQyhT2bXk_W-3vQe9fZ';
const MD5 = '97723a21b3af21cec1c11e11ed3b2dc2';

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
});
