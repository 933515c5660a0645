import type { Replica } from '../../strategies/strategy.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Holds what the last blob holds, and nothing of those before. */
export const lastImportWins: StrategyBug = {
  name: 'last import wins',
  where: 'strategy',
  planted_in: 'lww',
  property: { type: 'law', name: 'import is commutative' },
  // A delta is never all that its sender holds, and what was exported before a death is never all there was.
  consequences: ['a delta lacks nothing', 'a restart tears nothing apart'],
  plant: (create, context) => {
    let latest: Replica = create(context);
    return changed(latest, {
      apply: (write) => {
        latest.apply(write);
      },
      import: async (blobs) => {
        const next = create(context);
        await next.import(blobs.slice(-1));
        latest = next;
      },
      export: (scope) => latest.export(scope),
      read: () => latest.read(),
    });
  },
};
