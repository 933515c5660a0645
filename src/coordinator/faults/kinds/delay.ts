import { BURST } from '../arguments/burst.js';
import { CHANCE } from '../arguments/chance.js';
import { setting } from '../arguments/setting.js';
import { TARGETS } from '../arguments/targets.js';
import { WINDOW } from '../arguments/window.js';
import { defineFault } from '../define-fault.js';
import { edgeChance } from '../edge-chance.js';

const PASSES = setting({ name: 'passes', min: 1, max: 100, fallback: 1 });

/** Blobs arrive some passes after the one in which they were exported. */
export const delay = defineFault({
  name: 'delay',
  summary: 'blobs arrive some passes later',
  example: 'delay=20%:passes=2',
  effect: 'late',
  grammar: { chance: CHANCE, targets: TARGETS, passes: PASSES, burst: BURST, window: WINDOW },
  plant: (values, place) => ({
    type: 'blobs',
    last_pass: values.window?.stop ?? null,
    strikes: edgeChance(values, place),
    alter: (copies) =>
      copies.map((copy) => ({ ...copy, delay_passes: copy.delay_passes + values.passes })),
  }),
  draw: (random) => `delay=${random.integer(20, 50)}%:passes=${random.integer(1, 3)}`,
});
