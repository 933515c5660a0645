import type { Topology } from './topology.js';

/** Everyone receives everyone's blob in every exchange: N(N-1) messages a round. */
export const mesh: Topology = {
  name: 'mesh',
  summary: 'every agent receives the blob of every other agent in every exchange',
  passes_per_exchange: 1,
  routes: () => ({ type: 'everyone_to_everyone' }),
  bound: () => ({ passes: 1, type: 'certain', reason: 'everyone receives from everyone' }),
};
