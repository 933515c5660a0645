// The one-line swap as users write it: that this file compiles without a cast is half of what it tests.

import { Annotation, END, InMemoryStore, START, StateGraph } from '@langchain/langgraph';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { expect, it } from 'vitest';
import { SyncedStore } from '../../../src/langgraph/index.js';

const builder = new StateGraph(Annotation.Root({ turn: Annotation<number> }))
  .addNode('ada', async (_, { store }) => {
    await store?.put(['team'], 'shared', { title: 'a' }, ['title']);
    return { turn: 2 };
  })
  .addEdge(START, 'ada')
  .addEdge('ada', END);

it('compiles where the stock store did, with the same options', async () => {
  const index = { dims: 4, embeddings: new FakeEmbeddings(), fields: ['title'] };
  const stores = [
    new InMemoryStore({ index }),
    new SyncedStore(),
    new SyncedStore({ index }),
    new SyncedStore({ index, kinds: { title: 'register' }, maxLiveDocuments: 10 }),
  ];
  for (const store of stores) {
    await builder.compile({ store }).invoke({ turn: 1 });
    const item = await store.get(['team'], 'shared');
    expect(item?.value).toEqual({ title: 'a' });
  }
  await builder.compile({ store: new SyncedStore() }).invoke({ turn: 1 });
});
