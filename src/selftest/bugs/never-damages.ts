import type { LinkBug } from '../planted-bug.js';
import { under } from '../scene.js';
import { CROWDED_ONCE } from '../workload-shape.js';

/** The harness's own: blobs that were to be damaged reach their receivers whole. */
export const neverDamages: LinkBug = {
  name: 'damages no blob it should damage',
  where: 'link',
  planted_in: 'crdt',
  property: {
    type: 'check',
    name: 'faults',
    verdict: 'UNKNOWN',
    scene: under(CROWDED_ONCE, { faults: 'corrupt=60%@0' }),
  },
  plant: (link) => ({
    request: (command) => {
      if (command.type !== 'import' || command.arrivals.type !== 'listed') {
        return link.request(command);
      }
      return link.request({ ...command, arrivals: { ...command.arrivals, damages: null } });
    },
  }),
};
