// Coordination instead of merging, under the same workloads: one session store that all agents share, and its
// lease that an agent must hold to write. Every write is committed under the lease's fence, so whoever writes has
// seen all that was committed before: nothing is concurrent, nothing conflicts, and nothing is ever merged. The
// price stands in `apply`, which holds the wait for the lease, the claim and the commit.
//
// Where the store lies is the harness's doing. Faults of the network and racing exchanges mean nothing to agents
// that exchange through a store, and are refused.

import { createStrategy } from './leased/strategy.js';
import { openSharedStore } from './leased/open-store.js';
import type { Strategy } from './strategy.js';

export const leased: Strategy = createStrategy(openSharedStore);
