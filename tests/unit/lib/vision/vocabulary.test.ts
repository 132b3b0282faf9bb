import { IMAGENET_CLASSES } from '@tensorflow-models/mobilenet/dist/imagenet_classes.js';
import { describe, expect, it } from 'vitest';
import vocabulary from '../../../../assets/vocabulary.json' with { type: 'json' };
import {
  areRelated,
  isKindOf,
  nounForCoco,
  nounForImageNet,
  SHOP_NOUNS,
} from '../../../../lib/vision/vocabulary.ts';

/** COCO's 80 object classes (cocodataset.org), as coco-ssd spells them. */
const COCO = (
  'person bicycle car motorcycle airplane bus train truck boat traffic_light fire_hydrant ' +
  'stop_sign parking_meter bench bird cat dog horse sheep cow elephant bear zebra giraffe ' +
  'backpack umbrella handbag tie suitcase frisbee skis snowboard sports_ball kite baseball_bat ' +
  'baseball_glove skateboard surfboard tennis_racket bottle wine_glass cup fork knife spoon bowl ' +
  'banana apple sandwich orange broccoli carrot hot_dog pizza donut cake chair couch ' +
  'potted_plant bed dining_table toilet tv laptop mouse remote keyboard cell_phone microwave oven ' +
  'toaster sink refrigerator book clock vase scissors teddy_bear hair_drier toothbrush'
)
  .split(' ')
  .map((name) => name.replaceAll('_', ' '));

const parents: Record<string, { parent?: string }> = vocabulary.nouns;

describe('the vocabulary', () => {
  it('says of each of the 80 COCO classes what a shop calls it, or that none sells it', () => {
    expect(COCO).toHaveLength(80);
    expect(Object.keys(vocabulary.coco).sort()).toEqual([...COCO].sort());
  });

  it('maps to nouns only', () => {
    const targets = [...Object.values(vocabulary.coco), ...Object.values(vocabulary.imagenet)];
    expect(targets.filter((noun) => noun !== null && !SHOP_NOUNS.has(noun))).toEqual([]);
  });

  it('knows ImageNet classes by the first of their names', () => {
    const known = new Set(
      Object.values(IMAGENET_CLASSES).map((name) => String(name).split(',')[0]),
    );
    expect(Object.keys(vocabulary.imagenet).filter((name) => !known.has(name))).toEqual([]);
  });

  it('has a noun for every parent, and no noun among its own ancestors', () => {
    for (const noun of SHOP_NOUNS) {
      const line = new Set([noun]);
      for (let at = parents[noun]?.parent; at !== undefined; at = parents[at]?.parent) {
        expect(SHOP_NOUNS, `parent of ${noun}`).toContain(at);
        expect(line, `ancestors of ${noun}`).not.toContain(at);
        line.add(at);
      }
    }
  });

  it('is in plain lower case', () => {
    expect([...SHOP_NOUNS].filter((noun) => !/^[a-z]+(?:[ -][a-z]+)*$/.test(noun))).toEqual([]);
  });
});

describe('the nouns of classes', () => {
  it.each([
    ['couch', 'sofa'],
    ['dining table', 'table'],
    ['person', null],
    ['dragon', null],
  ])('takes COCO %s for %s', (label, noun) => {
    expect(nounForCoco(label)).toBe(noun);
  });

  it.each([
    ['studio couch, day bed', 'sofa'],
    ['coffee mug', 'mug'],
    ['sunglasses, dark glasses, shades', 'sunglasses'],
    ['tabby, tabby cat', null],
    ['', null],
  ])('takes ImageNet %j for %s', (label, noun) => {
    expect(nounForImageNet(label)).toBe(noun);
  });
});

describe('kinds', () => {
  it('climbs from a kind to its ancestors, never down', () => {
    expect(isKindOf('armchair', 'chair')).toBe(true);
    expect(isKindOf('chair', 'chair')).toBe(true);
    expect(isKindOf('chair', 'armchair')).toBe(false);
    expect(isKindOf('sofa', 'chair')).toBe(false);
    expect(isKindOf('unheard-of', 'chair')).toBe(false);
  });

  it('relates kinds of one thing', () => {
    expect(areRelated('sandals', 'loafers')).toBe(true);
    expect(areRelated('miniskirt', 'skirt')).toBe(true);
    expect(areRelated('sandals', 'socks')).toBe(false);
  });
});
