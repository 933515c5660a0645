import { describe, expect, it } from 'vitest';
import { digestReading } from '../../src/model/digest.js';
import type { Replica } from '../../src/strategies/strategy.js';
import {
  exchange,
  readEscalation,
  readField,
  replicaOf,
  strategyNamed,
} from './support/replicas.js';
import { appendText, growSet, scalar } from './support/writes.js';

const crdt = await strategyNamed('crdt');
const team = (...names: string[]): Replica[] => names.map((name) => replicaOf(crdt, name));

function pair(): readonly [Replica, Replica] {
  return [replicaOf(crdt, 'A'), replicaOf(crdt, 'B')];
}

function distinctContents(replicas: readonly Replica[]): number {
  return new Set(replicas.map((replica) => digestReading(replica.read()).content)).size;
}

describe('crdt', () => {
  it('holds an element that two agents add at once a single time, as written by both', async () => {
    const [a, b] = pair();
    a.apply(growSet(['A', 0], 'tags', ['shared', 'own']));
    b.apply(growSet(['B', 0], 'tags', ['shared']));
    await exchange([a, b]);
    expect(readField(a, 'tags')).toEqual({
      field: 'tags',
      kind: 'grow_set',
      elements: ['own', 'shared'],
      authors: [
        [['A', 0]],
        expect.arrayContaining([
          ['A', 0],
          ['B', 0],
        ]) as unknown,
      ],
    });
    expect(distinctContents([a, b])).toBe(1);
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

  it('escalates two values written at once: a sentinel everywhere, every contender named', async () => {
    const [a, b] = pair();
    a.apply(scalar(['A', 0], 'status', 'draft'));
    b.apply(scalar(['B', 0], 'status', null));
    await exchange([a, b]);
    for (const replica of [a, b]) {
      expect(readField(replica, 'status')).toEqual({ field: 'status', kind: 'escalated' });
      expect(readEscalation(replica, 'status')).toEqual({
        status: 'open',
        field: 'status',
        contenders: [
          { agent_id: 'A', op_id: 0, kind: 'scalar', value: 'draft' },
          { agent_id: 'B', op_id: 0, kind: 'scalar', value: null },
        ],
      });
    }
  });

  it('has no conflict where both wrote the same value, and names both', async () => {
    const [a, b] = pair();
    a.apply(scalar(['A', 0], 'status', { state: 'done', by: 1 }));
    b.apply(scalar(['B', 0], 'status', { by: 1, state: 'done' }));
    await exchange([a, b]);
    expect(readEscalation(a, 'status')).toBeUndefined();
    expect(readField(a, 'status')).toMatchObject({
      authors: [
        ['A', 0],
        ['B', 0],
      ],
    });
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
    expect(readEscalation(a, 'status')).toBeUndefined();
    expect(readField(a, 'status')).toMatchObject({ value: 'final' });
  });

  it('escalates a field written with two kinds instead of dropping one side', async () => {
    const [a, b] = pair();
    a.apply(scalar(['A', 0], 'k', 'v'));
    b.apply(growSet(['B', 0], 'k', ['v']));
    await exchange([a, b]);
    expect(readEscalation(b, 'k')?.contenders.map(({ kind }) => kind)).toEqual([
      'scalar',
      'grow_set',
    ]);
  });

  it('brings a replica that only listened for rounds to the same state as those that wrote', async () => {
    const replicas = team('A', 'B', 'C', 'listener');
    for (let round = 0; round < 4; round += 1) {
      for (const [index, name] of ['A', 'B', 'C'].entries()) {
        replicas[index]?.apply(scalar([name, 2 * round], 'status', `${name} ${round}`));
        replicas[index]?.apply(appendText([name, 2 * round + 1], 'notes', `[${name} ${round}]`));
      }
      await exchange(replicas);
    }
    expect(distinctContents(replicas)).toBe(1);
    replicas[3]?.apply(scalar(['listener', 0], 'status', 'decided'));
    await exchange(replicas);
    expect(replicas.map((replica) => readField(replica, 'status'))).toEqual(
      replicas.map(() => expect.objectContaining({ value: 'decided' }) as unknown),
    );
  });
});
