/**
 * Domains under which Pinterest serves its site (research of November 2026; the tail
 * of each `pinterest.` domain).
 */
export const PINTEREST_DOMAINS = (
  'com fr de ch jp cl ca it co.uk nz ru com.au at pt co.kr es com.mx dk ph th com.uy co nl info ' +
  'kr ie vn com.vn ec mx in pe co.at hu co.in co.nz id com.ec com.py tw be uk com.bo com.pe se'
).split(' ');

/** The match patterns of every Pinterest site, for the manifest. */
export const PINTEREST_MATCH_PATTERNS = PINTEREST_DOMAINS.map(
  (tail) => `https://*.pinterest.${tail}/*`,
);

/** The one host that serves pin images. */
export const IMAGE_HOST = 'i.pinimg.com';
export const IMAGE_HOST_PATTERN = `https://${IMAGE_HOST}/*`;
