import { BURST } from '../arguments/burst.js';
import { CHANCE } from '../arguments/chance.js';
import { TARGETS } from '../arguments/targets.js';
import { WINDOW } from '../arguments/window.js';
import { defineFault } from '../define-fault.js';
import { edgeChance } from '../edge-chance.js';

/** Blobs are lost. What they carried is sent again by later passes, or by the heal. */
export const drop = defineFault({
  name: 'drop',
  summary: 'blobs are lost on their way',
  example: 'drop=10%:burst=3',
  effect: 'lost',
  grammar: { chance: CHANCE, targets: TARGETS, burst: BURST, window: WINDOW },
  plant: (values, place) => ({
    type: 'blobs',
    last_pass: values.window?.stop ?? null,
    strikes: edgeChance(values, place),
    alter: () => [],
  }),
  draw: (random) => `drop=${random.integer(20, 50)}%:burst=${random.integer(1, 3)}`,
});
