import { describe, expect, it } from 'vitest';
import { exportUpdates, importUpdates } from '../../../src/langgraph/replication.js';
import { beginScope } from '../../../src/langgraph/scopes.js';
import { StoreCore } from '../../../src/langgraph/store-core.js';

const id = { namespace: ['team'], key: 'k' };

/** A store that holds what two agents wrote at once, the later of them here. */
function storeWith(here: string, elsewhere: string): StoreCore {
  const [own, other] = [new StoreCore(), new StoreCore()];
  const author = beginScope(here);
  other.put(id, { status: elsewhere }, beginScope(elsewhere));
  importUpdates(own, exportUpdates(other));
  own.put(id, { status: here }, author);
  return own;
}

describe('who wrote what of a conflict', () => {
  it.each([
    ['ada', 'bob'],
    ['bob', 'ada'],
  ])(
    'stands in the same order where %s wrote last and where it is only read',
    (here, elsewhere) => {
      const writer = storeWith(here, elsewhere);
      const reader = new StoreCore();
      importUpdates(reader, exportUpdates(writer));
      expect(reader.attribution(id)).toEqual(writer.attribution(id));
      expect(reader.escalations()).toEqual(writer.escalations());
    },
  );
});
