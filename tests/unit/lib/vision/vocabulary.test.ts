import { existsSync, readFileSync } from 'node:fs';
import { CLASSES as COCO_CLASSES } from '@tensorflow-models/coco-ssd/dist/classes.js';
import { IMAGENET_CLASSES } from '@tensorflow-models/mobilenet/dist/imagenet_classes.js';
import { describe, expect, it } from 'vitest';
import ade20k from '../../../../assets/vocabulary/ade20k.json' with { type: 'json' };
import coco from '../../../../assets/vocabulary/coco.json' with { type: 'json' };
import imagenet from '../../../../assets/vocabulary/imagenet.json' with { type: 'json' };
import labeler from '../../../../assets/vocabulary/labeler.json' with { type: 'json' };
import nounsByDomain from '../../../../assets/vocabulary/nouns.json' with { type: 'json' };
import { ADE20K_LABELS } from '../../../../lib/vision/ade20k-labels.ts';
import {
  ancestorsOf,
  areRelated,
  depthOf,
  domainOf,
  hasInherentColor,
  isGeneric,
  isKindOf,
  nounFor,
  nounForText,
  SHOP_NOUNS,
} from '../../../../lib/vision/vocabulary.ts';

interface Noun {
  parent?: string;
  synonyms?: string[];
  generic?: boolean;
}

const domains: [string, Record<string, Noun>][] = Object.entries(nounsByDomain);
const entries = domains.flatMap(([, nouns]) => Object.entries(nouns));
const nouns = new Map(entries);

/** Words that English has in the plural only, or that merely end in an s. */
const NO_SINGULAR = new Set(
  `abacus, artificial flowers, baby clothes, bike shorts, binoculars, boxer shorts, briefs, cactus,
  camera lens, capri pants, cargo trousers, chest of drawers, chinos, cosmetics, culottes,
  denim shorts, dried flowers, dungarees, electronics, eyeglasses, flare jeans, goggles, headphones,
  heels, jeans, joggers, kitchen tongs, leather trousers, leggings, mary janes, measuring spoons,
  mom jeans, mules, nesting tables, press-on nails, pyjamas, salt and pepper shakers, scissors,
  shorts, skinny jeans, skis, slingback heels, solar lights, string lights, sunglasses, suspenders,
  swim shorts, thermos, tights, trellis, trousers, wedge heels, wide-leg jeans,
  wide-leg trousers`.split(/,\s+/),
);

describe('the shop nouns', () => {
  it('are 400 or more, most of them for the home and to wear', () => {
    const count = (domain: string) => [...SHOP_NOUNS].filter((n) => domainOf(n) === domain).length;
    expect(SHOP_NOUNS.size).toBeGreaterThanOrEqual(400);
    expect(count('home') + count('kitchen') + count('fashion')).toBeGreaterThan(
      SHOP_NOUNS.size / 2,
    );
  });

  it('stand in one domain each', () => {
    expect(nouns.size).toBe(entries.length);
    expect(SHOP_NOUNS).toEqual(new Set(nouns.keys()));
  });

  it('have no orphan', () => {
    const orphans = entries.filter(([, { parent }]) => parent !== undefined && !nouns.has(parent));
    expect(orphans).toEqual([]);
  });

  it('have no cycle', () => {
    const cyclic = entries.filter(([name]) => {
      const seen = new Set<string>();
      for (let kind: string | undefined = name; kind; kind = nouns.get(kind)?.parent) {
        if (seen.has(kind)) return true;
        seen.add(kind);
      }
      return false;
    });
    expect(cyclic).toEqual([]);
  });

  it('are above one of their kinds where they are generic, and below generic ones only', () => {
    const parents = new Set(entries.map(([, { parent }]) => parent));
    const generic = entries.filter(([, noun]) => noun.generic);
    expect(generic.filter(([name]) => !parents.has(name)).map(([name]) => name)).toEqual([]);
    const below = generic.filter(([, { parent }]) => parent && !nouns.get(parent)?.generic);
    expect(below.map(([name]) => name)).toEqual([]);
  });

  it('share no name with one another, neither as a noun nor as a synonym', () => {
    const owners = new Map<string, string[]>();
    for (const [name, { synonyms = [] }] of entries) {
      for (const each of [name, ...synonyms]) {
        const key = each.replaceAll('-', ' ');
        owners.set(key, [...(owners.get(key) ?? []), name]);
      }
    }
    expect([...owners].filter(([, names]) => names.length > 1)).toEqual([]);
  });

  it('are written in lower case, as words', () => {
    const names = entries.flatMap(([name, { synonyms = [] }]) => [name, ...synonyms]);
    expect(names.filter((name) => !/^[a-z0-9]+(?:[ '-][a-z0-9]+|'s)*$/.test(name))).toEqual([]);
  });

  it('are in the singular, but for what is sold in pairs or has none', () => {
    const plurals = entries.filter(
      ([name, { synonyms = [] }]) =>
        /[^s]s$/.test(name) && !synonyms.includes(name.slice(0, -1)) && !NO_SINGULAR.has(name),
    );
    expect(plurals.map(([name]) => name)).toEqual([]);
    expect([...NO_SINGULAR].filter((name) => !nouns.has(name))).toEqual([]);
  });

  it('are sorted, so that a new one has one place', () => {
    expect(domains.map(([domain]) => domain)).toEqual(domains.map(([domain]) => domain).sort());
    for (const [, kinds] of domains) {
      expect(Object.keys(kinds)).toEqual(Object.keys(kinds).sort());
    }
  });
});

const LABELER_FILE = new URL(
  '../../../../../shared/models/object_labeler.labels.txt',
  import.meta.url,
);
function linesOf(file: URL): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

describe.each([
  {
    name: 'coco-ssd',
    table: coco,
    labels: () => Object.values(COCO_CLASSES).map(({ displayName }) => displayName),
  },
  {
    name: 'mobilenet',
    table: imagenet,
    labels: () => Object.values(IMAGENET_CLASSES).map((label) => label.split(',')[0] ?? ''),
  },
  {
    name: 'labeler',
    table: labeler,
    labels: existsSync(LABELER_FILE) ? () => linesOf(LABELER_FILE) : null,
  },
  {
    name: 'ade20k',
    table: ade20k,
    labels: () => ADE20K_LABELS,
  },
])('the labels of $name', ({ table, labels }) => {
  it.skipIf(labels === null)('are all there, and no others', () => {
    expect(Object.keys(table)).toEqual([...new Set(labels?.())].sort());
  });

  it('name nouns, or are not shoppable', () => {
    const unknown = Object.values(table).filter((noun) => noun !== null && !nouns.has(noun));
    expect(unknown).toEqual([]);
  });
});

describe('nounFor', () => {
  it('translates each model’s own words', () => {
    expect(nounFor('coco-ssd', 'couch')).toBe('sofa');
    expect(nounFor('mobilenet', 'studio couch, day bed')).toBe('sofa');
    expect(nounFor('labeler', 'Throw pillow')).toBe('cushion');
    expect(nounFor('ade20k', 'painting')).toBe('wall art');
  });

  it('reads a first word as the whole name that it begins', () => {
    expect(nounFor('ade20k', 'chest')).toBe('chest of drawers');
    expect(nounFor('ade20k', 'swivel')).toBe('office chair');
    expect(nounFor('ade20k', 'kitchen')).toBe('kitchen island');
  });

  it.each([
    ['coco-ssd', 'person'],
    ['coco-ssd', 'dog'],
    ['mobilenet', 'tench, Tinca tinca'],
    ['mobilenet', 'seashore, coast, seacoast, sea-coast'],
    ['labeler', 'Food'],
    ['labeler', 'Building'],
    ['ade20k', 'wall'],
    ['ade20k', 'windowpane'],
  ] as const)('offers no %s "%s"', (model, label) => {
    expect(nounFor(model, label)).toBeNull();
  });

  it('names what classes of one label have in common', () => {
    expect(nounFor('mobilenet', 'maillot')).toBe('swimsuit');
    expect(nounFor('mobilenet', 'maillot, tank suit')).toBe('swimsuit');
    expect(nounFor('mobilenet', 'crane')).toBeNull();
    expect(nounFor('ade20k', 'screen')).toBeNull();
    expect(nounFor('labeler', 'Mouse')).toBe('computer mouse');
  });

  it('has no noun for an unknown label', () => {
    expect(nounFor('labeler', 'Sofa, of a kind')).toBeNull();
    expect(nounFor('labeler', 'constructor')).toBeNull();
  });
});

describe('nounForText', () => {
  it.each([
    ['sofa', 'sofa'],
    ['Couch', 'sofa'],
    ['throw pillows', 'cushion'],
    ['T-Shirts', 't-shirt'],
    ['tee shirt', 't-shirt'],
    ['wine glasses', 'wine glass'],
    ['dresses', 'dress'],
    ['shelves', 'shelf'],
    ['chef’s knives', 'kitchen knife'],
    ['loafer', 'loafers'],
    ['loafers', 'loafers'],
    ['drapes', 'curtain'],
    ['Pendant lamp', 'pendant light'],
    ['  four  poster bed ', 'canopy bed'],
  ])('%s: %s', (word, noun) => {
    expect(nounForText(word)).toBe(noun);
  });

  it('knows each noun and each synonym', () => {
    for (const [name, { synonyms = [] }] of entries) {
      for (const word of [name, ...synonyms, name.toUpperCase()]) {
        expect(nounForText(word), word).toBe(name);
      }
    }
  });

  it.each(['', 'glass of', 'kitten', 'constructor', 's'])('knows no "%s"', (word) => {
    expect(nounForText(word)).toBeNull();
  });
});

describe('the kinds of nouns', () => {
  it('lists what is above a noun, nearest first', () => {
    expect(ancestorsOf('wingback chair')).toEqual(['armchair', 'chair', 'seating', 'furniture']);
    expect(depthOf('wingback chair')).toBe(4);
    expect(ancestorsOf('furniture')).toEqual([]);
    expect(ancestorsOf('no such noun')).toEqual([]);
  });

  it('knows a kind from its opposite', () => {
    expect(isKindOf('armchair', 'chair')).toBe(true);
    expect(isKindOf('chair', 'chair')).toBe(true);
    expect(isKindOf('chair', 'armchair')).toBe(false);
    expect(isKindOf('table lamp', 'table')).toBe(false);
  });

  it('lets geometry refine a lamp, a table and a chair', () => {
    for (const lamp of ['pendant light', 'floor lamp', 'table lamp', 'sconce', 'chandelier']) {
      expect(isKindOf(lamp, 'lamp'), lamp).toBe(true);
    }
    for (const table of ['coffee table', 'side table', 'nightstand', 'dining table', 'desk']) {
      expect(isKindOf(table, 'table'), table).toBe(true);
    }
  });

  it('relates what may be one thing, not what is only sold alike', () => {
    expect(areRelated('sandals', 'loafers')).toBe(true);
    expect(areRelated('sofa bed', 'sofa')).toBe(true);
    expect(areRelated('furniture', 'chair')).toBe(true);
    expect(areRelated('chair', 'furniture')).toBe(true);
    expect(areRelated('chair', 'table')).toBe(false);
    expect(areRelated('dress', 'jeans')).toBe(false);
    expect(areRelated('vase', 'rug')).toBe(false);
  });

  it('knows what is too broad to search for', () => {
    for (const noun of ['furniture', 'clothing', 'lighting', 'footwear', 'tableware', 'seating']) {
      expect(isGeneric(noun), noun).toBe(true);
    }
    for (const noun of ['chair', 'lamp', 'dress', 'shoes', 'no such noun']) {
      expect(isGeneric(noun), noun).toBe(false);
    }
  });

  it('knows what has the colour of its kind', () => {
    for (const noun of ['houseplant', 'monstera', 'bouquet', 'mirror', 'tv', 'wine glass']) {
      expect(hasInherentColor(noun), noun).toBe(true);
    }
    for (const noun of ['sofa', 'plant pot', 'dress']) {
      expect(hasInherentColor(noun), noun).toBe(false);
    }
  });

  it('knows the department', () => {
    expect(domainOf('sofa')).toBe('home');
    expect(domainOf('loafers')).toBe('fashion');
    expect(domainOf('no such noun')).toBeNull();
  });
});
