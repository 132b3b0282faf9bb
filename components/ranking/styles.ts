/** The style sheet of the ranking, tokens included, as text for its shadow root. */
export { default as rankingStyles } from './ranking.css?inline';
