/** Where Pinterest's API is. */
export const PINTEREST_API_HOST = 'api.pinterest.com';

/** The permission for it, which that for all of pinterest.com includes. */
export const PINTEREST_API_HOST_PATTERN = `https://${PINTEREST_API_HOST}/*`;
