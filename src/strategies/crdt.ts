// The crdt strategy: Loro merges what can be merged, and real conflicts escalate with every contender
// named. crdt/document.ts is the engine, crdt/layout.ts says what lives where in it and why.

import type { ExportScope, StateBlob } from '../model/blob.js';
import type { Reading } from '../model/reading.js';
import type { Dot, ScalarWrite, Write } from '../model/write.js';
import { dotKey } from '../model/write.js';
import type { LoroList, LoroMap } from './crdt/document.js';
import { ENGINE_VERSION, OwnDocument } from './crdt/document.js';
import { joinFrame, joinPackedFrame, splitFrame } from './crdt/frame.js';
import type { PlainMap } from './crdt/layout.js';
import {
  ADDITIONS,
  encodeAddition,
  encodeHead,
  readHeads,
  readPlainState,
  SCALARS,
} from './crdt/layout.js';
import { readingOf } from './crdt/reading.js';
import type { Version } from './crdt/version.js';
import { decodeVersion, encodeVersion, spansBeyond } from './crdt/version.js';
import type { Replica, ReplicaContext, Strategy } from './strategy.js';

/** What is needed of a scalar's current values to overwrite them: their keys, and what they follow. */
interface KnownHead {
  readonly key: string;
  readonly after: readonly Dot[];
}

class CrdtReplica implements Replica {
  readonly #registers: OwnDocument;
  readonly #log: OwnDocument;
  readonly #scalars: LoroMap;
  readonly #additions: LoroList;
  /** The key of this agent's unexported value per scalar: rewriting it costs one operation, not two. */
  readonly #unexported = new Map<string, string>();
  /** The values present per scalar; null until the engine is asked again after an import. */
  #heads: Map<string, readonly KnownHead[]> | null = new Map();

  constructor({ peer_id }: ReplicaContext) {
    this.#registers = new OwnDocument(peer_id);
    this.#log = new OwnDocument(peer_id);
    this.#scalars = this.#registers.map(SCALARS);
    this.#additions = this.#log.list(ADDITIONS);
  }

  apply(write: Write): void {
    if (write.kind === 'scalar') {
      this.#registers.prepareToWrite();
      this.#overwrite(write);
    } else {
      this.#log.prepareToWrite();
      this.#additions.push(encodeAddition(write));
    }
  }

  /** Replaces every value of the scalar that this replica holds by the new one. */
  #overwrite({ field, agent_id, op_id, value, happens_after }: ScalarWrite): void {
    const known = (this.#heads ??= readHeads(this.#plainScalars()));
    const heads = known.get(field) ?? [];
    const key = this.#unexported.get(field) ?? dotKey(agent_id, op_id);
    for (const head of heads) if (head.key !== key) this.#scalars.delete(head.key);
    const after = latestPerAgent([
      ...(happens_after ?? []),
      ...heads.flatMap((head) => head.after),
    ]);
    this.#scalars.set(key, encodeHead(field, { op_id, value, after }));
    this.#unexported.set(field, key);
    known.set(field, [{ key, after }]);
  }

  #plainScalars(): PlainMap {
    const { [SCALARS]: scalars } = this.#registers.read() as Record<string, PlainMap>;
    return scalars ?? {};
  }

  export(scope: ExportScope): StateBlob {
    this.#unexported.clear();
    return joinFrame(this.#registers.export(scope), this.#log.export(scope));
  }

  version(): StateBlob {
    return encodeVersion(this.#held());
  }

  exportSince(version: StateBlob): StateBlob {
    const known = decodeVersion(version);
    this.#unexported.clear();
    const held = this.#held();
    const registers = spansBeyond(held.registers, known.registers);
    const log = spansBeyond(held.log, known.log);
    if (registers.length + log.length === 0) return new Uint8Array(0);
    return joinPackedFrame(this.#registers.exportSpans(registers), this.#log.exportSpans(log));
  }

  #held(): Version {
    return { registers: this.#registers.ends(), log: this.#log.ends() };
  }

  import(blobs: readonly StateBlob[]): void {
    const frames = blobs.map(splitFrame);
    this.#heads = null;
    this.#registers.import(frames.map(([registers]) => registers));
    this.#log.import(frames.map(([, log]) => log));
  }

  read(): Reading {
    const { [ADDITIONS]: additions } = this.#log.read() as Record<string, readonly string[]>;
    return readingOf(readPlainState(this.#plainScalars(), additions ?? []));
  }

  /** A document lives as long as any handle on it, and WASM memory never shrinks: free all of them now. */
  dispose(): void {
    for (const handle of [this.#scalars, this.#additions]) handle.free();
    for (const document of [this.#registers, this.#log]) document.free();
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
