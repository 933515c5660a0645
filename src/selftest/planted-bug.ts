// A planted bug: a sound strategy with one thing wrong in it, and the property that must notice.

import type { Replica, ReplicaContext, Strategy } from '../strategies/strategy.js';
import type { LawName } from './laws.js';
import type { WorkloadShape } from './workload-shape.js';

/** A check of the judge, shown by a repetition of that shape, or a law of a merge, shown by importing. */
export type Property =
  | { readonly type: 'check'; readonly name: string; readonly workload: WorkloadShape }
  | { readonly type: 'law'; readonly name: LawName };

export interface PlantedBug {
  /** What it does, as a verb: `swaps an author`. */
  readonly name: string;
  /** The built-in strategy it is planted in. */
  readonly planted_in: string;
  /** What must notice. */
  readonly property: Property;
  /** What else must, because the bug cannot do the one without the other. Nothing further may. */
  readonly consequences?: readonly string[];
  /** A faulty replica, made of as many sound ones as it needs. */
  readonly plant: (create: CreateReplica, context: ReplicaContext) => Replica;
}

export type CreateReplica = (context: ReplicaContext) => Replica;

export function withBug(sound: Strategy, { name, plant }: PlantedBug): Strategy {
  const create: CreateReplica = (context) => sound.createReplica(context);
  return {
    ...sound,
    name: `${sound.name} that ${name}`,
    createReplica: (context) => plant(create, context),
  };
}

/** A replica that does as `sound` does, but for what is changed. */
export function changed(sound: Replica, changes: Partial<Replica>): Replica {
  return {
    apply: (write) => {
      sound.apply(write);
    },
    export: (scope) => sound.export(scope),
    import: (blobs) => sound.import(blobs),
    read: () => sound.read(),
    dispose: () => {
      sound.dispose();
    },
    ...changes,
  };
}
