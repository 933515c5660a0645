import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { orderArrivals } from '../../src/langgraph/arrival-order.js';
import { beginScope } from '../../src/langgraph/scopes.js';
import { StoreCore } from '../../src/langgraph/store-core.js';
import type { StoreUpdate } from '../../src/langgraph/store-updates.js';

const ID = { namespace: ['n'], key: 'k' };
const OTHER = { namespace: ['n'], key: 'other' };

function updatesOf(core: StoreCore): StoreUpdate[] {
  const updates: StoreUpdate[] = [];
  core.onUpdate((update) => updates.push(update));
  return updates;
}

/** Two stores that took turns, so that most updates rest on those of the other. */
function conversation(turns: number): readonly StoreUpdate[] {
  const [left, right] = [new StoreCore(), new StoreCore()];
  const updates = updatesOf(left);
  right.onUpdate((update) => updates.push(update));
  for (let turn = 0; turn < turns; turn += 1) {
    const [writer, reader] = turn % 2 === 0 ? [left, right] : [right, left];
    writer.put(ID, { turn, [`by ${turn % 2}`]: turn }, beginScope('ada'));
    reader.receiveAll(updates);
  }
  return updates;
}

describe('updates that come at once', () => {
  const updates = conversation(6);
  const last = new StoreCore();
  last.receiveAll(updates);

  it('are all taken, in whatever order and as often as they stand', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...updates, ...updates], { minLength: 12 }), (shuffled) => {
        const core = new StoreCore();
        const receipts = core.receiveAll(shuffled);
        expect(receipts.filter((receipt) => receipt === 'applied')).toHaveLength(6);
        expect(receipts.filter((receipt) => receipt === 'known')).toHaveLength(6);
        expect(core.get(ID)?.value).toEqual(last.get(ID)?.value);
      }),
      { numRuns: 15 },
    );
  });

  it('wait for what they rest on, and what was taken before is known', () => {
    const [first, second, third] = updates;
    expect(first && second && third).toBeDefined();
    const held = new Map([[first?.replica_id ?? '', 1]]);
    const { ready, receipts } = orderArrivals(updates.slice(2), held);
    expect(ready).toEqual([]);
    expect(receipts).toEqual(['gap', 'gap', 'gap', 'gap']);
    expect(orderArrivals(updates.slice(0, 3), held).receipts).toEqual([
      'known',
      'applied',
      'applied',
    ]);
  });

  it('are told of once per item, and a conflict in them once', () => {
    const [from, beside, to] = [new StoreCore(), new StoreCore(), new StoreCore()];
    const sent = updatesOf(from);
    beside.onUpdate((update) => sent.push(update));
    for (let n = 0; n < 3; n += 1) from.put(ID, { n }, beginScope('ada'));
    beside.put(ID, { n: 'other' }, beginScope('bob'));
    beside.put(OTHER, { n: 0 }, beginScope('bob'));
    const [changed, escalated] = [vi.fn(), vi.fn()];
    to.onChange(changed);
    to.onEscalation(escalated);
    to.receiveAll(sent);
    expect(changed).toHaveBeenCalledTimes(2);
    expect(escalated).toHaveBeenCalledTimes(1);
    expect(escalated).toHaveBeenCalledWith(expect.objectContaining({ key: 'k', path: ['n'] }));
  });
});

describe('a conflict', () => {
  function inConflict(): { readonly core: StoreCore; readonly contend: () => void } {
    const [core, from] = [new StoreCore(), new StoreCore()];
    const sent = updatesOf(from);
    core.put(ID, { n: 1, m: 1 }, beginScope('ada'));
    from.put(ID, { n: 2 }, beginScope('bob'));
    core.receiveAll(sent);
    const contend = (): void => {
      from.put(ID, { n: 2, m: 2 }, beginScope('bob'));
      core.receiveAll(sent);
    };
    return { core, contend };
  }

  it('that was open before anyone listened is not new', () => {
    const { core, contend } = inConflict();
    const escalated = vi.fn();
    core.onEscalation(escalated);
    contend();
    expect(escalated).toHaveBeenCalledTimes(1);
    expect(escalated).toHaveBeenCalledWith(expect.objectContaining({ path: ['m'] }));
  });

  it('stands, and so does the write, where who is told of it throws', () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { core, contend } = inConflict();
    core.onEscalation(() => {
      throw new Error('mine');
    });
    expect(contend).not.toThrow();
    expect(core.escalations()).toHaveLength(2);
    expect(warned).toHaveBeenCalledWith(new Error('mine'));
    warned.mockRestore();
  });

  it('with another one in it is no decision', () => {
    const stores = [{ f: { g: 1 } }, { f: { g: 2 } }, { f: 5 }].map((value, index) => {
      const core = new StoreCore();
      const updates = updatesOf(core);
      core.put(ID, value, beginScope(`agent ${index}`));
      return updates;
    });
    const core = new StoreCore();
    core.receiveAll(stores.flat());
    const [open] = core.escalations();
    const nested = open?.contenders[0]?.value ?? null;
    expect(() => {
      core.resolve(ID, ['f'], nested, 'ed');
    }).toThrow(expect.objectContaining({ code: 'not_json' }));
    expect(core.escalations()).toHaveLength(1);
  });
});

describe('a document that rests', () => {
  it('knows who wrote what in it as before', () => {
    const core = new StoreCore({ maxLiveDocuments: 1 });
    const [ada, bob] = [beginScope('ada'), beginScope('bob')];
    core.put(ID, { a: 1, list: ['x'] }, ada);
    core.put(ID, { b: 1 }, bob);
    core.put(OTHER, { o: 1 }, ada);
    core.put(ID, { a: 3, list: ['x'] }, ada);
    expect(core.get(ID)?.value).toEqual({ a: 3, list: ['x'], b: 1 });
    expect(core.stats()).toMatchObject({ live_documents: 1, open_escalations: 0 });
  });

  it('sends on what is new and nothing that was sent before', () => {
    const core = new StoreCore({ maxLiveDocuments: 1 });
    const updates = updatesOf(core);
    for (let n = 0; n < 30; n += 1) core.put(n % 2 ? ID : OTHER, { n }, beginScope('ada'));
    const lengths = updates.map(({ blob }) => blob.length);
    expect(Math.max(...lengths)).toBeLessThan(3 * (lengths[0] ?? 0));
    const to = new StoreCore();
    to.receiveAll(updates);
    expect(to.get(ID)?.value).toEqual({ n: 29 });
  });
});
