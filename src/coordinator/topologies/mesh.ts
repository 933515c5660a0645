import type { Topology } from './topology.js';

/** Everyone receives everyone's blob in every exchange: N(N-1) messages a round. */
export const mesh: Topology = {
  name: 'mesh',
  summary: 'every agent receives the blob of every other agent in every exchange',
  deliveries: () => ({ type: 'everyone_to_everyone' }),
};
