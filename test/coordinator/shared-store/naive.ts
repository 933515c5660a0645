// A strategy that shares a store as simply as can be: the whole log in one session's state. And faults that it
// may have: what a store cannot keep an agent from, when the agent does not mind the fence or what it read.

import type { Write } from '../../../src/model/write.js';
import { dotKey } from '../../../src/model/write.js';
import type { Json } from '../../../src/model/json.js';
import { openSqliteStore } from '../../../src/sessions/sqlite/sqlite-store.js';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import { decodeEntry, encodeEntry } from '../../../src/strategies/leased/entry.js';
import { Fold } from '../../../src/strategies/leased/fold.js';
import { leased } from '../../../src/strategies/leased.js';
import type { ReplicaContext, Strategy } from '../../../src/strategies/strategy.js';

const SESSION = 'shared';
const TTL_MS = 1_000;

/** `sound`: none. */
export const FAULTS = {
  sound: () => ({}),
  /** It adds to what it read when it last imported: what others have committed since is overwritten. */
  'writes from a stale read': () => ({ reads: 'at_import' as const }),
  /** It says that it has written what the store refused. */
  'commits without the lease': () => ({ claims: 'never' as const }),
  /** Of each three writes it tells the store of two. */
  'keeps a write to itself': () => ({ skips: (write: Write) => write.op_id % 3 === 2 }),
  /** It goes on under the lease of its first write. */
  'keeps its lease': () => ({ releases: false }),
} satisfies Record<string, () => Partial<Manner>>;

interface Manner {
  readonly reads: 'under_lease' | 'at_import';
  readonly claims: 'each' | 'never';
  readonly skips: (write: Write) => boolean;
  readonly releases: boolean;
}

const SOUND: Manner = {
  reads: 'under_lease',
  claims: 'each',
  skips: () => false,
  releases: true,
};

export function naive(fault: keyof typeof FAULTS): Strategy {
  const manner: Manner = { ...SOUND, ...FAULTS[fault]() };
  return {
    ...leased,
    name: `naive, ${fault}`,
    createReplica: (context) => createReplica(context, manner),
  };
}

function createReplica(
  context: ReplicaContext,
  manner: Manner,
): ReturnType<Strategy['createReplica']> {
  const opened = openSqliteStore(context.session_store?.path ?? '', { durability: 'process' });
  if (!opened.ok) throw new Error(opened.error.message);
  const { store } = opened;
  let known: readonly string[] = [];
  return {
    apply: (write) => {
      if (manner.skips(write)) return;
      const fence = manner.claims === 'each' ? claim(store, context) : 1;
      const entries = manner.reads === 'under_lease' ? read(store) : known;
      known = [...entries, encodeEntry(write)];
      commit(store, write, { fence, state: known, releases_lease: manner.releases });
    },
    export: () => new Uint8Array([1]),
    import: () => {
      known = read(store);
    },
    read: () => {
      const fold = new Fold();
      fold.advance(known.map(decodeEntry), known.length);
      return fold.reading();
    },
    dispose: () => {
      store.close();
    },
  };
}

function claim(store: SyncSessionStore, { agent_id }: ReplicaContext): number {
  const owner = { owner_id: agent_id, incarnation_id: '1', liveness: { type: 'opaque' } } as const;
  const claimed = store.tryClaimLease({ session_id: SESSION, owner, ttl_ms: TTL_MS });
  return claimed.ok && claimed.value.type === 'acquired' ? claimed.value.lease.fence : 1;
}

function read(store: SyncSessionStore): readonly string[] {
  const state = store.readState({ session_id: SESSION });
  return state.ok ? ((state.value?.state ?? []) as readonly string[]) : [];
}

function commit(
  store: SyncSessionStore,
  { agent_id, op_id }: Write,
  terms: { readonly fence: number; readonly state: Json; readonly releases_lease: boolean },
): void {
  const request = {
    ...terms,
    ...{ commit_id: dotKey(agent_id, op_id), turn_index: 0, defers: null },
    completes: { work: [], inputs: [] },
  };
  store.commit({ session_id: SESSION, request });
}
