// What the strategy says of itself, whatever store it is given.

import type { Strategy } from '../strategy.js';
import type { OpenStore } from './connections.js';
import { Connections } from './connections.js';
import { KeptReplica } from './kept-replica.js';
import { LeasedReplica } from './replica.js';

export function createStrategy(open: OpenStore): Strategy {
  const connections = new Connections(open);
  return {
    name: 'leased',
    summary: 'no merging: agents share one session store and hold its lease to write',
    version: '1',
    expectation: 'pass',
    shares: 'session_store',
    capabilities: {
      merges_by_kind: true,
      escalates: true,
      attributes: true,
      calls_model: false,
    },
    // The log and what it comes to are held once per thread, not by each replica.
    memory: {
      replica_bytes: 8 * 1024,
      held_write_bytes: 32,
      held_field_bytes: 64,
      held_version_bytes: 0,
      thread_limit_bytes: 4 * 1024 ** 3,
    },
    pace: {
      write_ns: 300_000,
      replica_ns: 100_000,
      blob_ns: 500,
      lone_blob_ns: 2_000,
      held_write_ns: 500,
      held_version_ns: 0,
    },
    createReplica: (context) => {
      const { session_store } = context;
      if (!session_store) return new KeptReplica();
      return new LeasedReplica(context, connections.join(session_store));
    },
  };
}
