import { SOME_TARGETS, chooseTargets } from '../arguments/targets.js';
import { ticks } from '../arguments/ticks.js';
import { defineFault } from '../define-fault.js';

/** The clocks of some writers are ahead, from the first write to the last. */
export const skew = defineFault({
  name: 'skew',
  summary: 'the clocks of some agents are ahead by that many ticks',
  example: 'skew=1000:minority',
  effect: 'contested',
  grammar: { ticks: ticks({ min: 1, max: 1_000_000_000 }), targets: SOME_TARGETS },
  plant: (values, place) => {
    const isTarget = chooseTargets(values.targets, place);
    return {
      type: 'clocks',
      last_pass: null,
      idle_reason:
        'no scalar was written both by an agent whose clock is ahead and by one whose is not',
      ahead: (agent_index) => (isTarget(agent_index) ? values.ticks : 0),
    };
  },
  draw: (random) => `skew=${random.integer(1, 1000)}:minority`,
});
