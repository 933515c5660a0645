// Last write wins, per field and blind to kinds: the silent corruption that most shared stores run today,
// implemented as well as it can be, so that what it loses is the method's fault and not the code's.
//
// Every field is one register. A write is the application's read-modify-write against its own replica; a
// merge keeps the register with the higher Lamport clock, ties going to the later agent id (bytes of its
// UTF-8) and then the later op. That order is total, so replicas converge, on one writer's view of each
// field. `happens_after` changes nothing: a register that keeps one value has no place to remember what
// that value follows, and the clock already follows all that its writer had received.
//
// A writer whose clock is ahead stamps its writes as many ticks late as that: it wins against whoever writes
// at once, as a fast wall clock does in the stores this stands for. Whoever has received such a write sets
// its own clock by it, so what follows the fast clock's write still supersedes it.

import type { ExportScope, StateBlob } from '../model/blob.js';
import type { Reading } from '../model/reading.js';
import type { Write } from '../model/write.js';
import type { Register } from './lww/register.js';
import { contentAfter, readingOf } from './lww/register.js';
import { RegisterTable } from './lww/table.js';
import type { Replica, ReplicaContext, Strategy } from './strategy.js';

class LwwReplica implements Replica {
  readonly #table = new RegisterTable();
  /** Fields this replica's agent wrote since the last delta export. */
  readonly #unexported = new Set<string>();
  readonly #clock_ahead: number;
  /** As many ticks as the longest chain of writes that this replica knows, by the clocks it received. */
  #clock = 0;

  constructor({ clock_ahead = 0 }: ReplicaContext) {
    this.#clock_ahead = clock_ahead;
  }

  apply(write: Write): void {
    const { agent_id, op_id, field } = write;
    const content = contentAfter(this.#table.get(field)?.content, write);
    this.#clock += 1;
    this.#table.put({ field, clock: this.#clock + this.#clock_ahead, agent_id, op_id, content });
    this.#unexported.add(field);
  }

  export(scope: ExportScope): StateBlob {
    if (scope === 'full') return this.#table.encode();
    const changed = this.#table.encode(this.#unexported);
    this.#unexported.clear();
    return changed;
  }

  version(): StateBlob {
    return this.#table.version();
  }

  exportSince(version: StateBlob): StateBlob {
    return this.#table.encodeSince(version);
  }

  import(blobs: readonly StateBlob[]): void {
    // The highest clock of all wins its register, so the winners alone bring the clock forward.
    this.#clock = Math.max(this.#clock, this.#table.merge(blobs));
  }

  read(): Reading {
    const registers: readonly Register[] = this.#table.registers();
    return { fields: registers.map(readingOf), escalations: [], model_calls: 0 };
  }

  /** Nothing is held outside the heap. */
  dispose(): void {
    return;
  }
}

export const lww: Strategy = {
  name: 'lww',
  summary: 'last write wins per field, blind to kinds: the baseline that loses writes silently',
  version: '1',
  expectation: 'fail',
  capabilities: {
    merges_by_kind: false,
    escalates: false,
    attributes: false,
    calls_model: false,
  },
  memory: {
    replica_bytes: 2 * 1024,
    held_write_bytes: 0,
    held_field_bytes: 1024,
    held_version_bytes: 0,
    thread_limit_bytes: 4 * 1024 ** 3,
  },
  pace: {
    write_ns: 17_000,
    replica_ns: 250_000,
    blob_ns: 300,
    lone_blob_ns: 10_000,
    held_write_ns: 0,
    held_version_ns: 0,
  },
  createReplica: (context) => new LwwReplica(context),
};
