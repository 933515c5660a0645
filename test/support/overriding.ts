// A sound strategy with some operations of its replicas replaced.

import type { Replica, Strategy } from '../../src/strategies/strategy.js';

export function overriding(
  strategy: Strategy,
  change: (sound: Replica) => Partial<Replica>,
): Strategy {
  return {
    ...strategy,
    createReplica: (context) => {
      const sound = strategy.createReplica(context);
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
        ...change(sound),
      };
    },
  };
}
