// The comparison at another number of agents: all bodies of the table are in the page, one is shown.

import { byId, indexIn, onChoice } from './page.js';

export function enableComparison(): void {
  onChoice('comparison', (choices) => {
    const bodies = byId('comparison').querySelectorAll('tbody');
    bodies.forEach((body, index) => {
      body.hidden = index !== indexIn(choices, 'size');
    });
  });
}
