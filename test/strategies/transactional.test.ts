import { describe, expect, it } from 'vitest';
import type { Replica } from '../../src/strategies/strategy.js';
import { transactional } from '../../src/strategies/transactional.js';
import { digestText, exchange, readEscalation, readField, replicaOf } from './support/replicas.js';
import { appendText, growSet, scalar } from './support/writes.js';

function team(): [a: Replica, b: Replica, c: Replica] {
  return [
    replicaOf(transactional, 'A'),
    replicaOf(transactional, 'B'),
    replicaOf(transactional, 'C'),
  ];
}

describe('transactional, sets and texts', () => {
  it('unites sets, with every author of every element', async () => {
    const [a, b] = team();
    a.apply(growSet(['A', 0], 'tags', ['crdt', 'agents', 'crdt']));
    a.apply(growSet(['A', 1], 'tags', ['agents']));
    b.apply(growSet(['B', 0], 'tags', ['agents', 1]));
    await exchange([a, b]);
    expect(readField(b, 'tags')).toEqual({
      field: 'tags',
      kind: 'grow_set',
      elements: ['agents', 'crdt', 1],
      authors: [
        [
          ['A', 0],
          ['A', 1],
          ['B', 0],
        ],
        [['A', 0]],
        [['B', 0]],
      ],
    });
  });

  it('joins texts in commit order, with the write of every fragment', async () => {
    const [a, b] = team();
    b.apply(appendText(['B', 0], 'notes', 'b0 '));
    b.apply(appendText(['B', 1], 'notes', 'b1 '));
    b.apply(appendText(['B', 2], 'notes', ''));
    a.apply(appendText(['A', 0], 'notes', 'a0 😀 '));
    await exchange([a, b]);
    a.apply(appendText(['A', 1], 'notes', 'a1'));
    await exchange([a, b]);
    expect(readField(b, 'notes')).toEqual({
      field: 'notes',
      kind: 'append_text',
      text: 'a0 😀 b0 b1 a1',
      spans: [
        { length: 6, author: ['A', 0] },
        { length: 3, author: ['B', 0] },
        { length: 3, author: ['B', 1] },
        { length: 2, author: ['A', 1] },
      ],
    });
  });

  it('puts a fragment after those it declares to follow, whatever the clocks say', async () => {
    const [a, b, c] = team();
    a.apply(appendText(['A', 0], 'notes', 'third ', [['B', 1]]));
    a.apply(appendText(['A', 1], 'notes', 'fourth ', [['B', 1]]));
    b.apply(appendText(['B', 0], 'notes', 'first '));
    b.apply(appendText(['B', 1], 'notes', 'second ', [['C', 5]]));
    c.apply(appendText(['C', 0], 'notes', 'at its clock '));
    await exchange([a, b, c]);
    expect(readField(a, 'notes')).toMatchObject({
      text: 'first at its clock second third fourth ',
    });
  });

  it('reads fields that were written with nothing in them', () => {
    const [a] = team();
    a.apply(growSet(['A', 0], 'tags', []));
    a.apply(appendText(['A', 1], 'notes', ''));
    expect(readField(a, 'tags')).toMatchObject({ elements: [], authors: [] });
    expect(readField(a, 'notes')).toMatchObject({ text: '', spans: [] });
  });
});

describe('transactional, scalars', () => {
  it('has the model decide between concurrent values, and names all contenders', async () => {
    const [a, b] = team();
    b.apply(scalar(['B', 0], 'status', 'draft'));
    a.apply(scalar(['A', 0], 'status', 'published'));
    await exchange([a, b]);
    expect(a.read()).toEqual({
      fields: [{ field: 'status', kind: 'scalar', value: 'draft', authors: [['B', 0]] }],
      escalations: [
        {
          status: 'resolved',
          field: 'status',
          contenders: [
            { agent_id: 'A', op_id: 0, kind: 'scalar', value: 'published' },
            { agent_id: 'B', op_id: 0, kind: 'scalar', value: 'draft' },
          ],
          kind: 'scalar',
          value: 'draft',
        },
      ],
      model_calls: 1,
    });
    expect(digestText(b.read())).toBe(digestText(a.read()));
  });

  it('takes one value written twice for agreement, whoever wrote it', async () => {
    const [a, b] = team();
    a.apply(scalar(['A', 0], 'status', { x: 1, y: -0 }));
    b.apply(scalar(['B', 0], 'status', { y: 0, x: 1 }));
    await exchange([a, b]);
    expect(readField(a, 'status')).toMatchObject({
      authors: [
        ['A', 0],
        ['B', 0],
      ],
    });
    expect(a.read()).toMatchObject({ escalations: [], model_calls: 0 });
  });

  it('takes null for a value', async () => {
    const [a, b] = team();
    a.apply(scalar(['A', 0], 'status', null));
    b.apply(scalar(['B', 0], 'status', 'x'));
    await exchange([a, b]);
    expect(readEscalation(a, 'status')).toMatchObject({ status: 'resolved', value: 'x' });
  });

  it('lets an agent overwrite its own value without a conflict', async () => {
    const [a, b] = team();
    a.apply(scalar(['A', 0], 'status', 1));
    const first = a.export('delta');
    a.apply(scalar(['A', 1], 'status', 2));
    await b.import([a.export('delta')]);
    await b.import([first]);
    expect(readField(b, 'status')).toMatchObject({ value: 2, authors: [['A', 1]] });
    expect(b.read().model_calls).toBe(0);
  });

  it('lets a writer supersede what it had received, decided or not', async () => {
    const [a, b, c] = team();
    a.apply(scalar(['A', 0], 'status', 1));
    b.apply(scalar(['B', 0], 'status', 2));
    await exchange([a, b, c]);
    expect(readEscalation(c, 'status')).toBeDefined();
    c.apply(scalar(['C', 0], 'status', 3));
    expect(readField(c, 'status')).toMatchObject({ value: 3, authors: [['C', 0]] });
    expect(readEscalation(c, 'status')).toBeUndefined();
    await exchange([a, b, c]);
    for (const replica of [a, b, c]) {
      expect(readField(replica, 'status')).toMatchObject({ value: 3, authors: [['C', 0]] });
      expect(replica.read()).toMatchObject({ escalations: [], model_calls: 1 });
    }
  });

  it('lets a writer supersede what it received after its last write to the field', async () => {
    const [a, b] = team();
    a.apply(scalar(['A', 0], 'status', 1));
    b.apply(scalar(['B', 0], 'status', 2));
    await exchange([a, b]);
    a.apply(scalar(['A', 1], 'status', 3));
    await exchange([a, b]);
    expect(readField(b, 'status')).toMatchObject({ value: 3, authors: [['A', 1]] });
    expect(b.read().escalations).toEqual([]);
  });

  it('does not bring back a superseded value where the write in between never came', async () => {
    const [a, b, c] = team();
    a.apply(scalar(['A', 0], 'status', 1));
    const first = a.export('delta');
    await b.import([first]);
    b.apply(scalar(['B', 0], 'status', 2));
    await c.import([b.export('full')]);
    c.apply(scalar(['C', 0], 'status', 3));
    const observer = replicaOf(transactional, 'observer');
    await observer.import([c.export('delta'), first]);
    expect(readField(observer, 'status')).toMatchObject({ value: 3, authors: [['C', 0]] });
    expect(observer.read().escalations).toEqual([]);
  });

  it('lets a write of the same round supersede what it declares to follow', async () => {
    const [a, b] = team();
    a.apply(scalar(['A', 0], 'status', 'z'));
    a.apply(scalar(['A', 3], 'status', 'y'));
    b.apply(scalar(['B', 0], 'status', 'x', [['A', 3]]));
    await exchange([a, b]);
    expect(readField(a, 'status')).toMatchObject({ value: 'x', authors: [['B', 0]] });
    expect(a.read().escalations).toEqual([]);
  });

  it('lets a declaration supersede no later write than the one it names', async () => {
    const [a, b] = team();
    a.apply(scalar(['A', 0], 'status', 'z'));
    a.apply(scalar(['A', 3], 'status', 'y'));
    b.apply(scalar(['B', 0], 'status', 'x', [['A', 2]]));
    await exchange([a, b]);
    expect(readEscalation(a, 'status')?.contenders).toHaveLength(2);
  });

  it('opens the conflict again for a value that no contender had seen', async () => {
    const [a, b, c] = team();
    a.apply(scalar(['A', 0], 'status', 2));
    b.apply(scalar(['B', 0], 'status', 3));
    await exchange([a, b]);
    c.apply(scalar(['C', 0], 'status', 1));
    await a.import([c.export('full')]);
    expect(readField(a, 'status')).toMatchObject({ value: 1, authors: [['C', 0]] });
    expect(readEscalation(a, 'status')?.contenders).toHaveLength(3);
    expect(a.read().model_calls).toBe(2);
  });

  it('refuses a write that declares to follow a later one of its own agent', () => {
    const [a] = team();
    expect(() => {
      a.apply(scalar(['A', 0], 'status', 1, [['A', 4]]));
    }).toThrow('cannot follow itself');
    expect(a.read().fields).toEqual([]);
  });
});
