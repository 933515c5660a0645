import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DurableSource } from '../../../src/langgraph/disk/durable-source.js';
import { openDurable } from '../../../src/langgraph/disk/open-durable.js';
import { beginScope } from '../../../src/langgraph/scopes.js';
import { StoreCore } from '../../../src/langgraph/store-core.js';
import type { StoreUpdate, UpdateSource } from '../../../src/langgraph/store-updates.js';
import { useTemporaryFolder } from '../../results/study/temporary-folder.js';

const folder = useTemporaryFolder();
const id = { namespace: ['team'], key: 'k' };

/** What another store wrote: twice to one key, so that the second rests on the first. */
function foreignWrites(): { readonly core: StoreCore; readonly sent: readonly StoreUpdate[] } {
  const core = new StoreCore();
  const sent: StoreUpdate[] = [];
  core.onUpdate((update) => sent.push(update));
  const author = beginScope('ada');
  core.put(id, { status: 'draft' }, author);
  core.put(id, { status: 'final' }, author);
  return { core, sent };
}

/** A store that takes what it is brought, and then throws what one of its listeners threw. */
function alarmed(core: StoreCore): UpdateSource {
  const thenThrow = (take: () => unknown) => (): never => {
    take();
    throw new Error('a listener throws');
  };
  return {
    replica_id: core.replica_id,
    get version() {
      return core.version;
    },
    onUpdate: (listener) => core.onUpdate(listener),
    state: (since) => core.state(since),
    receive: (update) => thenThrow(() => core.receive(update))(),
    receiveAll: (updates) => thenThrow(() => core.receiveAll(updates))(),
    absorb: (state) => {
      thenThrow(() => {
        core.absorb(state);
      })();
    },
  };
}

/** What each way of hearing of other stores leaves on disk. */
async function keptAfter(hear: (durable: DurableSource) => void): Promise<unknown> {
  const path = join(folder.path, 'store');
  const durable = await openDurable(alarmed(new StoreCore()), { path });
  expect(() => {
    hear(durable);
  }).toThrow('a listener throws');
  await durable.close();
  const again = new StoreCore();
  await (await openDurable(again, { path })).close();
  return again.get(id)?.value;
}

describe('a store on disk whose listeners throw', () => {
  it('keeps an update that it received', async () => {
    const [first] = foreignWrites().sent;
    const kept = await keptAfter((durable) => durable.receive(first as StoreUpdate));
    expect(kept).toEqual({ status: 'draft' });
  });

  it('keeps updates that came together, those that came before their turn too', async () => {
    const { sent } = foreignWrites();
    const together = [...sent].reverse().concat(sent);
    const kept = await keptAfter((durable) => durable.receiveAll(together));
    expect(kept).toEqual({ status: 'final' });
  });

  it('keeps a state that it absorbed', async () => {
    const { core } = foreignWrites();
    const kept = await keptAfter((durable) => {
      durable.absorb(core.state());
    });
    expect(kept).toEqual({ status: 'final' });
  });
});
