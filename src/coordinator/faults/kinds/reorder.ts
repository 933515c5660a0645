import { deriveSeed } from '../../../model/random.js';
import { CHANCE } from '../arguments/chance.js';
import { TARGETS } from '../arguments/targets.js';
import { WINDOW } from '../arguments/window.js';
import { defineFault } from '../define-fault.js';
import { edgeChance } from '../edge-chance.js';
import type { Copy } from '../fault-plan.js';
import type { Place, Sending } from '../fault.js';
import { hash32, hashFraction } from '../hash.js';

/**
 * A blob is overtaken: it comes after those of its pass that are not struck, in a shuffled order with those
 * that are, and half of them come a pass later still, after the next blob of the same edge.
 */
export const reorder = defineFault({
  name: 'reorder',
  summary: 'blobs are overtaken by others of their pass, or by the next of their edge',
  example: 'reorder=30%',
  effect: 'late',
  grammar: { chance: CHANCE, targets: TARGETS, window: WINDOW },
  plant: (values, place) => ({
    type: 'blobs',
    last_pass: values.window?.stop ?? null,
    strikes: edgeChance(values, place),
    alter: overtake(place),
  }),
  draw: (random) => `reorder=${random.integer(40, 80)}%`,
});

function overtake({ seed }: Place) {
  const [orderSeed, delaySeed] = [deriveSeed(seed, 'order'), deriveSeed(seed, 'delay')];
  return (copies: readonly Copy[], { pass, sender, receiver, attempt }: Sending) => {
    // Above 0, the key of blobs in their place, even where the fraction is 0.
    const order = 1 + hashFraction(orderSeed, pass, sender, receiver, attempt);
    const passes = hash32(delaySeed, pass, sender, receiver, attempt) & 1;
    return copies.map((copy) => ({
      ...copy,
      delay_passes: copy.delay_passes + passes,
      order: copy.order + order,
    }));
  };
}
