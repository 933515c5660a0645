// LangGraph as a program has it that requires it, or that a bundler has put together: not the copy imported here.

import { createRequire } from 'node:module';
import { Annotation, END, START } from '@langchain/langgraph';
import type * as LangGraph from '@langchain/langgraph';
import type { BaseStore, Operation } from '@langchain/langgraph';
import { expect, it } from 'vitest';
import { SyncedStore } from '../../../src/langgraph/index.js';
import { KEY, NAMESPACE } from './graphs.js';

const require = createRequire(import.meta.url);

it('a graph of a LangGraph that was required loses nothing, and its nodes are known', async () => {
  const store = new SyncedStore();
  const { StateGraph } = require('@langchain/langgraph') as typeof LangGraph;
  const saving =
    (value: string) =>
    async (_: unknown, { store: each }: { store?: BaseStore }) => {
      await each?.put(NAMESPACE, KEY, { found: [value], status: value });
      return {};
    };
  await new StateGraph(Annotation.Root({ turn: Annotation<number> }))
    .addNode('ada', saving('a'))
    .addNode('bob', saving('b'))
    .addEdge(START, 'ada')
    .addEdge(START, 'bob')
    .addEdge('ada', END)
    .addEdge('bob', END)
    .compile({ store })
    .invoke({ turn: 1 });
  expect((await store.get(NAMESPACE, KEY))?.value['found']).toEqual(['a', 'b']);
  expect(store.escalations()[0]?.contenders.map(({ agent_id }) => agent_id)).toEqual([
    'ada',
    'bob',
  ]);
  expect(store.stats().anonymous_writes).toBe(0);
});

/** A wrapper of a copy of LangGraph that nobody can find: it asks for the store's kind, and hands on what it gathered. */
class BundledWrapper {
  readonly #store: SyncedStore;
  readonly #gathered: Operation[] = [];

  constructor(store: SyncedStore) {
    if (store.lg_name === 'AsyncBatchedStore') throw new Error('this is a store');
    this.#store = store;
  }

  put(value: Record<string, unknown>): void {
    this.#gathered.push({ namespace: NAMESPACE, key: KEY, value });
  }

  async handOn(): Promise<void> {
    await this.#store.batch(this.#gathered.splice(0));
  }
}

it('of a wrapper that is not known no put takes the place of another, in one batch or in two', async () => {
  const store = new SyncedStore();
  await store.put(NAMESPACE, KEY, { status: 'before' });
  const wrapper = new BundledWrapper(store);
  wrapper.put({ found: ['a'], status: 'a' });
  wrapper.put({ found: ['b'], status: 'b' });
  await wrapper.handOn();
  wrapper.put({ found: ['c'], status: 'c' });
  await wrapper.handOn();
  expect((await store.get(NAMESPACE, KEY))?.value['found']).toEqual(['a', 'b', 'c']);
  expect(store.escalations()[0]?.contenders.map(({ value }) => value)).toEqual(['a', 'b', 'c']);
  expect(store.stats().anonymous_writes).toBe(4);
});
