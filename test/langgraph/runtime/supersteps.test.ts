// Who has seen what inside a graph, through the real runtime.

import { InMemoryStore } from '@langchain/langgraph';
import { expect, it } from 'vitest';
import { SyncedStore, actingAs, isEscalated } from '../../../src/langgraph/index.js';
import { KEY, NAMESPACE, graphOf, put, run } from './graphs.js';
import type { Work } from './graphs.js';

async function valueIn(store: InMemoryStore): Promise<Record<string, unknown> | undefined> {
  const item = await store.get(NAMESPACE, KEY);
  return item?.value;
}

const readThenPut =
  (name: string, next: unknown): Work =>
  async (store) => {
    const item = await store.get(NAMESPACE, KEY);
    await store.put(NAMESPACE, KEY, { ...item?.value, [name]: next });
  };

it('two parallel nodes put to one key: the stock store drops one, this one keeps both', async () => {
  const graph = graphOf({ ada: put({ found: ['a'] }), bob: put({ found: ['b'] }) });
  const stock = new InMemoryStore();
  await run(graph, stock);
  expect(await valueIn(stock)).toEqual({ found: ['b'] });

  const synced = new SyncedStore();
  await run(graph, synced);
  expect(await valueIn(synced)).toEqual({ found: ['a', 'b'] });
  expect(synced.escalations()).toEqual([]);
});

it('64 parallel nodes write one key: nothing is lost, and each element is attributed to its node', async () => {
  const names = Array.from({ length: 64 }, (_, index) => `node_${index}`);
  const store = new SyncedStore();
  await run(
    graphOf(Object.fromEntries(names.map((name) => [name, put({ found: [name] })]))),
    store,
  );
  expect(new Set((await valueIn(store))?.['found'] as string[])).toEqual(new Set(names));
  const found = store.attribution(NAMESPACE, KEY).find(({ path }) => path[0] === 'found');
  expect(found?.parts).toHaveLength(64);
  for (const { value, authors } of found?.parts ?? []) {
    expect(authors.map(({ agent_id }) => agent_id)).toEqual([value]);
  }
  expect(store.stats()).toMatchObject({ writes: 64, anonymous_writes: 0 });
});

it('nodes of one superstep that both read the old value conflict', async () => {
  const store = new SyncedStore();
  await store.put(NAMESPACE, KEY, { status: 'new' });
  await run(
    graphOf({ ada: readThenPut('status', 'done'), bob: readThenPut('status', 'failed') }),
    store,
  );
  const [escalation] = store.escalations();
  expect(escalation?.path).toEqual(['status']);
  expect(escalation?.contenders.map(({ agent_id, value }) => [agent_id, value])).toEqual([
    ['ada', 'done'],
    ['bob', 'failed'],
  ]);
  expect(isEscalated((await valueIn(store))?.['status'])).toBe(true);
});

it('a node that reads what a sibling wrote and then writes supersedes it', async () => {
  const store = new SyncedStore();
  let announce = (): void => undefined;
  const written = new Promise<void>((resolve) => (announce = resolve));
  await run(
    graphOf({
      ada: async (each) => {
        await each.put(NAMESPACE, KEY, { status: 'draft' });
        announce();
      },
      bob: async (each, config) => {
        await written;
        await readThenPut('status', 'final')(each, config);
      },
    }),
    store,
  );
  expect(await valueIn(store)).toEqual({ status: 'final' });
});

it('a node that waits for a sibling but does not read has not seen what that wrote', async () => {
  const store = new SyncedStore();
  let announce = (): void => undefined;
  const written = new Promise<void>((resolve) => (announce = resolve));
  await run(
    graphOf({
      ada: async (each) => {
        await each.put(NAMESPACE, KEY, { status: 'draft' });
        announce();
      },
      bob: async (each) => {
        await written;
        await each.put(NAMESPACE, KEY, { status: 'final' });
      },
    }),
    store,
  );
  expect(store.escalations()).toHaveLength(1);
});

it('a later superstep supersedes an earlier one without having read', async () => {
  const store = new SyncedStore();
  await run(
    graphOf(
      { ada: put({ status: 'a' }), bob: put({ status: 'b' }) },
      { chief: put({ status: 'decided' }) },
    ),
    store,
  );
  expect(await valueIn(store)).toEqual({ status: 'decided' });
  expect(store.escalations()).toEqual([]);
});

it('invocations that follow each other supersede, and two at once conflict', async () => {
  const store = new SyncedStore();
  const graph = (value: string) => graphOf({ ada: put({ status: value }) });
  await run(graph('first'), store);
  await run(graph('second'), store);
  expect(await valueIn(store)).toEqual({ status: 'second' });
  await Promise.all([run(graph('left'), store), run(graph('right'), store)]);
  expect(store.escalations()[0]?.contenders.map(({ value }) => value)).toEqual(['left', 'right']);
});

it('actingAs names the agent inside a node', async () => {
  const store = new SyncedStore();
  const acting =
    (agent: string, value: string): Work =>
    (each) =>
      actingAs(agent, () => each.put(NAMESPACE, KEY, { found: [value] }));
  await run(graphOf({ ada: acting('planner', 'p'), bob: acting('critic', 'c') }), store);
  const [found] = store.attribution(NAMESPACE, KEY);
  expect(found?.parts.map(({ authors }) => authors[0]?.agent_id).sort()).toEqual([
    'critic',
    'planner',
  ]);
});

it('puts that one node makes without waiting in between are made one after the other', async () => {
  const store = new SyncedStore();
  const saving = (value: string): Work => put({ found: [value], status: value });
  await run(
    graphOf({
      ada: (...call) => Promise.all([saving('a')(...call), saving('b')(...call)]),
    }),
    store,
  );
  expect(await valueIn(store)).toEqual({ found: ['a', 'b'], status: 'b' });
});
