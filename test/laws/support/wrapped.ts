// A sound strategy with some operations of its replicas replaced. Unlike test/support/overriding.ts it keeps
// versions and deltas by version, so that a repetition exchanges with it as with the strategy itself.

import type { Replica, ReplicaContext, Strategy } from '../../../src/strategies/strategy.js';

/** What is replaced. `another` makes a second sound replica for the same agent. */
export type Change = (
  sound: Replica,
  another: () => Replica,
  context: ReplicaContext,
) => Partial<Replica>;

export function wrapped(strategy: Strategy, change: Change): Strategy {
  return {
    ...strategy,
    createReplica: (context) => {
      const sound = strategy.createReplica(context);
      return {
        ...bound(sound),
        ...change(sound, () => strategy.createReplica(context), context),
      };
    },
  };
}

function bound(sound: Replica): Replica {
  return {
    apply: (write) => {
      sound.apply(write);
    },
    export: (scope) => sound.export(scope),
    ...versionsOf(sound),
    import: (blobs) => sound.import(blobs),
    read: () => sound.read(),
    dispose: () => {
      sound.dispose();
    },
  };
}

function versionsOf(sound: Replica): Pick<Replica, 'version' | 'exportSince'> {
  if (!sound.version || !sound.exportSince) return {};
  return { version: sound.version.bind(sound), exportSince: sound.exportSince.bind(sound) };
}
