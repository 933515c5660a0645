// A coordinator's end of one shard, whether it lives on a thread or inline: ask, and get an answer in time.

import type { Phase, ShardCommand, ShardFailure, ShardReply } from '../workers/protocol.js';

export interface ShardLink {
  /** Sends one command and answers when it has been carried out, or with a failure when it cannot be. */
  request<P extends Phase>(command: ShardCommand & { type: P }): Promise<ShardReply<P>>;
}

/** The shards of one repetition, in order of the agents they hold. */
export interface ShardGroup {
  readonly links: readonly ShardLink[];
  /** True where every shard has a thread of its own, so that a start line makes sense. */
  readonly parallel: boolean;
  /** Ends every shard's task. Never throws; nothing of the group works afterwards. */
  close(): Promise<void>;
}

/** Where shards come from: a pool of threads, or this thread. */
export interface ShardHost {
  readonly threads: number;
  open(): ShardGroup;
  /** Ends all threads, also those that hang. */
  destroy(): Promise<void>;
}

/** What `request` rejects into when a shard fails, so that a repetition reads as a straight line. */
export class ShardError extends Error {
  readonly failure: ShardFailure;

  constructor(failure: ShardFailure) {
    super(failure.message);
    this.name = 'ShardError';
    this.failure = failure;
  }
}

/** Sends each shard its command at once. @throws ShardError with the first failure. */
export async function askAll<P extends Phase>(
  links: readonly ShardLink[],
  commandFor: (shard: number) => ShardCommand & { type: P },
): Promise<Extract<ShardReply<P>, { ok: true }>['value'][]> {
  const replies = await Promise.all(links.map((link, shard) => link.request(commandFor(shard))));
  return replies.map((reply) => {
    if (!reply.ok) throw new ShardError(reply.failure);
    return reply.value;
  });
}
