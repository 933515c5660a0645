// Shards in the coordinator's own thread: the same code without parallelism, for tests and for debugging a
// strategy with a plain stack trace. Commands are cloned as a thread's would be, so sharing hides nothing.

import type { StrategyLoader } from '../workers/shard.js';
import { InlineTracks } from '../workers/race/inline-track.js';
import type { RaceTrack } from '../workers/race/track.js';
import { Shard } from '../workers/shard.js';
import type { ShardHost, ShardLink } from './shard-link.js';

/** @param load where strategies come from, if not from the registry and plug-ins. */
export function createInlineHost(shards: number, load?: StrategyLoader): ShardHost {
  return {
    threads: shards,
    open: () => ({
      links: new InlineTracks(shards).tracks.map((track) => createInlineLink(load, track)),
      parallel: false,
      close: () => Promise.resolve(),
    }),
    destroy: () => Promise.resolve(),
  };
}

function createInlineLink(load: StrategyLoader | undefined, track: RaceTrack): ShardLink {
  const shard = new Shard(load, track);
  return {
    request: (command) => shard.handle(structuredClone(command)),
  };
}
