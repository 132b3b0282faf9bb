import { describe, expect, it } from 'vitest';
import { chromeAnswers, firefoxAnswers } from '../../../../scripts/store/answers.ts';
import {
  collects,
  faultsOf,
  justificationFor,
  type Manifest,
  permissionsOf,
  readListing,
} from '../../../../scripts/store/listing.ts';

const listing = await readListing();
const VISION = 'https://vision.googleapis.com/*';

function manifestOf(changes: Partial<Manifest> = {}): Manifest {
  return {
    name: listing.name,
    description: listing.summary,
    version: '1.0.0',
    permissions: ['storage'],
    optional_permissions: [],
    host_permissions: ['https://*.pinterest.co.uk/*'],
    optional_host_permissions: [],
    content_scripts: [{ matches: ['https://*.pinterest.co.uk/*'] }],
    browser_specific_settings: {
      gecko: { data_collection_permissions: { required: ['none'], optional: [] } },
    },
    ...changes,
  };
}

describe('the listing', () => {
  it('keeps to the limits of both stores', () => {
    // Those that the schema checks as it is read, once more by hand.
    expect([...listing.summary].length).toBeLessThanOrEqual(132);
    expect([...listing.name].length).toBeLessThanOrEqual(50);
    for (const reason of Object.values(listing.permissions)) {
      expect(reason.length).toBeLessThanOrEqual(1000);
    }
  });

  it('has no exclamation mark', () => {
    expect(JSON.stringify(listing)).not.toContain('!');
  });

  it('justifies hosts by pattern, of one site each', () => {
    expect(justificationFor(listing, 'https://*.pinterest.com.mx/*')).toBe(
      'https://*.pinterest.*/*',
    );
    expect(justificationFor(listing, 'https://*.pinterest.com.evil/x/*')).toBeNull();
    expect(justificationFor(listing, 'https://example.org/*')).toBeNull();
    expect(justificationFor(listing, '<all_urls>')).toBeNull();
  });
});

describe('faultsOf', () => {
  it('finds none in a manifest that is as the listing says', () => {
    expect(faultsOf(listing, manifestOf())).toEqual([]);
  });

  it.each<[string, Partial<Manifest>]>([
    ['a permission', { permissions: ['storage', 'tabs'] }],
    ['an optional permission', { optional_permissions: ['downloads'] }],
    ['an optional host', { optional_host_permissions: ['https://*/*'] }],
    ['a site of the content script', { content_scripts: [{ matches: ['https://example.org/*'] }] }],
    [
      'data that is collected',
      {
        browser_specific_settings: {
          gecko: { data_collection_permissions: { required: ['locationInfo'], optional: [] } },
        },
      },
    ],
    ['another name', { name: 'Magpie' }],
    ['another summary', { description: 'Other' }],
  ])('finds %s that the listing does not have', (_, changes) => {
    expect(faultsOf(listing, manifestOf(changes))).toHaveLength(1);
  });
});

describe('the answers', () => {
  it('name only what the build may do', () => {
    const plain = manifestOf();
    const { websiteContent } = listing.dataUse.chrome;
    expect(permissionsOf(plain)).not.toContain(VISION);
    expect(collects(websiteContent, plain)).toBeNull();
    expect(chromeAnswers(listing, plain)).not.toContain(VISION);
    expect(chromeAnswers(listing, plain)).toContain('- Website content: no');

    const withVision = manifestOf({ optional_host_permissions: [VISION] });
    expect(chromeAnswers(listing, withVision)).toMatch(/- Website content: yes\. \S/);
    expect(chromeAnswers(listing, withVision)).toContain(`- ${VISION}: `);
  });

  it('say of a kind of data why for each host that a build may ask', () => {
    const { authenticationInformation } = listing.dataUse.chrome;
    expect(collects(authenticationInformation, manifestOf())).toBeNull();
    const pinterest = manifestOf({ host_permissions: ['https://*.pinterest.com/*'] });
    expect(collects(authenticationInformation, pinterest)).toMatch(/^An access token [^.]*\.$/);
    const both = { ...pinterest, optional_host_permissions: [VISION] };
    expect(collects(authenticationInformation, both)).toMatch(/ access token .* API key /);
  });

  it('say each justification once, however many hosts it covers', () => {
    const hosts = ['https://*.pinterest.com/*', 'https://*.pinterest.de/*'];
    const answers = firefoxAnswers(listing, manifestOf({ host_permissions: hosts }));
    expect(answers.match(/pinterest\.\*\/\*: /g)).toHaveLength(1);
    expect(answers).toContain('- none: ');
  });
});
