// A plug-in: the crdt strategy of which every engine call takes so many percent longer, as in
// `slowed-crdt.js?percent=10`. It spins for that share of what the call itself just took, so a slow-down is
// planted where a slower engine would have it, in proportion, and nowhere else. At 0 it is the crdt with
// the same wrapping: what a comparison with 10 finds is the slow-down alone.

import { crdt } from '../dist/strategies/crdt.js';
import type { Replica, ReplicaContext, Strategy } from '../dist/strategies/strategy.js';

const SHARE = Number(new URL(import.meta.url).searchParams.get('percent') ?? 0) / 100;

export const strategy: Strategy = {
  ...crdt,
  createReplica: (context) => new SlowedReplica(context),
};

class SlowedReplica implements Replica {
  readonly #replica: Replica;

  constructor(context: ReplicaContext) {
    this.#replica = crdt.createReplica(context);
  }

  apply(...args: Parameters<Replica['apply']>): void {
    slowed(() => {
      this.#replica.apply(...args);
    });
  }

  export(...args: Parameters<Replica['export']>): ReturnType<Replica['export']> {
    return slowed(() => this.#replica.export(...args));
  }

  /** The crdt never waits, so there is no promise to follow. */
  import(...args: Parameters<Replica['import']>): ReturnType<Replica['import']> {
    return slowed(() => this.#replica.import(...args));
  }

  read(): ReturnType<Replica['read']> {
    return slowed(() => this.#replica.read());
  }

  dispose(): void {
    this.#replica.dispose();
  }
}

function slowed<T>(call: () => T): T {
  const started_ns = process.hrtime.bigint();
  const result = call();
  const taken_ns = Number(process.hrtime.bigint() - started_ns);
  const until_ns = started_ns + BigInt(Math.round(taken_ns * (1 + SHARE)));
  while (process.hrtime.bigint() < until_ns);
  return result;
}
