import { deriveSeed } from '../../../model/random.js';
import { CHANCE } from '../arguments/chance.js';
import { setting } from '../arguments/setting.js';
import { TARGETS } from '../arguments/targets.js';
import { WINDOW } from '../arguments/window.js';
import { defineFault } from '../define-fault.js';
import { edgeChance } from '../edge-chance.js';
import type { Copy } from '../fault-plan.js';
import type { Place, Sending } from '../fault.js';
import { hash32 } from '../hash.js';

const TIMES = setting({ name: 'times', min: 2, max: 10, fallback: 2 });

/** A blob arrives `times` times; each copy beyond the first comes in its pass or in the next one. */
export const duplicate = defineFault({
  name: 'duplicate',
  summary: 'blobs arrive more than once, at once or a pass later',
  example: 'duplicate=20%:times=3',
  effect: 'repeated',
  grammar: { chance: CHANCE, targets: TARGETS, times: TIMES, window: WINDOW },
  plant: (values, place) => ({
    type: 'blobs',
    last_pass: values.window?.stop ?? null,
    strikes: edgeChance(values, place),
    alter: repeat(values.times, place),
  }),
  draw: (random) => `duplicate=${random.integer(20, 60)}%:times=${random.integer(2, 4)}`,
});

function repeat(times: number, place: Place) {
  const seed = deriveSeed(place.seed, 'copies');
  return (copies: readonly Copy[], { pass, sender, receiver, attempt }: Sending) => {
    // One bit of the hash per copy says whether it comes a pass later; the first stays where it was.
    const later = hash32(seed, pass, sender, receiver, attempt) << 1;
    return copies.flatMap((copy) =>
      Array.from({ length: times }, (_, nth) => ({
        ...copy,
        delay_passes: copy.delay_passes + ((later >>> nth) & 1),
      })),
    );
  };
}
