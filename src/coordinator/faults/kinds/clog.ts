import { CHANCE } from '../arguments/chance.js';
import { TARGETS } from '../arguments/targets.js';
import { REQUIRED_WINDOW } from '../arguments/window.js';
import { defineFault } from '../define-fault.js';
import { edgeChance } from '../edge-chance.js';

/** An edge is blocked for the whole window, and all that was sent on it arrives in the pass after it. */
export const clog = defineFault({
  name: 'clog',
  summary: 'an edge holds back all its blobs until its window is over',
  example: 'clog=20%@1-3',
  effect: 'late',
  grammar: { chance: CHANCE, targets: TARGETS, window: REQUIRED_WINDOW },
  plant: (values, place) => {
    const { start, stop } = values.window;
    const clogs = edgeChance(values, place);
    return {
      type: 'blobs',
      last_pass: stop,
      // An edge is clogged or not, whatever the pass within the window.
      strikes: (sending) =>
        sending.pass >= start &&
        sending.pass <= stop &&
        clogs({ ...sending, pass: start, attempt: 0 }),
      alter: (copies, { pass }) =>
        copies.map((copy) => ({ ...copy, delay_passes: copy.delay_passes + stop + 1 - pass })),
    };
  },
  draw: (random) => `clog=${random.integer(40, 80)}%@0-${random.integer(1, 4)}`,
});
