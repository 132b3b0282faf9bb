/** True in the build for end-to-end tests, which must see into the shadow root. */
declare const __OPEN_SHADOW_ROOT__: boolean;
