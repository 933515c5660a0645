// The core without LangGraph: writes, conflicts, documents that were put away, and what other stores bring.

import { expect, it } from 'vitest';
import { beginScope } from '../../src/langgraph/scopes.js';
import { StoreCore } from '../../src/langgraph/store-core.js';
import type { StoreUpdate } from '../../src/langgraph/store-updates.js';

const ID = { namespace: ['a'], key: 'k' };

const updatesOf = (core: StoreCore): StoreUpdate[] => {
  const updates: StoreUpdate[] = [];
  core.onUpdate((update) => updates.push(update));
  return updates;
};

it('numbers its updates without gaps, and leaves out writes that change nothing', () => {
  const core = new StoreCore({ replica_id: '00000000000000aa', now: () => 5 });
  const updates = updatesOf(core);
  for (const n of [1, 1, 2]) core.put(ID, { n }, beginScope('ada'));
  expect(updates.map(({ sequence, written_at_ms }) => [sequence, written_at_ms])).toEqual([
    [1, 5],
    [2, 5],
  ]);
  expect(core.version).toEqual(new Map([['00000000000000aa', 2]]));
});

it('takes updates in the order of their store: known ones once, none over a gap', () => {
  const [from, to] = [new StoreCore(), new StoreCore()];
  const updates = updatesOf(from);
  for (const n of [1, 2, 3]) from.put(ID, { [`n${n}`]: n }, beginScope('ada'));
  const [first, second, third] = updates as [StoreUpdate, StoreUpdate, StoreUpdate];
  const receipts = [third, first, first, second, third].map((update) => to.receive(update));
  expect(receipts).toEqual(['gap', 'applied', 'known', 'applied', 'applied']);
  expect(to.get(ID)?.value).toEqual(from.get(ID)?.value);
});

it('a write and what another store wrote meanwhile conflict, and one made after it arrived supersedes', () => {
  const [left, right] = [new StoreCore(), new StoreCore()];
  left.put(ID, { n: 'l' }, beginScope('ada'));
  right.put(ID, { n: 'r' }, beginScope('bob'));
  right.absorb(left.state(right.version));
  expect(right.escalations()[0]?.contenders.map(({ agent_id }) => agent_id)).toEqual([
    'ada',
    'bob',
  ]);
  right.put(ID, { n: 'both' }, beginScope('bob'));
  left.absorb(right.state(left.version));
  expect([left.get(ID)?.value, left.escalations()]).toEqual([{ n: 'both' }, []]);
});

it('documents that were put away as bytes merge as if they had not been', () => {
  const core = new StoreCore({ maxLiveDocuments: 1 });
  const other = { namespace: ['a'], key: 'other' };
  const [ada, bob] = [beginScope('ada'), beginScope('bob')];
  core.put(ID, { n: 1 }, ada);
  core.put(other, { n: 0 }, ada);
  core.put(ID, { n: 2 }, ada);
  expect(core.escalations()).toEqual([]);
  core.put(other, { n: 0 }, ada);
  core.put(ID, { n: 3 }, bob);
  expect(core.escalations()[0]?.contenders.map(({ value }) => value)).toEqual([2, 3]);
  expect(core.stats()).toMatchObject({ items: 2, live_documents: 1 });
});

it('absorbs nothing of a state of which one blob cannot be read', () => {
  const [from, to] = [new StoreCore(), new StoreCore()];
  from.put(ID, { n: 1 }, beginScope('ada'));
  from.put({ ...ID, key: 'z' }, { n: 1 }, beginScope('ada'));
  const state = from.state();
  const items = state.items.map((item, index) =>
    index === 1 ? { ...item, blob: new Uint8Array(9) } : item,
  );
  expect(() => {
    to.absorb({ ...state, items });
  }).toThrow();
  expect([to.version.size, to.get(ID)]).toEqual([0, null]);
});

it('keeps hostile names apart from everything else', () => {
  const core = new StoreCore();
  for (const key of ['__proto__', 'constructor']) {
    core.put(
      { namespace: ['__proto__'], key },
      JSON.parse('{"__proto__": {"x": 1}}') as never,
      beginScope('ada'),
    );
    expect(JSON.stringify(core.get({ namespace: ['__proto__'], key })?.value)).toBe(
      '{"__proto__":{"x":1}}',
    );
  }
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

it('a listener that throws is heard of, and the write stands for everyone', () => {
  const core = new StoreCore();
  core.onUpdate(() => {
    throw new Error('full');
  });
  const updates = updatesOf(core);
  expect(() => {
    core.put(ID, { n: 1 }, beginScope('ada'));
  }).toThrow('full');
  expect([updates.length, core.get(ID)?.value]).toEqual([1, { n: 1 }]);
});

it('an update that rests on one of a third store is taken when that has arrived, and not before', () => {
  const [a, b, c] = [new StoreCore(), new StoreCore(), new StoreCore()];
  const [ofA, ofB] = [updatesOf(a), updatesOf(b)];
  a.put(ID, { n: 1, found: ['a'] }, beginScope('ada'));
  for (const update of ofA) b.receive(update);
  b.put(ID, { n: 2, found: ['a', 'b'] }, beginScope('bob'));
  const receipts = [...ofB, ...ofA, ...ofB].map((update) => c.receive(update));
  expect(receipts).toEqual(['gap', 'applied', 'applied']);
  expect(c.get(ID)?.value).toEqual(b.get(ID)?.value);
});
