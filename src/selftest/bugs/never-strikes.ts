import type { FaultMix } from '../../coordinator/faults/mix.js';
import { mixOf } from '../../coordinator/faults/plan-of.js';
import { hashFraction } from '../../coordinator/faults/hash.js';
import type { SceneBug } from '../planted-bug.js';
import { under } from '../scene.js';
import { CROWDED_ONCE } from '../workload-shape.js';

const asked = under(CROWDED_ONCE, { faults: 'drop=30%' });

/** A fault of 30 %, whose probability is rounded to a whole number before it is used. */
export const neverStrikes: SceneBug = {
  name: 'rounds the probability of a fault to 0',
  where: 'scene',
  planted_in: 'crdt',
  property: {
    type: 'check',
    name: 'faults',
    verdict: 'UNKNOWN',
    scene: { ...asked, faults: rounded('drop=30%', 0.3) },
  },
  sound: asked,
};

function rounded(text: string, probability: number): FaultMix {
  const mix = mixOf(text);
  if (mix?.type !== 'listed') throw new Error(`${text} names no fault`);
  const faults = mix.faults.map((fault): typeof fault => ({
    ...fault,
    plant: ({ seed }) => ({
      type: 'blobs',
      last_pass: null,
      strikes: ({ pass, sender, receiver }) =>
        hashFraction(seed, pass, sender, receiver) < Math.round(probability),
      alter: () => [],
    }),
  }));
  return { ...mix, faults };
}
