import { serveEngine } from '../../lib/engine/offscreen.ts';

serveEngine();
