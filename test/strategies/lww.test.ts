import { describe, expect, it } from 'vitest';
import type { StateBlob } from '../../src/model/blob.js';
import { lww } from '../../src/strategies/lww.js';
import type { Replica } from '../../src/strategies/strategy.js';
import { digestText, exchange, readField, replicaOf } from './support/replicas.js';
import { appendText, growSet, scalar } from './support/writes.js';

function replicas(...agents: readonly string[]): [Replica, Replica] {
  const [first = '', second = ''] = agents;
  return [replicaOf(lww, first), replicaOf(lww, second)];
}

function digest(replica: Replica): string {
  return digestText(replica.read());
}

describe('lww, one replica', () => {
  it('reads a field back as the application left it', () => {
    const replica = replicaOf(lww, 'ann');
    replica.apply(scalar(['ann', 0], 'title', 'begun'));
    replica.apply(growSet(['ann', 1], 'tags', ['x', 'y']));
    replica.apply(appendText(['ann', 2], 'notes', 'hello'));
    replica.apply(growSet(['ann', 3], 'tags', ['y', 'z']));
    replica.apply(appendText(['ann', 4], 'notes', ' there'));
    replica.apply(scalar(['ann', 5], 'title', 'done'));
    expect(replica.read()).toEqual({
      fields: [
        { field: 'title', kind: 'scalar', value: 'done', authors: [['ann', 5]] },
        {
          field: 'tags',
          kind: 'grow_set',
          elements: ['x', 'y', 'z'],
          authors: [[['ann', null]], [['ann', null]], [['ann', null]]],
        },
        {
          field: 'notes',
          kind: 'append_text',
          text: 'hello there',
          spans: [{ length: 11, author: ['ann', null] }],
        },
      ],
      escalations: [],
      model_calls: 0,
    });
  });

  it('takes equal elements for one, and the text 1 for another than the number', () => {
    const replica = replicaOf(lww, 'ann');
    replica.apply(growSet(['ann', 0], 'tags', [1, '1', 1, -0]));
    replica.apply(growSet(['ann', 1], 'tags', ['1', 0]));
    expect(readField(replica, 'tags')).toMatchObject({ elements: [1, '1', -0] });
  });

  it('replaces a value of another kind, for a register has none', () => {
    const replica = replicaOf(lww, 'ann');
    replica.apply(growSet(['ann', 0], 'f', ['x']));
    replica.apply(appendText(['ann', 1], 'f', 'text'));
    expect(readField(replica, 'f')).toMatchObject({ kind: 'append_text', text: 'text' });
    replica.apply(growSet(['ann', 2], 'f', ['y']));
    expect(readField(replica, 'f')).toMatchObject({ kind: 'grow_set', elements: ['y'] });
  });

  it('reads an empty text without spans', () => {
    const replica = replicaOf(lww, 'ann');
    replica.apply(appendText(['ann', 0], 'notes', ''));
    expect(readField(replica, 'notes')).toMatchObject({ text: '', spans: [] });
  });
});

describe('lww, a merge', () => {
  it("keeps one agent's set and one agent's text of two, and says nothing", async () => {
    const [a, b] = replicas('A', 'B');
    a.apply(scalar(['A', 0], 'title', 'Project Sync'));
    a.apply(growSet(['A', 1], 'tags', ['crdt', 'agents']));
    a.apply(appendText(['A', 2], 'notes', 'A: seeded the doc.'));
    b.apply(growSet(['B', 0], 'tags', ['benchmark', 'loro']));
    b.apply(appendText(['B', 1], 'notes', 'B: added a note.'));
    await exchange([a, b]);
    expect(readField(b, 'tags')).toMatchObject({ elements: ['crdt', 'agents'] });
    expect(readField(b, 'notes')).toMatchObject({ text: 'A: seeded the doc.' });
    expect(b.read().escalations).toEqual([]);
    expect(digest(a)).toBe(digest(b));
  });

  it('gives a tie of clocks to the later agent id', async () => {
    const [a, b] = replicas('A', 'B');
    a.apply(scalar(['A', 0], 'status', 'draft'));
    b.apply(scalar(['B', 0], 'status', 'published'));
    await exchange([a, b]);
    expect(readField(a, 'status')).toMatchObject({ value: 'published', authors: [['B', 0]] });
  });

  it.each([
    ['a', 'ab'],
    ['a"', 'aé'],
    ['a', 'a!'],
    ['\uffee', '\u{1F600}'],
  ])('orders agent ids by the bytes of their UTF-8: %j before %j', async (early, late) => {
    const [a, b] = replicas(early, late);
    a.apply(scalar([early, 0], 'status', 'early'));
    b.apply(scalar([late, 0], 'status', 'late'));
    await exchange([a, b]);
    expect(readField(a, 'status')).toMatchObject({ value: 'late' });
    expect(digest(a)).toBe(digest(b));
  });

  it('prefers the higher clock whatever the agent ids', async () => {
    const [a, b] = replicas('A', 'B');
    a.apply(scalar(['A', 0], 'other', 0));
    a.apply(scalar(['A', 1], 'status', 'draft'));
    b.apply(scalar(['B', 0], 'status', 'published'));
    await exchange([a, b]);
    expect(readField(b, 'status')).toMatchObject({ value: 'draft' });
  });

  it('lets a writer overwrite what it has received, even with the lower agent id', async () => {
    const [a, b] = replicas('A', 'B');
    b.apply(scalar(['B', 0], 'status', 1));
    b.apply(scalar(['B', 1], 'status', 2));
    await exchange([a, b]);
    a.apply(scalar(['A', 0], 'status', 3));
    await exchange([a, b]);
    expect(readField(b, 'status')).toMatchObject({ value: 3 });
  });

  it('does not let a declaration overrule the clocks', async () => {
    const [a, b] = replicas('A', 'B');
    b.apply(scalar(['B', 0], 'status', 'published'));
    a.apply(scalar(['A', 0], 'status', 'draft', [['B', 0]]));
    await exchange([a, b]);
    expect(readField(a, 'status')).toMatchObject({ value: 'published' });
  });

  it("takes the last of an agent's own writes, in whatever order its deltas come", async () => {
    const sender = replicaOf(lww, 'ann');
    const deltas = [1, 2, 3].map((value) => {
      sender.apply(scalar(['ann', value], 'status', value));
      return sender.export('delta');
    });
    const receiver = replicaOf(lww, 'bob');
    await receiver.import(deltas.reverse());
    expect(readField(receiver, 'status')).toMatchObject({ value: 3 });
  });

  it('finds its way among many fields', async () => {
    const [a, b] = replicas('A', 'B');
    const fields = Array.from({ length: 500 }, (_, index) => `field ${index}`);
    fields.forEach((field, index) => {
      a.apply(scalar(['A', index], field, index));
      if (index % 2 === 0) b.apply(scalar(['B', index], field, -index));
    });
    await exchange([a, b]);
    expect(a.read().fields.map(({ field }) => field)).toEqual(fields);
    expect(digest(a)).toBe(digest(b));
    expect(readField(b, 'field 401')).toMatchObject({ value: 401, authors: [['A', 401]] });
  });

  it('tells names apart that differ in lone surrogates only', async () => {
    const [a, b] = replicas('A\ud800', 'A\udbff');
    a.apply(scalar(['A\ud800', 0], 'f\ud800', 'first'));
    b.apply(scalar(['A\udbff', 0], 'f\udbff', 'second'));
    await exchange([a, b]);
    expect(readField(a, 'f\ud800')).toMatchObject({ value: 'first', authors: [['A\ud800', 0]] });
    expect(readField(a, 'f\udbff')).toMatchObject({ value: 'second', authors: [['A\udbff', 0]] });
  });
});

describe('lww, a delta', () => {
  it('holds what its own agent changed since the last one, and nothing received', async () => {
    const [a, b] = replicas('A', 'B');
    b.apply(scalar(['B', 0], 'received', true));
    await a.import([b.export('full')]);
    a.apply(scalar(['A', 0], 'first', 1));
    const first = a.export('delta');
    a.apply(scalar(['A', 1], 'second', 2));
    const second = a.export('delta');
    const third = a.export('delta');
    const fieldsIn = async (blob: StateBlob): Promise<readonly string[]> => {
      const reader = replicaOf(lww, 'reader');
      await reader.import([blob]);
      return reader.read().fields.map(({ field }) => field);
    };
    expect(await fieldsIn(first)).toEqual(['first']);
    expect(await fieldsIn(second)).toEqual(['second']);
    expect(await fieldsIn(third)).toEqual([]);
    expect(await fieldsIn(a.export('full'))).toEqual(['received', 'first', 'second']);
  });
});
