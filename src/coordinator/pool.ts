// Threads for shards: a Piscina pool with one long task per worker. The only file that knows Piscina.

import { once } from 'node:events';
import { createRequire } from 'node:module';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { messageOf } from '../model/problem.js';
import type { ShardCommand, ShardFailure, ShardReply } from '../workers/protocol.js';
import type { serveShard } from '../workers/thread.js';
import type { ShardGroup, ShardHost, ShardLink } from './shard-link.js';

// Resolved through package.json "imports": always the built file, also where tests load the sources.
const THREAD_ENTRY = createRequire(import.meta.url).resolve('#thread-entry');

export interface PoolOptions {
  readonly threads: number;
  /** Limit of each thread's JavaScript heap; WASM memory is not bounded by it. */
  readonly heap_limit_mb: number;
  /** The longest one command may take. */
  readonly timeout_ms: number;
  /** Ends everything at once when it aborts. */
  readonly signal: AbortSignal;
}

/** Opens `threads` worker threads that live until the host is destroyed. */
export function createThreadHost(options: PoolOptions): ShardHost {
  const pool = new Piscina<Task, void>({
    filename: THREAD_ENTRY,
    name: 'serveShard',
    minThreads: options.threads,
    maxThreads: options.threads,
    concurrentTasksPerWorker: 1,
    idleTimeout: Infinity,
    resourceLimits: { maxOldGenerationSizeMb: options.heap_limit_mb },
  });
  // A worker that dies also rejects its task, which is where it is answered for; unheard, it would throw.
  pool.on('error', () => undefined);
  const live = new Set<ThreadShard>();
  // One listener for all: a signal warns of a leak when every shard of many brings its own.
  const interrupt = (): void => {
    for (const shard of live) shard.interrupt();
  };
  options.signal.addEventListener('abort', interrupt);
  return {
    threads: options.threads,
    open: () => {
      const shards = Array.from({ length: options.threads }, () => new ThreadShard(pool, options));
      for (const shard of shards) live.add(shard);
      if (options.signal.aborted) interrupt();
      return groupOf(shards, live);
    },
    destroy: async () => {
      options.signal.removeEventListener('abort', interrupt);
      await pool.destroy();
      await Promise.all([...live].map((shard) => shard.abandon()));
    },
  };
}

function groupOf(shards: readonly ThreadShard[], live: Set<ThreadShard>): ShardGroup {
  return {
    links: shards,
    parallel: true,
    close: async () => {
      await Promise.all(shards.map((shard) => shard.end()));
      for (const shard of shards) live.delete(shard);
    },
  };
}

type Task = Parameters<typeof serveShard>[0];
type Settle = (reply: ShardReply) => void;

/** Ports of channels to other shards are handed over, not copied. */
function movedWith(command: ShardCommand): readonly MessagePort[] {
  return command.type === 'connect' ? command.ports.filter((port) => port !== null) : [];
}

class ThreadShard implements ShardLink {
  readonly #port: MessagePort;
  readonly #task: Promise<void>;
  readonly #closed: Promise<unknown>;
  readonly #options: PoolOptions;
  #pending: { settle: Settle; command: ShardCommand } | null = null;
  /** Once dead, a shard answers every command with what killed it. */
  #death: ShardFailure | null = null;

  constructor(pool: Piscina<Task, void>, options: PoolOptions) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#options = options;
    this.#closed = once(port1, 'close');
    port1.on('message', (reply: ShardReply) => this.#pending?.settle(reply));
    this.#task = pool.run({ port: port2 }, { transferList: [port2] }).catch((thrown: unknown) => {
      this.#die(thrown);
    });
  }

  request(command: ShardCommand): Promise<ShardReply> {
    if (this.#death) return Promise.resolve({ ok: false, failure: this.#death });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#fail('timeout', `no answer to ${command.type} in ${this.#options.timeout_ms} ms`);
      }, this.#options.timeout_ms);
      const settle: Settle = (reply) => {
        clearTimeout(timer);
        this.#pending = null;
        resolve(reply);
      };
      this.#pending = { settle, command };
      this.#port.postMessage(command, movedWith(command));
    });
  }

  /** Ends a shard that has been closed, and waits until its task is over. */
  async end(): Promise<void> {
    await this.abandon();
    if (!this.#death) await this.#task;
  }

  /** Lets go of a shard in whatever state; its task ends by itself or with its thread. */
  async abandon(): Promise<void> {
    this.#port.close();
    await this.#closed;
  }

  interrupt(): void {
    this.#fail('interrupted', 'interrupted');
  }

  #die(thrown: unknown): void {
    const code = (thrown as { code?: unknown } | null)?.code;
    const out = code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#fail(out ? 'out_of_memory' : 'died', messageOf(thrown));
  }

  #fail(code: ShardFailure['code'], message: string): void {
    if (this.#death) return;
    this.#death = { code, message, phase: this.#pending?.command.type ?? 'close' };
    this.#pending?.settle({ ok: false, failure: this.#death });
  }
}
