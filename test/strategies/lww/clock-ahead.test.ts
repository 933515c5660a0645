import { describe, expect, it } from 'vitest';
import { lww } from '../../../src/strategies/lww.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import { MERGING_STRATEGY_NAMES } from '../../../src/strategies/registry.js';
import type { Replica, Strategy } from '../../../src/strategies/strategy.js';
import { exchange, readField, replicaOf, strategyNamed } from '../support/replicas.js';
import { scalar } from '../support/writes.js';

const AHEAD = 1000;

function fast(strategy: Strategy): Replica {
  const context = { agent_id: 'A', peer_id: 5n, model: pickSmallest, clock_ahead: AHEAD };
  return strategy.createReplica(context);
}

describe('lww, a writer whose clock is ahead', () => {
  it('wins against whoever wrote at once, however much they wrote', async () => {
    const [a, b] = [fast(lww), replicaOf(lww, 'B')];
    a.apply(scalar(['A', 0], 'status', 'fast'));
    for (let op = 0; op < AHEAD; op += 1) b.apply(scalar(['B', op], 'status', op));
    await exchange([a, b]);
    expect(readField(b, 'status')).toMatchObject({ value: 'fast' });
  });

  it('loses to a write that has seen its own', async () => {
    const [a, b] = [fast(lww), replicaOf(lww, 'B')];
    a.apply(scalar(['A', 0], 'status', 'fast'));
    await exchange([a, b]);
    b.apply(scalar(['B', 0], 'status', 'after'));
    await exchange([a, b]);
    expect(readField(a, 'status')).toMatchObject({ value: 'after' });
  });

  it('overwrites what it wrote itself and what it received', async () => {
    const [a, b] = [fast(lww), replicaOf(lww, 'B')];
    for (let round = 0; round < 3; round += 1) {
      b.apply(scalar(['B', round], 'status', `b${round}`));
      await exchange([a, b]);
      a.apply(scalar(['A', 2 * round], 'status', 'first'));
      a.apply(scalar(['A', 2 * round + 1], 'status', `a${round}`));
      await exchange([a, b]);
      expect(readField(b, 'status')).toMatchObject({ value: `a${round}` });
    }
  });

  it.each(MERGING_STRATEGY_NAMES.filter((name) => name !== 'lww'))(
    'is like every other to %s',
    async (name) => {
      const strategy = await strategyNamed(name);
      const [a, b] = [fast(strategy), replicaOf(strategy, 'B')];
      a.apply(scalar(['A', 0], 'status', 'fast'));
      b.apply(scalar(['B', 0], 'status', 'slow'));
      await exchange([a, b]);
      expect(a.read().escalations.flatMap(({ contenders }) => contenders)).toHaveLength(2);
      for (const replica of [a, b]) replica.dispose();
    },
  );
});
