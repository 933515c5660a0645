import { describe, expect, it } from 'vitest';
import { OwnDocument } from '../../../src/strategies/crdt/document.js';

/** A document with one list of its own, and how to add to it. */
function listed(peer: bigint) {
  const document = new OwnDocument(peer);
  const list = document.list('items');
  const add = (item: string): void => {
    document.prepareToWrite();
    list.push(item);
  };
  return { document, add, items: () => document.read() as { items: readonly string[] } };
}

describe('a document of the crdt', () => {
  it('exports each operation in one delta only, and nothing where there is nothing new', () => {
    const { document, add } = listed(1n);
    add('one');
    expect(document.export('delta').length).toBeGreaterThan(0);
    expect(document.export('delta')).toHaveLength(0);
    add('two');
    expect(document.export('delta').length).toBeGreaterThan(0);
  });

  it('makes one join of the same heads, wherever it is made', () => {
    const [a, b, reader] = [listed(1n), listed(2n), listed(3n)];
    a.add('a');
    b.add('b');
    const first = [a.document.export('delta'), b.document.export('delta')];
    a.document.import(first.slice(1));
    b.document.import(first.slice(0, 1));
    a.add('after a');
    b.add('after b');
    const second = [a.document.export('delta'), b.document.export('delta')];
    a.document.import(second.slice(1));
    b.document.import(second.slice(0, 1));
    reader.document.import([...second, ...first]);
    // The log of joins is part of what is read: were the joins two, one would have overwritten the other
    // on one side only.
    expect(a.items()).toEqual(b.items());
    expect(reader.items().items).toEqual(a.items().items);
    expect(a.items().items).toHaveLength(4);
  });

  it('exports a join that nothing of its own was built on', () => {
    const [a, b, c, reader] = [listed(1n), listed(2n), listed(3n), listed(4n)];
    a.add('a');
    b.add('b');
    const firsts = [a.document.export('delta'), b.document.export('delta')];
    a.document.import(firsts.slice(1));
    c.document.import([a.document.export('full')]);
    c.add('on the join');
    reader.document.import([...firsts, a.document.export('delta'), c.document.export('delta')]);
    expect(reader.items().items).toHaveLength(3);
  });

  it('joins nothing more once it is asked where its history ends', () => {
    const [a, b] = [listed(1n), listed(2n)];
    for (const { document, add } of [a, b]) {
      document.ends();
      add('one');
    }
    a.document.import([b.document.export('full')]);
    a.add('two');
    expect([...a.document.ends()].sort()).toEqual([
      ['1', 2],
      ['2', 1],
    ]);
    expect(a.items().items).toHaveLength(3);
  });

  it('knows where its history ends without its state, and exports what is asked for', () => {
    const [a, b] = [listed(1n), listed(2n)];
    a.add('one');
    a.add('two');
    b.document.import([a.document.export('full')]);
    expect(b.document.ends()).toEqual(new Map([['1', 2]]));
    expect(b.document.exportSpans([])).toHaveLength(0);
    const c = listed(3n);
    c.document.import([b.document.exportSpans([{ id: { peer: '1', counter: 0 }, len: 1 }])]);
    expect(c.items().items).toEqual(['one']);
    expect(c.document.ends()).toEqual(new Map([['1', 1]]));
  });

  it('names the blobs that the engine rejected one by one, too', () => {
    const [a, b] = [listed(1n), listed(2n)];
    a.add('a');
    const good = a.document.export('delta');
    b.document.ends();
    expect(() => {
      b.document.import([good.slice(0, -1), good]);
    }).toThrow(/Loro rejected 1 of 2 blobs \(blob 1 of 2: /);
    expect(b.items().items).toEqual(['a']);
  });

  it.each(['join', 'write'] as const)(
    'survives as many heads as Loro cannot write on top of: %s',
    (top) => {
      const { document, add, items } = listed(0n);
      if (top === 'write') document.ends();
      const others = Array.from({ length: 1024 }, (_, index) => listed(BigInt(index + 1)));
      for (const other of others) other.add('theirs');
      document.import(others.map((other) => other.document.export('delta')));
      for (const other of others) other.document.free();
      add('mine');
      const reader = listed(5000n);
      reader.document.import([document.export('full')]);
      expect(reader.items()).toEqual(items());
      expect(reader.items().items).toHaveLength(1025);
    },
  );

  it('names how many of the blobs it was given the engine rejected', () => {
    const [a, b] = [listed(1n), listed(2n)];
    a.add('a');
    const good = a.document.export('delta');
    const bad = Uint8Array.from(good, (byte, index) =>
      index === good.length - 1 ? byte ^ 1 : byte,
    );
    expect(() => {
      b.document.import([good, bad]);
    }).toThrow(/Loro rejected 1 of 2 blobs \(blob 2 of 2: /);
    expect(b.items().items).toEqual(['a']);
  });
});
