import { describe, expect, it } from 'vitest';
import { decodeBundle } from '../../src/langgraph/bundle.js';
import { digestReading } from '../../src/model/digest.js';
import { langgraph } from '../../src/strategies/langgraph.js';
import type { Replica } from '../../src/strategies/strategy.js';
import { since, version } from './support/gossiping.js';
import { exchange, readEscalation, readField, replicaOf } from './support/replicas.js';
import { appendText, growSet, scalar } from './support/writes.js';

function team(...names: string[]): Replica[] {
  return names.map((name) => replicaOf(langgraph, name));
}

function pair(): readonly [Replica, Replica] {
  return [replicaOf(langgraph, 'A'), replicaOf(langgraph, 'B')];
}

function distinctDigests(replicas: readonly Replica[]): number {
  return new Set(replicas.map((replica) => digestReading(replica.read()).reading)).size;
}

describe('langgraph', () => {
  it('unites lists, in the same order at every replica, as written by all who wrote', async () => {
    const replicas = team('A', 'B', 'C');
    replicas.forEach((replica, index) => {
      const agent = 'ABC'.charAt(index);
      replica.apply(growSet([agent, 0], 'tags', ['shared', agent]));
    });
    await exchange(replicas);
    for (const replica of replicas) {
      const tags = readField(replica, 'tags');
      expect(tags).toEqual(replicas[0] && readField(replicas[0], 'tags'));
      expect(tags).toMatchObject({
        elements: expect.arrayContaining(['shared', 'A', 'B', 'C']) as unknown,
      });
      expect(tags).toHaveProperty('elements.length', 4);
    }
    expect(distinctDigests(replicas)).toBe(1);
  });

  it('names who adds an element that it had received, as well as who added it first', async () => {
    const [a, b] = pair();
    a.apply(growSet(['A', 0], 'tags', ['x']));
    await exchange([a, b]);
    b.apply(growSet(['B', 0], 'tags', ['x']));
    await exchange([a, b]);
    expect(readField(a, 'tags')).toMatchObject({
      elements: ['x'],
      authors: [
        [
          ['A', 0],
          ['B', 0],
        ],
      ],
    });
  });

  it('keeps every fragment of a text whole, with its author', async () => {
    const [a, b] = pair();
    a.apply(appendText(['A', 0], 'notes', 'one.'));
    a.apply(appendText(['A', 1], 'notes', 'two.'));
    b.apply(appendText(['B', 0], 'notes', 'three.'));
    await exchange([a, b]);
    const notes = readField(b, 'notes');
    expect(notes).toMatchObject({ text: expect.stringMatching(/one\.two\./) as string });
    expect(notes).toMatchObject({ text: expect.stringContaining('three.') as string });
    expect(notes).toHaveProperty('spans.length', 3);
  });

  it('escalates two values written at once, with the ids of the writes they come from', async () => {
    const [a, b] = pair();
    a.apply(scalar(['A', 7], 'status', 'draft'));
    b.apply(scalar(['B', 40], 'status', null));
    await exchange([a, b]);
    for (const replica of [a, b]) {
      expect(readField(replica, 'status')).toEqual({ field: 'status', kind: 'escalated' });
      expect(readEscalation(replica, 'status')?.contenders).toEqual([
        { agent_id: 'A', op_id: 7, kind: 'scalar', value: 'draft' },
        { agent_id: 'B', op_id: 40, kind: 'scalar', value: null },
      ]);
    }
  });

  it('takes a value that is said again for a write, which supersedes and which conflicts', async () => {
    const [a, b] = pair();
    a.apply(scalar(['A', 0], 'status', 'draft'));
    await exchange([a, b]);
    b.apply(scalar(['B', 0], 'status', 'draft'));
    a.apply(scalar(['A', 1], 'status', 'final'));
    await exchange([a, b]);
    expect(readEscalation(a, 'status')?.contenders.map(({ agent_id }) => agent_id)).toEqual([
      'A',
      'B',
    ]);
  });

  it('ends a conflict when someone who received it overwrites the field', async () => {
    const [a, b] = pair();
    a.apply(scalar(['A', 0], 'status', 'draft'));
    b.apply(scalar(['B', 0], 'status', 'final'));
    await exchange([a, b]);
    b.apply(scalar(['B', 1], 'status', 'agreed'));
    await exchange([a, b]);
    expect(readEscalation(a, 'status')).toBeUndefined();
    expect(readField(a, 'status')).toMatchObject({ value: 'agreed', authors: [['B', 1]] });
  });

  it('takes a declared predecessor as overwritten, although it was not received', async () => {
    const [a, b] = pair();
    a.apply(scalar(['A', 0], 'status', 'draft'));
    b.apply(scalar(['B', 0], 'status', 'final', [['A', 0]]));
    await exchange([a, b]);
    expect(readField(a, 'status')).toMatchObject({ value: 'final', authors: [['B', 0]] });
  });

  it('escalates a field written with two kinds instead of dropping one side', async () => {
    const [a, b] = pair();
    a.apply(scalar(['A', 0], 'k', 'v'));
    b.apply(growSet(['B', 0], 'k', ['v']));
    await exchange([a, b]);
    const kinds = readEscalation(b, 'k')?.contenders.map(({ kind }) => kind);
    expect(kinds).toEqual(['scalar', 'grow_set']);
  });

  it('keeps a scalar that is spelled as a conflict is, and members of values apart from fields', async () => {
    const [a, b] = pair();
    const sentinel = { $escalated: [{ by: 'B', value: 1 }] };
    a.apply(scalar(['A', 0], '$escalated', sentinel));
    a.apply(scalar(['A', 1], 'grow_set', { scalar: 1, noted: [] }));
    await exchange([a, b]);
    expect(readField(b, '$escalated')).toMatchObject({ kind: 'scalar', value: sentinel });
    expect(readField(b, 'grow_set')).toMatchObject({ value: { scalar: 1, noted: [] } });
  });
});

describe('what langgraph sends', () => {
  it('is one update per write in a delta, whatever the write changes', () => {
    const [a] = pair();
    a.apply(growSet(['A', 0], 'tags', ['x']));
    a.apply(growSet(['A', 1], 'tags', ['x']));
    a.apply(appendText(['A', 2], 'notes', ''));
    a.apply(scalar(['A', 3], 'status', 1));
    a.apply(scalar(['A', 4], 'status', 1));
    expect(decodeBundle(a.export('delta'))).toHaveProperty('updates.length', 5);
    expect(decodeBundle(a.export('delta'))).toHaveProperty('updates.length', 0);
  });

  it('waits, where it comes too early, for what comes before it', async () => {
    const [a, b] = pair();
    const deltas = [0, 1, 2].map((op) => {
      a.apply(growSet(['A', op], 'tags', [op]));
      return a.export('delta');
    });
    for (const delta of deltas.slice(1).reverse()) await b.import([delta]);
    expect(readField(b, 'tags')).toBeUndefined();
    expect(since(b, version(replicaOf(langgraph, 'C')))).toHaveLength(0);
    await b.import(deltas.slice(0, 1));
    expect(distinctDigests([a, b])).toBe(1);
    expect(since(a, version(b))).toHaveLength(0);
  });

  it('changes nothing where one blob of a batch is damaged', async () => {
    const [a, b] = pair();
    a.apply(growSet(['A', 0], 'tags', ['x']));
    const blob = a.export('full');
    const damaged = blob.map((byte, index) => (index === blob.length - 9 ? byte ^ 1 : byte));
    expect(() => b.import([blob, damaged])).toThrow();
    expect(b.read().fields).toEqual([]);
    await b.import([blob]);
    expect(distinctDigests([a, b])).toBe(1);
  });

  it('waits, where it is news to more than the replica holds, for the rest', async () => {
    const [a, b] = pair();
    a.apply(growSet(['A', 0], 'tags', ['x']));
    const known = version(a);
    a.apply(growSet(['A', 1], 'tags', ['y']));
    await b.import([since(a, known)]);
    expect(b.read().fields).toEqual([]);
    await b.import([since(a, version(b))]);
    expect(distinctDigests([a, b])).toBe(1);
    expect(() => since(a, known.subarray(1))).toThrow(/^langgraph version of \d+ bytes is unread/);
  });

  it('is the same for the same replica: documents take their identities from it', () => {
    const blobs = [0, 1].map(() => {
      const [a] = pair();
      for (const field of ['one', 'two']) a.apply(appendText(['A', 0], field, 'x'));
      const blob = a.export('full');
      a.dispose();
      return blob;
    });
    expect(blobs[0]).toEqual(blobs[1]);
  });
});
