/** What Google Cloud Vision can be asked for, under the names of its API. */
export const CLOUD_FEATURES = [
  'LABEL_DETECTION',
  'OBJECT_LOCALIZATION',
  'IMAGE_PROPERTIES',
  'WEB_DETECTION',
] as const;
export type CloudFeature = (typeof CLOUD_FEATURES)[number];

/** When Google is asked: on a click, or for every pin that opens. */
export const ASKING_TIMES = ['click', 'every-pin'] as const;
export type AskingTime = (typeof ASKING_TIMES)[number];

/** What the user wants of Cloud Vision. */
export interface CloudChoices {
  features: readonly CloudFeature[];
  when: AskingTime;
}

/** Billable units of one image: Google counts one for each feature. */
export function unitsFor(features: readonly CloudFeature[]): number {
  return features.length;
}
