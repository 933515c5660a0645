// A coordinator's end of one shard, whether it lives on a thread or inline: ask, and get an answer in time.

import type {
  Phase,
  Replies,
  ShardCommand,
  ShardFailure,
  ShardReply,
} from '../workers/protocol.js';

export interface ShardLink {
  /** Sends one command and answers when it has been carried out, or with a failure when it cannot be. */
  request(command: ShardCommand): Promise<ShardReply>;
}

/** The shards of one repetition, in order of the agents they hold. */
export interface ShardGroup {
  readonly links: readonly ShardLink[];
  /** True where every shard has a thread of its own, so that a start line makes sense. */
  readonly parallel: boolean;
  /** Ends every shard's task after a repetition that went well; after one that did not, destroy the host. */
  close(): Promise<void>;
}

/** Where shards come from: a pool of threads, or this thread. */
export interface ShardHost {
  readonly threads: number;
  open(): ShardGroup;
  /** Ends all threads, also those that hang. */
  destroy(): Promise<void>;
}

/** What a failed reply is thrown as when a shard fails, so that a repetition reads as a straight line. */
export class ShardError extends Error {
  readonly failure: ShardFailure;

  constructor(failure: ShardFailure) {
    super(failure.message);
    this.name = 'ShardError';
    this.failure = failure;
  }
}

/**
 * Sends one shard a command.
 * @throws ShardError where it fails.
 */
export async function askOne<P extends Phase>(
  { links }: ShardGroup,
  shard: number,
  command: ShardCommand & { type: P },
): Promise<Replies[P]> {
  const [reply] = await askAll<P>(links.slice(shard, shard + 1), () => command);
  if (!reply) throw new Error(`no shard ${shard}`);
  return reply;
}

/**
 * Sends each shard its command at once.
 * @throws ShardError with the first failure, without waiting for the others: they may be waiting for it.
 */
export async function askAll<P extends Phase>(
  links: readonly ShardLink[],
  commandFor: (shard: number) => ShardCommand & { type: P },
): Promise<Replies[P][]> {
  return Promise.all(
    links.map(async (link, shard) => {
      const reply = await link.request(commandFor(shard));
      if (!reply.ok) throw new ShardError(reply.failure);
      // A shard answers a command with the reply of its type: its own switch over `type` sees to that.
      return reply.value as Replies[P];
    }),
  );
}
