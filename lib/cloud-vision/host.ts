/** Where Google Cloud Vision is. */
export const CLOUD_VISION_HOST = 'vision.googleapis.com';

/** The permission for it, asked for when the user turns Cloud Vision on. */
export const CLOUD_VISION_HOST_PATTERN = `https://${CLOUD_VISION_HOST}/*`;
