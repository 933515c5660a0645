// Embeddings that fail: the stock store embeds before it stores, so that nothing is stored.

import { Embeddings } from '@langchain/core/embeddings';
import { InMemoryStore } from '@langchain/langgraph';
import { expect, it } from 'vitest';
import { SyncedStore } from '../../../src/langgraph/index.js';

class FailingEmbeddings extends Embeddings {
  asked: string[][] = [];
  constructor(readonly refused: string) {
    super({});
  }
  embedQuery(): Promise<number[]> {
    return Promise.resolve([1]);
  }
  embedDocuments(texts: string[]): Promise<number[][]> {
    this.asked.push(texts);
    if (texts.some((text) => text.includes(this.refused))) throw new Error('no model today');
    return Promise.resolve(texts.map(() => [1]));
  }
}

const indexBy = (embeddings: Embeddings) => ({ dims: 1, embeddings, fields: ['title'] });

it.each(Object.entries({ InMemoryStore, SyncedStore }))(
  '%s: a batch whose embeddings fail is refused whole',
  async (_, Store) => {
    const store = new Store({ index: indexBy(new FailingEmbeddings('bad')) });
    await store.put(['a'], 'k', { title: 'good' });
    const batch = store.batch([
      { namespace: ['a'], key: 'other', value: { title: 'good' } },
      { namespace: ['a'], key: 'k', value: { title: 'bad' } },
    ]);
    await expect(batch).rejects.toThrow('no model today');
    expect((await store.get(['a'], 'k'))?.value).toEqual({ title: 'good' });
    expect(await store.get(['a'], 'other')).toBeNull();
  },
);

it('asks for the embeddings of a text once', async () => {
  const embeddings = new FailingEmbeddings('bad');
  const store = new SyncedStore({ index: indexBy(embeddings) });
  await store.put(['a'], 'k', { title: 'good' });
  expect(embeddings.asked).toEqual([['good']]);
});

it('takes what arrives or is decided although its embeddings fail', async () => {
  const [left, right] = [
    new SyncedStore(),
    new SyncedStore({ index: indexBy(new FailingEmbeddings('bad')) }),
  ];
  await left.put(['a'], 'k', { title: 'bad', status: 'new' });
  await right.put(['a'], 'k', { title: 'good', status: 'old' });
  right.importUpdates(left.exportUpdates());
  await right.flushed();
  await right.resolve(['a'], 'k', 'title', 'bad again', 'chief');
  expect((await right.get(['a'], 'k'))?.value['title']).toBe('bad again');
});
