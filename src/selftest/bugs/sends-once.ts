import type { StateBlob } from '../../model/blob.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { under } from '../scene.js';
import { DISTINCT_ONCE } from '../workload-shape.js';

/** Takes what it sent for received, and from then on sends what came since, whatever the receiver says it holds. */
export const sendsOnce: StrategyBug = {
  name: 'takes what it sent for received',
  where: 'strategy',
  planted_in: 'transactional',
  property: {
    type: 'check',
    name: 'convergence',
    verdict: 'FAIL',
    scene: under(DISTINCT_ONCE, { faults: 'drop=100%@0' }),
  },
  // Told that nothing is missing, a replica never gets what it lacks, nor the conflict that it is part of.
  consequences: ['survival', 'escalation'],
  plant: (create, context) => {
    const sound = create(context);
    const own = (): StateBlob => sound.version?.() ?? new Uint8Array(0);
    let sent: StateBlob | null = null;
    let received: StateBlob | null = null;
    return changed(sound, {
      // It is asked for this at the start of every exchange.
      version: () => {
        received = sent;
        return own();
      },
      exportSince: (version) => {
        sent = own();
        return sound.exportSince?.(received ?? version) ?? sound.export('full');
      },
    });
  },
};
