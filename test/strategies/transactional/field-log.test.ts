import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import type { Replica } from '../../../src/strategies/strategy.js';
import { transactional } from '../../../src/strategies/transactional.js';
import { exchange, readEscalation, readField, replicaOf } from '../support/replicas.js';
import { appendText, growSet, scalar } from '../support/writes.js';

function team(): [a: Replica, b: Replica, c: Replica] {
  return [
    replicaOf(transactional, 'A'),
    replicaOf(transactional, 'B'),
    replicaOf(transactional, 'C'),
  ];
}

describe('transactional, a field of several kinds', () => {
  async function mixed(): Promise<Replica> {
    const [a, b, c] = team();
    a.apply(scalar(['A', 0], 'f', 'zzz'));
    await exchange([a, b, c]);
    a.apply(growSet(['A', 1], 'f', ['y', 'x']));
    b.apply(growSet(['B', 0], 'f', ['x']));
    b.apply(appendText(['B', 1], 'f', 'text'));
    c.apply(scalar(['C', 0], 'f', 'zz'));
    await exchange([a, b, c]);
    return a;
  }

  it('offers each scalar that stands, the merged set and the merged text', async () => {
    const offered: Json[] = [];
    const observer = replicaOf(transactional, 'observer', (conflict) => {
      offered.push(conflict.candidates.map(({ kind, value }) => [kind, value]));
      return pickSmallest(conflict);
    });
    await observer.import([(await mixed()).export('full')]);
    expect(offered).toEqual([
      [
        ['append_text', 'text'],
        ['scalar', 'zz'],
        ['grow_set', ['x', 'y']],
      ],
    ]);
  });

  it('names every set and text write a contender, and the scalars that stand', async () => {
    const escalation = readEscalation(await mixed(), 'f');
    expect(
      escalation?.contenders.map(({ agent_id, op_id, kind }) => [agent_id, op_id, kind]),
    ).toEqual([
      ['A', 1, 'grow_set'],
      ['B', 0, 'grow_set'],
      ['B', 1, 'append_text'],
      ['C', 0, 'scalar'],
    ]);
  });

  it.each([
    [0, { kind: 'append_text', text: 'text', spans: [{ length: 4, author: ['B', 1] }] }],
    [1, { kind: 'scalar', value: 'zz', authors: [['C', 0]] }],
    [
      2,
      {
        kind: 'grow_set',
        elements: ['x', 'y'],
        authors: [
          [
            ['A', 1],
            ['B', 0],
          ],
          [['A', 1]],
        ],
      },
    ],
  ])('reads as candidate %i where the model picks it', async (choice, reading) => {
    const observer = replicaOf(transactional, 'observer', () => choice);
    await observer.import([(await mixed()).export('full')]);
    expect(readField(observer, 'f')).toEqual({ field: 'f', ...reading });
  });

  it("is open from the agent's own write to the next import, whatever that brings", async () => {
    const [a] = team();
    a.apply(scalar(['A', 0], 'f', 'x'));
    a.apply(growSet(['A', 1], 'f', ['y']));
    expect(readField(a, 'f')).toEqual({ field: 'f', kind: 'escalated' });
    expect(readEscalation(a, 'f')).toMatchObject({ status: 'open' });
    await a.import([]);
    expect(readEscalation(a, 'f')).toMatchObject({
      status: 'resolved',
      kind: 'scalar',
      value: 'x',
    });
    a.apply(growSet(['A', 2], 'f', ['y']));
    expect(readEscalation(a, 'f')).toMatchObject({ status: 'resolved' });
    a.apply(growSet(['A', 3], 'f', ['z']));
    expect(readEscalation(a, 'f')).toMatchObject({ status: 'open' });
    expect(a.read().model_calls).toBe(1);
  });
});
