// Bursts: links do not lose single blobs, they go bad for a while (Gilbert, "Capacity of a burst-noise
// channel", 1960).

import { setting } from './setting.js';

/** How many blobs of an edge in a row a strike takes; 1 is no burst. */
export const BURST = setting({ name: 'burst', min: 1, max: 100, fallback: 1 });
