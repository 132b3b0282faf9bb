/** The overlay's style sheet, tokens included, as text for its shadow root. */
export { default as overlayStyles } from './overlay.css?inline';
