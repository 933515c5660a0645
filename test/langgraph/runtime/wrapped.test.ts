// LangGraph's wrapper around a store, made by hand, outside of any graph: each behaviour is asked of both stores.

import { AsyncBatchedStore, InMemoryStore } from '@langchain/langgraph';
import { expect, it } from 'vitest';
import { SyncedStore } from '../../../src/langgraph/index.js';

it.each(Object.entries({ InMemoryStore, SyncedStore }))(
  '%s: what is done through a wrapper in turn is done in turn',
  async (_, Store) => {
    const wrapper = new AsyncBatchedStore(new Store());
    wrapper.start();
    await wrapper.put(['a'], 'k', { n: 1, old: true });
    await wrapper.put(['a'], 'k', { n: 2 });
    expect((await wrapper.get(['a'], 'k'))?.value).toEqual({ n: 2 });
    await wrapper.delete(['a'], 'k');
    expect(await wrapper.get(['a'], 'k')).toBeNull();
    await wrapper.put(['a'], 'k', { n: 3 });
    expect((await wrapper.search(['a'])).map(({ value }) => value)).toEqual([{ n: 3 }]);
    await wrapper.stop();
  },
);
