import * as v from 'valibot';
import ade20k from '../../assets/vocabulary/ade20k.json' with { type: 'json' };
import coco from '../../assets/vocabulary/coco.json' with { type: 'json' };
import imagenet from '../../assets/vocabulary/imagenet.json' with { type: 'json' };
import labeler from '../../assets/vocabulary/labeler.json' with { type: 'json' };

export * from './nouns.ts';

/** The models whose labels the vocabulary translates into shop nouns. */
export type LabelModel = 'ade20k' | 'coco-ssd' | 'labeler' | 'mobilenet';

/** Labels and their nouns; null where no shop sells such a thing. */
const LabelsSchema = v.record(v.string(), v.nullable(v.string()));

const LABELS: Readonly<Record<LabelModel, ReadonlyMap<string, string | null>>> = {
  ade20k: readLabels(ade20k),
  'coco-ssd': readLabels(coco),
  labeler: readLabels(labeler),
  mobilenet: readLabels(imagenet),
};

/**
 * The shop noun for a model's label, null where it is unknown or nothing a shop sells.
 * An ImageNet class may carry its synonyms after commas, as MobileNet names it; the first
 * is the key. Labels that several classes share (ImageNet's "crane", ADE20K's "screen")
 * have a noun only if all of these classes are that thing.
 */
export function nounFor(model: LabelModel, label: string): string | null {
  const key = model === 'mobilenet' ? firstSynonym(label) : label;
  return LABELS[model].get(key) ?? null;
}

function readLabels(data: unknown): ReadonlyMap<string, string | null> {
  return new Map(Object.entries(v.parse(LabelsSchema, data)));
}

function firstSynonym(className: string): string {
  const [first = ''] = className.split(',');
  return first;
}
