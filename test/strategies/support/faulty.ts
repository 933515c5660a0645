// One planted fault per law, each a sound strategy with some operation of its replicas replaced.

import type { StateBlob } from '../../../src/model/blob.js';
import type { FieldReading, Reading } from '../../../src/model/reading.js';
import type { Replica, ReplicaContext, Strategy } from '../../../src/strategies/strategy.js';
import { since, version } from './gossiping.js';
import type { LAWS } from './laws.js';
import { scalar } from './writes.js';

type Fault = (sound: Replica, another: () => Replica) => Partial<Replica>;

/** The fault that each law must find. */
export const FAULTS: Readonly<Record<keyof typeof LAWS, Fault>> = {
  'replicas that received the same hold the same': prefersItsOwn,
  'import is commutative': prefersLatestArrival,
  'import is associative': exportsOnlyItsOwn,
  'import is idempotent': countsImports,
  'a batch is its blobs one by one': importsFirstOfBatch,
  'a full export holds the whole state': exportsOnlyItsOwn,
  'deltas add up to the full state': exportsOneDelta,
  'blobs are read from shared memory and never written to': overwritesBlobs,
  'damaged blobs are refused': toleratesDamage,
};

export function withFault(strategy: Strategy, fault: Fault): Strategy {
  const createReplica = (context: ReplicaContext): Replica => {
    const sound = strategy.createReplica(context);
    return {
      apply: (write) => {
        sound.apply(write);
      },
      export: (scope) => sound.export(scope),
      ...(sound.version && { version: () => version(sound) }),
      ...(sound.exportSince && { exportSince: (known) => since(sound, known) }),
      import: (blobs) => sound.import(blobs),
      read: () => sound.read(),
      dispose: () => {
        sound.dispose();
      },
      ...fault(sound, () => strategy.createReplica(context)),
    };
  };
  return { ...strategy, name: `faulty ${strategy.name}`, createReplica };
}

/** What this replica's own agent wrote wins over everything received. */
function prefersItsOwn(sound: Replica, another: () => Replica): Partial<Replica> {
  const own = another();
  return {
    apply: (write) => {
      sound.apply(write);
      own.apply(write);
    },
    read: () => overlaid(sound.read(), own.read()),
  };
}

/** What came last wins over everything received before: ties are broken by the order of arrival. */
function prefersLatestArrival(sound: Replica, another: () => Replica): Partial<Replica> {
  let latest = another();
  return {
    import: (blobs) => {
      latest = another();
      void latest.import(blobs.slice(-1));
      return sound.import(blobs);
    },
    read: () => overlaid(sound.read(), latest.read()),
  };
}

function overlaid(under: Reading, over: Reading): Reading {
  const fields = new Map<string, FieldReading>();
  for (const field of [...under.fields, ...over.fields]) fields.set(field.field, field);
  return { ...under, fields: [...fields.values()] };
}

/** Forwards nothing that it received. */
function exportsOnlyItsOwn(sound: Replica, another: () => Replica): Partial<Replica> {
  const own = another();
  return {
    apply: (write) => {
      sound.apply(write);
      own.apply(write);
    },
    export: (scope) => (scope === 'full' ? own.export('full') : sound.export('delta')),
  };
}

/** Holds a number that grows with every blob. */
function countsImports(sound: Replica): Partial<Replica> {
  let value = 0;
  return {
    import: (blobs) => {
      value += blobs.length;
      return sound.import(blobs);
    },
    read: () => {
      const reading = sound.read();
      const count: FieldReading = { field: 'imports', kind: 'scalar', value, authors: [] };
      return { ...reading, fields: [...reading.fields, count] };
    },
  };
}

function importsFirstOfBatch(sound: Replica): Partial<Replica> {
  return { import: (blobs) => sound.import(blobs.slice(0, 1)) };
}

/** After the first delta, there is nothing new to say. */
function exportsOneDelta(sound: Replica, another: () => Replica): Partial<Replica> {
  let exported = false;
  return {
    export: (scope) => {
      if (scope === 'full') return sound.export('full');
      const source = exported ? another() : sound;
      exported = true;
      return source.export('delta');
    },
  };
}

function overwritesBlobs(sound: Replica): Partial<Replica> {
  return {
    import: async (blobs: readonly StateBlob[]) => {
      await sound.import(blobs);
      for (const blob of blobs) if (blob.buffer instanceof SharedArrayBuffer) blob.fill(0);
    },
  };
}

/** Makes of a blob that it cannot read what it can. */
function toleratesDamage(sound: Replica): Partial<Replica> {
  return {
    import: (blobs) => {
      try {
        return sound.import(blobs);
      } catch {
        sound.apply(scalar(['nobody', 0], 'recovered', true));
      }
    },
  };
}
