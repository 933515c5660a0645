// The crdt strategy: Loro merges what can be merged, and real conflicts escalate with every contender
// named. crdt/document.ts is the engine, crdt/layout.ts says what lives where in it and why.

import type { ExportScope, StateBlob } from '../model/blob.js';
import type { Reading } from '../model/reading.js';
import type { Dot, ScalarWrite, Write } from '../model/write.js';
import { dotKey } from '../model/write.js';
import { ENGINE_VERSION } from './crdt/document.js';
import { CrdtEngine } from './crdt/engine.js';
import { encodeAddition, encodeHead, readHeads, readPlainState } from './crdt/layout.js';
import { readingOf } from './crdt/reading.js';
import type { Replica, ReplicaContext, Strategy } from './strategy.js';

/** What is needed of a scalar's current values to overwrite them: their keys, and what they follow. */
interface KnownHead {
  readonly key: string;
  readonly after: readonly Dot[];
}

class CrdtReplica implements Replica {
  readonly #engine: CrdtEngine;
  /** The key of this agent's unexported value per scalar: rewriting it costs one operation, not two. */
  readonly #unexported = new Map<string, string>();
  /** The values present per scalar; null until the engine is asked again after an import. */
  #heads: Map<string, readonly KnownHead[]> | null = new Map();

  constructor({ peer_id }: ReplicaContext) {
    this.#engine = new CrdtEngine(peer_id);
  }

  apply(write: Write): void {
    if (write.kind === 'scalar') this.#overwrite(write);
    else this.#engine.add(encodeAddition(write));
  }

  /** Replaces every value of the scalar that this replica holds by the new one. */
  #overwrite({ field, agent_id, op_id, value, happens_after }: ScalarWrite): void {
    this.#engine.prepareToOverwrite();
    const known = (this.#heads ??= readHeads(this.#engine.heads()));
    const heads = known.get(field) ?? [];
    const key = this.#unexported.get(field) ?? dotKey(agent_id, op_id);
    for (const head of heads) if (head.key !== key) this.#engine.deleteHead(head.key);
    const after = latestPerAgent([
      ...(happens_after ?? []),
      ...heads.flatMap((head) => head.after),
    ]);
    this.#engine.setHead(key, encodeHead(field, { op_id, value, after }));
    this.#unexported.set(field, key);
    known.set(field, [{ key, after }]);
  }

  export(scope: ExportScope): StateBlob {
    this.#unexported.clear();
    return this.#engine.export(scope);
  }

  version(): StateBlob {
    return this.#engine.version();
  }

  exportSince(version: StateBlob): StateBlob {
    const since = this.#engine.exportSince(version);
    this.#unexported.clear();
    return since;
  }

  requestOf(version: StateBlob): StateBlob {
    return this.#engine.requestOf(version);
  }

  exportRequested(version: StateBlob, request: StateBlob): StateBlob {
    const requested = this.#engine.exportRequested(version, request);
    this.#unexported.clear();
    return requested;
  }

  import(blobs: readonly StateBlob[]): void {
    this.#heads = null;
    this.#engine.import(blobs);
  }

  read(): Reading {
    return readingOf(readPlainState(this.#engine.heads(), this.#engine.additions()));
  }

  dispose(): void {
    this.#engine.dispose();
  }
}

/** A dot stands for its agent's writes up to it, so the latest of each agent says it all. */
function latestPerAgent(dots: readonly Dot[]): readonly Dot[] {
  if (dots.length < 2) return dots;
  const latest = new Map<string, number>();
  for (const [agent, op] of dots) latest.set(agent, Math.max(op, latest.get(agent) ?? 0));
  return [...latest];
}

export const crdt: Strategy = {
  name: 'crdt',
  summary:
    'Loro CRDT: merges sets, texts and scalars; escalates real conflicts with every contender',
  version: ENGINE_VERSION,
  expectation: 'pass',
  capabilities: { merges_by_kind: true, escalates: true, attributes: true, calls_model: false },
  memory: {
    replica_bytes: 32 * 1024,
    held_write_bytes: 512,
    held_field_bytes: 1024,
    held_version_bytes: 160,
    thread_limit_bytes: 4 * 1024 ** 3,
  },
  pace: {
    write_ns: 47_000,
    replica_ns: 2_200_000,
    blob_ns: 37_000,
    lone_blob_ns: 0,
    held_write_ns: 830,
    held_version_ns: 7_900,
  },
  createReplica: (context) => new CrdtReplica(context),
};
