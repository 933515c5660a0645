// SyncedStore where the stock store stood: each behaviour is asked of both.

import {
  AsyncBatchedStore,
  InMemoryStore,
  InvalidNamespaceError,
} from '@langchain/langgraph-checkpoint';
import { Embeddings } from '@langchain/core/embeddings';
import { describe, expect, it } from 'vitest';
import { SyncedStore } from '../../../src/langgraph/index.js';
import { graphOf, run } from './graphs.js';

/** Counts letters: texts with the same letters point the same way. */
class LetterEmbeddings extends Embeddings {
  constructor() {
    super({});
  }
  embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(Array.from('abcdefghij').map((letter) => text.split(letter).length - 1));
  }
  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map((text) => this.embedQuery(text)));
  }
}

const STORES = {
  InMemoryStore,
  SyncedStore,
};

describe.each(Object.entries(STORES))('%s', (_, Store) => {
  it('gets what was put, with times, and null for what was not', async () => {
    const store = new Store();
    await store.put(['a', 'b'], 'k', { n: 1, nested: { list: [1, { x: null }] } });
    const item = await store.get(['a', 'b'], 'k');
    expect(item).toEqual({
      namespace: ['a', 'b'],
      key: 'k',
      value: { n: 1, nested: { list: [1, { x: null }] } },
      createdAt: expect.any(Date) as Date,
      updatedAt: expect.any(Date) as Date,
    });
    expect(await store.get(['a', 'b'], 'other')).toBeNull();
    expect(await store.get(['a'], 'k')).toBeNull();
  });

  it('replaces a value that is put again, fields that are missing with it', async () => {
    const store = new Store();
    await store.put(['a'], 'k', { n: 1, gone: true });
    await store.put(['a'], 'k', { n: 2 });
    expect((await store.get(['a'], 'k'))?.value).toEqual({ n: 2 });
  });

  it('deletes, and takes a put after it as a new item', async () => {
    const store = new Store();
    await store.put(['a'], 'k', { n: 1, old: true });
    await store.delete(['a'], 'k');
    expect(await store.get(['a'], 'k')).toBeNull();
    expect(await store.search(['a'])).toEqual([]);
    await store.delete(['a'], 'never');
    await store.put(['a'], 'k', { n: 2 });
    expect((await store.get(['a'], 'k'))?.value).toEqual({ n: 2 });
  });

  it('searches by prefix, filter, operators, limit and offset', async () => {
    const store = new Store();
    for (const n of [1, 2, 3, 4]) await store.put(['docs', n % 2 ? 'odd' : 'even'], `k${n}`, { n });
    const keys = async (...search: Parameters<InMemoryStore['search']>) =>
      (await store.search(...search)).map(({ key }) => key);
    expect(await keys(['docs'])).toEqual(['k1', 'k3', 'k2', 'k4']);
    expect(await keys(['docs', 'odd'], { filter: { n: 3 } })).toEqual(['k3']);
    expect(await keys(['docs'], { filter: { n: { $gte: 2, $lt: 4 } } })).toEqual(['k3', 'k2']);
    expect(await keys(['docs'], { filter: { n: { $ne: 1 } }, limit: 1, offset: 1 })).toEqual([
      'k2',
    ]);
    expect(await keys(['none'])).toEqual([]);
  });

  it('lists namespaces by prefix, suffix, depth, limit and offset', async () => {
    const store = new Store();
    for (const namespace of [['a', 'b', 'c'], ['a', 'x', 'c'], ['z']]) {
      await store.put(namespace, 'k', { n: 1 });
    }
    expect(await store.listNamespaces()).toEqual([['a', 'b', 'c'], ['a', 'x', 'c'], ['z']]);
    expect(await store.listNamespaces({ prefix: ['a', '*'], suffix: ['c'] })).toHaveLength(2);
    expect(await store.listNamespaces({ maxDepth: 1 })).toEqual([['a'], ['z']]);
    expect(await store.listNamespaces({ limit: 1, offset: 1 })).toEqual([['a', 'x', 'c']]);
  });

  it('answers a mixed batch in order, reads from before its writes, the last put to a key standing', async () => {
    const store = new Store();
    await store.put(['a'], 'k', { n: 0 });
    await store.put(['b'], 'calm', { n: 7 });
    const answers = await store.batch([
      { namespace: ['a'], key: 'k', value: { n: 1 } },
      { namespace: ['b'], key: 'calm' },
      { namespacePrefix: ['a'] },
      { namespace: ['a'], key: 'k', value: { n: 2 } },
      { matchConditions: undefined, limit: 10, offset: 0 },
      { namespace: ['a'], key: 'other', value: null },
    ] as never);
    expect(answers).toMatchObject([
      null,
      { value: { n: 7 } },
      [{ value: { n: 0 } }],
      null,
      [['a'], ['b']],
      null,
    ]);
    expect((await store.get(['a'], 'k'))?.value).toEqual({ n: 2 });
  });

  it('refuses namespaces that are empty, have dots or are reserved', async () => {
    const store = new Store();
    for (const namespace of [[], ['a.b'], [''], ['langgraph', 'x']]) {
      await expect(store.put(namespace, 'k', {})).rejects.toThrow(InvalidNamespaceError);
    }
  });

  it('finds by meaning, by the fields it was told, and not what was put with index false', async () => {
    const store = new Store({
      index: { dims: 10, embeddings: new LetterEmbeddings(), fields: ['title'] },
    });
    await store.put(['docs'], 'one', { title: 'aaaa', body: 'bbbb' });
    await store.put(['docs'], 'two', { title: 'cccc', body: 'aaaa' });
    await store.put(['docs'], 'three', { title: 'aaaa' }, false);
    await store.put(['docs'], 'four', { title: 'cccc', body: 'bbbb' }, ['body']);
    const found = await store.search(['docs'], { query: 'b', limit: 1 });
    expect(found.map(({ key, score }) => [key, score])).toEqual([['four', 1]]);
    const [first] = await store.search(['docs'], { query: 'a', limit: 4 });
    expect([first?.key, first?.score]).toEqual(['one', 1]);
  });

  it('works inside a node, where LangGraph batches what is asked', async () => {
    const store = new Store();
    await run(
      graphOf({
        ada: async (each) => {
          await Promise.all([each.put(['a'], 'k', { n: 1 }), each.put(['a'], 'other', { n: 2 })]);
          expect((await each.get(['a'], 'k'))?.value).toEqual({ n: 1 });
          expect(await each.search(['a'])).toHaveLength(2);
          await each.delete(['a'], 'k');
          expect(await each.get(['a'], 'k')).toBeNull();
        },
      }),
      store,
    );
    expect(await store.search(['a'])).toHaveLength(1);
  });
});

describe('what SyncedStore does better', () => {
  it('does not change what a read of the same batch has answered', async () => {
    const store = new SyncedStore();
    await store.put(['a'], 'k', { n: 0 });
    const [, read] = await store.batch([
      { namespace: ['a'], key: 'k', value: { n: 1 } },
      { namespace: ['a'], key: 'k' },
    ] as const);
    expect(read?.value).toEqual({ n: 0 });
  });

  it('hands out items that never change, and takes nothing from what a caller does to them', async () => {
    const store = new SyncedStore();
    const given = { n: 1, nested: { list: ['a'] } };
    await store.put(['a'], 'k', given);
    given.nested.list.push('smuggled');
    const item = await store.get(['a'], 'k');
    if (item) item.value['n'] = 'changed';
    const [found] = await store.search(['a']);
    await store.put(['a'], 'k', { n: 2, nested: { list: ['a', 'b'] } });
    expect(found?.value).toEqual({ n: 1, nested: { list: ['a'] } });
    expect((await store.get(['a'], 'k'))?.value).toEqual({ n: 2, nested: { list: ['a', 'b'] } });
  });

  it('refuses one value of a batch that several callers share, and makes the others', async () => {
    const store = new SyncedStore();
    const wrapper = new AsyncBatchedStore(store);
    wrapper.start();
    const results = await Promise.allSettled([
      wrapper.put(['a'], 'good', { n: 1 }),
      wrapper.put(['a'], 'bad', { n: Number.NaN }),
    ]);
    await wrapper.stop();
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await store.get(['a'], 'good'))?.value).toEqual({ n: 1 });
    await expect(store.put(['a'], 'k', { n: 1n })).rejects.toMatchObject({ code: 'not_json' });
  });

  it('counts writes of nobody known, calls back once per conflict, and resolves', async () => {
    const store = new SyncedStore();
    const seen: string[] = [];
    const stop = store.onEscalation(({ path, contenders }) => {
      seen.push(`${path.join('.')}: ${contenders.length}`);
    });
    await Promise.all([1, 2, 3].map((n) => store.put(['a'], 'k', { n })));
    expect(seen).toEqual(['n: 2']);
    expect(store.stats()).toMatchObject({ writes: 3, anonymous_writes: 3, open_escalations: 1 });
    expect(store.pendingEscalations(['a'])[0]?.contenders).toHaveLength(3);
    expect(store.pendingEscalations(['b'])).toEqual([]);
    await store.resolve(['a'], 'k', 'n', 9, 'chief');
    expect((await store.get(['a'], 'k'))?.value).toEqual({ n: 9 });
    expect(store.escalations()).toEqual([]);
    await expect(store.resolve(['a'], 'k', 'n', 9, 'chief')).rejects.toMatchObject({
      code: 'not_escalated',
    });
    await expect(store.resolve(['a'], 'k', 'n', 9, '')).rejects.toMatchObject({
      code: 'bad_agent_id',
    });
    stop();
    await Promise.all([1, 2].map((n) => store.put(['a'], 'k', { n })));
    expect(seen).toHaveLength(1);
  });

  it('is brought up to date by what another exports, and finds what arrived', async () => {
    const [left, right] = [new SyncedStore(), new SyncedStore()];
    await left.put(['a'], 'k', { found: ['l'] });
    await right.put(['a'], 'k', { found: ['r'] });
    expect(right.importUpdates(left.exportUpdates(right.version()))).toMatchObject({
      applied: 1,
      gap: 0,
    });
    left.importUpdates(right.exportUpdates(left.version()));
    const [found] = await right.search(['a']);
    expect(found?.value).toEqual((await left.get(['a'], 'k'))?.value);
    expect(new Set(found?.value['found'] as string[])).toEqual(new Set(['l', 'r']));
  });
});
