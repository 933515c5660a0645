// Graphs inside graphs: what is begun inside a task has seen what that task had, and no more.

import { expect, it } from 'vitest';
import { SyncedStore, actingAs } from '../../../src/langgraph/index.js';
import { KEY, NAMESPACE, graphOf, put, run, storeOf } from './graphs.js';
import type { LangGraphRunnableConfig } from '@langchain/langgraph';

const inner = (value: string) => graphOf({ inner: put({ status: value }) }).compile({});

async function statusIn(store: SyncedStore): Promise<unknown> {
  return (await store.get(NAMESPACE, KEY))?.value['status'];
}

it('subgraphs that are nodes of one superstep conflict, though both write after they began', async () => {
  const store = new SyncedStore();
  const graph = graphOf({ first: put({ other: 1 }) });
  graph.addNode('left', inner('left'));
  graph.addNode(
    'right',
    graphOf({ wait: () => Promise.resolve() }, { late: put({ status: 'right' }) }).compile({}),
  );
  graph.addEdge('first', 'left');
  graph.addEdge('first', 'right');
  await run(graph, store);
  expect(store.escalations()[0]?.contenders.map(({ value }) => value)).toEqual(['left', 'right']);
});

it('a subgraph has seen what earlier supersteps of the graph around it wrote, and is seen by later ones', async () => {
  const store = new SyncedStore();
  const graph = graphOf({ first: put({ status: 'first' }) });
  graph.addNode('sub', inner('second'));
  graph.addNode('last', (_: unknown, config: LangGraphRunnableConfig) =>
    storeOf(config)
      .put(NAMESPACE, KEY, { status: 'third' })
      .then(() => ({})),
  );
  graph.addEdge('first', 'sub');
  graph.addEdge('sub', 'last');
  await run(graph, store);
  expect(await statusIn(store)).toBe('third');
  expect(store.escalations()).toEqual([]);
});

it('a graph that a node invokes is seen by what the node writes afterwards', async () => {
  const store = new SyncedStore();
  await run(
    graphOf({
      ada: async (each) => {
        await inner('inner').invoke({ turn: 1 });
        await each.put(NAMESPACE, KEY, { status: 'outer' });
      },
    }),
    store,
  );
  expect(await statusIn(store)).toBe('outer');
});

it('graphs that one node invokes at once conflict', async () => {
  const store = new SyncedStore();
  await run(
    graphOf({
      ada: () =>
        Promise.all([inner('left').invoke({ turn: 1 }), inner('right').invoke({ turn: 1 })]),
    }),
    store,
  );
  expect(store.escalations()).toHaveLength(1);
});

it('an unrelated run that wrote meanwhile is not superseded by later supersteps', async () => {
  const store = new SyncedStore();
  let meanwhile = (): void => undefined;
  let go = (): void => undefined;
  const begun = new Promise<void>((resolve) => (meanwhile = resolve));
  const written = new Promise<void>((resolve) => (go = resolve));
  const slow = run(
    graphOf(
      {
        ada: async () => {
          meanwhile();
          await written;
        },
      },
      { bob: put({ status: 'slow' }) },
    ),
    store,
  );
  await begun;
  await run(graphOf({ quick: put({ status: 'quick' }) }), store);
  go();
  await slow;
  expect(store.escalations()[0]?.contenders.map(({ agent_id }) => agent_id)).toEqual([
    'bob',
    'quick',
  ]);
});

it('parallel nodes of a graph that runs inside actingAs are that agent, and conflict all the same', async () => {
  const store = new SyncedStore();
  const graph = graphOf({ ada: put({ status: 'a' }), bob: put({ status: 'b' }) });
  await actingAs('planner', () => run(graph, store));
  const [escalation] = store.escalations();
  expect(escalation?.contenders.map(({ agent_id }) => agent_id)).toEqual(['planner', 'planner']);
  expect(store.stats().anonymous_writes).toBe(0);
});

it('actingAs inside a node has not seen what a sibling wrote before it was called', async () => {
  const store = new SyncedStore();
  let announce = (): void => undefined;
  const written = new Promise<void>((resolve) => (announce = resolve));
  await run(
    graphOf({
      ada: async (each) => {
        await each.put(NAMESPACE, KEY, { status: 'a' });
        announce();
      },
      bob: async (each) => {
        await written;
        await actingAs('critic', () => each.put(NAMESPACE, KEY, { status: 'b' }));
      },
    }),
    store,
  );
  expect(store.escalations()).toHaveLength(1);
});
