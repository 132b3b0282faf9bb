import {
  collects,
  dataCollectionOf,
  justificationFor,
  type Listing,
  type Manifest,
  permissionsOf,
} from './listing.ts';

/** Everything that the Chrome Web Store's forms ask for, in their order, as Markdown. */
export function chromeAnswers(listing: Listing, manifest: Manifest): string {
  const { dataUse } = listing;
  return document('Chrome Web Store', listing, manifest, [
    ['Category', listing.category.chrome],
    ['Single purpose', listing.singlePurpose],
    ['Permission justifications', justifications(listing, manifest)],
    ['Remote code', `No. ${listing.remoteCode.reason}`],
    [
      'Data usage',
      list(
        Object.entries(dataUse.chrome).map(([data, use]) => {
          const reason = collects(use, manifest);
          return `${words(data)}: ${reason === null ? 'no' : `yes. ${reason}`}`;
        }),
      ),
    ],
    ['Certified', list(dataUse.certified)],
  ]);
}

/** Everything that addons.mozilla.org's forms ask for, in their order, as Markdown. */
export function firefoxAnswers(listing: Listing, manifest: Manifest): string {
  return document('addons.mozilla.org', listing, manifest, [
    ['Category', listing.category.firefox],
    ['Platforms', listing.platforms.firefox],
    ['Licence', listing.licence],
    [
      'Data collection (declared in the manifest)',
      list(
        dataCollectionOf(manifest).map((data) => `${data}: ${listing.dataUse.firefox[data] ?? ''}`),
      ),
    ],
    ['Permissions, for the reviewer', justifications(listing, manifest)],
    ['Notes for the reviewer', listing.reviewNotes],
  ]);
}

function document(
  store: string,
  { name, summary, language, description }: Listing,
  { version }: Manifest,
  sections: readonly (readonly [title: string, text: string])[],
): string {
  const all = [
    ['Name', name],
    ['Version', version],
    ['Summary', summary],
    ['Language', language],
    ['Description', description],
    ...sections,
    ['Privacy policy', 'privacy.md'],
  ];
  const texts = all.map(([title, text]) => `## ${title}\n\n${text}\n`);
  return [`# ${store}\n`, ...texts].join('\n');
}

/** Each justification once, with all that it covers. */
function justifications(listing: Listing, manifest: Manifest): string {
  const needed = permissionsOf(manifest).map((one) => justificationFor(listing, one));
  return list(
    [...new Set(needed)].flatMap((key) =>
      key === null ? [] : [`${key}: ${listing.permissions[key] ?? ''}`],
    ),
  );
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** "websiteContent" as "Website content". */
function words(key: string): string {
  const spaced = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
