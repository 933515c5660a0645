// The langgraph strategy: the store behind `SyncedStore` under the harness's laws and loads. Every replica is
// a store of its own, every field one key of it, every write what an agent in a graph does: read the key,
// change the value, put it back. Blobs are what stores send each other.
//
// LangGraph itself is not here: this is the core that merges, without the runtime that wraps it.

import { decodeBundle, decodeVersion, encodeBundle, encodeVersion } from '../langgraph/bundle.js';
import { exportUpdates, importBundle } from '../langgraph/replication.js';
import { beginScope } from '../langgraph/scopes.js';
import { ESCALATED, isEscalated } from '../langgraph/sentinel.js';
import { StoreCore } from '../langgraph/store-core.js';
import type { Bundle, ItemId, StoreUpdate, StoreVersion } from '../langgraph/store-updates.js';
import { covers } from '../langgraph/store-version.js';
import type { ExportScope, StateBlob } from '../model/blob.js';
import { compareText } from '../model/canonical.js';
import { messageOf } from '../model/problem.js';
import type { Reading } from '../model/reading.js';
import type { Write } from '../model/write.js';
import { dotKey } from '../model/write.js';
import { ENGINE_VERSION } from './crdt/document.js';
import type { ToldField } from './langgraph/field-reading.js';
import { readTold } from './langgraph/field-reading.js';
import type { FieldValue } from './langgraph/field-value.js';
import { MEMBER_KINDS, valueAfter } from './langgraph/field-value.js';
import { partsOf } from './langgraph/parts.js';
import { peerIdsFrom } from './langgraph/peer-ids.js';
import type { Replica, ReplicaContext, Strategy } from './strategy.js';

const NAMESPACE: readonly string[] = ['shared'];

class LanggraphReplica implements Replica {
  readonly #core: StoreCore;
  /** Names of all fields that this replica has heard of. */
  readonly #fields = new Set<string>();
  /** Updates made here since the last delta export. */
  #unexported: StoreUpdate[] = [];
  /** Updates whose predecessors are missing, by who made them and which they are. */
  readonly #early = new Map<string, StoreUpdate>();
  /** States that are news to more than this replica holds. */
  #early_states: Bundle[] = [];

  constructor({ peer_id }: ReplicaContext) {
    const replica_id = BigInt.asUintN(64, peer_id).toString(16).padStart(16, '0');
    this.#core = new StoreCore({
      kinds: MEMBER_KINDS,
      replica_id,
      newPeerId: peerIdsFrom(peer_id),
      // A strategy knows no clock, and nothing that the store says of times is read.
      now: () => 0,
    });
    this.#core.onUpdate((update) => this.#unexported.push(update));
  }

  apply(write: Write): void {
    // A store counts its own writes. Which of the harness's this is, is told in the name of its author.
    const scope = beginScope(dotKey(write.agent_id, write.op_id));
    const id = idOf(write.field);
    const current: FieldValue | null = this.#core.get(id, scope)?.value ?? null;
    this.#fields.add(write.field);
    this.#core.put(id, valueAfter(current, headsIn(current), write), scope);
  }

  export(scope: ExportScope): StateBlob {
    if (scope === 'full') return exportUpdates(this.#core);
    const updates = this.#unexported;
    this.#unexported = [];
    return encodeBundle({ type: 'updates', updates });
  }

  version(): StateBlob {
    return encodeVersion(this.#core.version);
  }

  exportSince(version: StateBlob): StateBlob {
    const known = readVersion(version);
    if (covers(known, this.#core.version)) return new Uint8Array(0);
    return exportUpdates(this.#core, version);
  }

  /** Reads all blobs before any takes effect, so that a bad one changes nothing. */
  import(blobs: readonly StateBlob[]): void {
    const bundles = blobs.map((blob) => decodeBundle(blob));
    for (const bundle of bundles) for (const { key } of contentsOf(bundle)) this.#fields.add(key);
    const early = this.#early_states;
    this.#early_states = [];
    for (const bundle of [...early, ...bundles]) this.#receive(bundle);
    this.#receiveEarly();
  }

  /** What comes before that on which it builds is kept until that has come. */
  #receive(bundle: Bundle): void {
    if (bundle.type === 'updates') {
      for (const update of bundle.updates) this.#early.set(nameOf(update), update);
    } else if (importBundle(this.#core, bundle).gap > 0) {
      this.#early_states.push(bundle);
    }
  }

  #receiveEarly(): void {
    const updates = [...this.#early.values()];
    this.#early.clear();
    for (const [index, receipt] of this.#core.receiveAll(updates).entries()) {
      const update = updates[index];
      if (receipt === 'gap' && update) this.#early.set(nameOf(update), update);
    }
  }

  read(): Reading {
    const states = this.#told().flatMap((told) => readTold(told) ?? []);
    return {
      fields: states.map(({ reading }) => reading),
      escalations: states.flatMap(({ escalations }) => escalations),
      model_calls: 0,
    };
  }

  /** All that the store tells of every field, as anyone who uses it is told. */
  #told(): readonly ToldField[] {
    const conflicts = this.#core.escalations();
    return [...this.#fields].sort(compareText).flatMap((field) => {
      const value = this.#core.get(idOf(field))?.value;
      if (value === undefined) return [];
      const attributed = this.#core.attribution(idOf(field));
      return {
        field,
        value,
        parts: partsOf(
          attributed,
          conflicts.filter(({ key }) => key === field),
        ),
      };
    });
  }

  dispose(): void {
    this.#core.dispose();
  }
}

function idOf(field: string): ItemId {
  return { namespace: NAMESPACE, key: field };
}

function nameOf({ replica_id, sequence }: StoreUpdate): string {
  return `${sequence} ${replica_id}`;
}

function contentsOf(bundle: Bundle): readonly ItemId[] {
  return bundle.type === 'updates' ? bundle.updates : bundle.state.items;
}

/** The texts of the scalar that stand in a value, as the agent reads them there. */
function headsIn(value: FieldValue | null): readonly string[] {
  const scalar = value?.['scalar'];
  if (typeof scalar === 'string') return [scalar];
  if (!isEscalated(scalar)) return [];
  return scalar[ESCALATED].flatMap(({ value: text }) => (typeof text === 'string' ? [text] : []));
}

function readVersion(version: StateBlob): StoreVersion {
  try {
    return decodeVersion(version);
  } catch (thrown) {
    const what = `langgraph version of ${version.length} bytes is unreadable`;
    throw new Error(`${what}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

export const langgraph: Strategy = {
  name: 'langgraph',
  summary: "SyncedStore's core: one merging document per key; escalates real conflicts",
  version: ENGINE_VERSION,
  expectation: 'pass',
  capabilities: { merges_by_kind: true, escalates: true, attributes: true, calls_model: false },
  memory: {
    replica_bytes: 32 * 1024,
    held_write_bytes: 3 * 1024,
    held_field_bytes: 64 * 1024,
    held_version_bytes: 0,
    thread_limit_bytes: 4 * 1024 ** 3,
  },
  pace: {
    write_ns: 250_000,
    replica_ns: 17_000_000,
    blob_ns: 10_000,
    lone_blob_ns: 0,
    held_write_ns: 27_000,
    held_version_ns: 0,
  },
  createReplica: (context) => new LanggraphReplica(context),
};
