// Shards in the coordinator's own thread: the same code without parallelism, for tests and for debugging a
// strategy with a plain stack trace. Commands are cloned as a thread's would be, so sharing hides nothing.

import { Shard } from '../workers/shard.js';
import type { ShardHost, ShardLink } from './shard-link.js';

export function createInlineHost(shards: number): ShardHost {
  return {
    threads: shards,
    open: () => ({
      links: Array.from({ length: shards }, createInlineLink),
      parallel: false,
      close: () => Promise.resolve(),
    }),
    destroy: () => Promise.resolve(),
  };
}

function createInlineLink(): ShardLink {
  const shard = new Shard();
  return {
    request: (command) => shard.handle(structuredClone(command)),
  };
}
