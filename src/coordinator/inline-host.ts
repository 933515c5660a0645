// Shards in the coordinator's own thread: the same code without parallelism, for tests and for debugging a
// strategy with a plain stack trace. Commands are cloned as a thread's would be, so sharing hides nothing.

import type { ShardReply } from '../workers/protocol.js';
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
    // The reply type follows the command; the shard's own switch over `type` is what guarantees it.
    request: (command) => shard.handle(structuredClone(command)) as Promise<ShardReply<never>>,
  };
}
