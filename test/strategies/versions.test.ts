// Versions are bytes from who knows where: what is no version is refused with a clear error.

import { describe, expect, it } from 'vitest';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Replica, Strategy } from '../../src/strategies/strategy.js';
import { since, version } from './support/gossiping.js';
import { exchange, replicaOf, strategyNamed } from './support/replicas.js';
import { appendText, growSet, scalar } from './support/writes.js';

const BUILT_IN = ['lww', 'transactional', 'crdt', 'langgraph'];
const strategies = await Promise.all(
  MERGING_STRATEGY_NAMES.filter((name) => BUILT_IN.includes(name)).map(strategyNamed),
);

async function pair(strategy: Strategy): Promise<readonly [Replica, Replica]> {
  const [a, b] = [replicaOf(strategy, 'A'), replicaOf(strategy, 'B')];
  a.apply(scalar(['A', 0], 'status', 'draft'));
  a.apply(growSet(['A', 1], 'tags', ['x']));
  b.apply(appendText(['B', 0], 'notes', 'hello'));
  b.apply(scalar(['B', 7], 'status', 'final'));
  await exchange([a, b]);
  return [a, b];
}

function errorOf(attempt: () => unknown): unknown {
  try {
    attempt();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}

describe.each(strategies)('a version of $name', (strategy) => {
  it('is the same for replicas that hold the same, and needs nothing', async () => {
    const [a, b] = await pair(strategy);
    expect(since(a, version(b))).toHaveLength(0);
    expect(since(b, version(a))).toHaveLength(0);
  });

  it('of an empty replica needs all there is', async () => {
    const [a] = await pair(strategy);
    const empty = replicaOf(strategy, 'C');
    await empty.import([since(a, version(empty))]);
    expect(empty.read()).toEqual({ ...a.read(), model_calls: expect.any(Number) as number });
    expect(since(empty, version(a))).toHaveLength(0);
  });

  it('is read from a view of shared memory, and not written to', async () => {
    const [a, b] = await pair(strategy);
    a.apply(scalar(['A', 9], 'status', 'done'));
    const bytes = version(b);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length + 8), 3, bytes.length);
    shared.set(bytes);
    expect(since(a, shared)).toEqual(since(a, bytes));
    expect([...shared]).toEqual([...bytes]);
  });

  it('is refused where it is cut anywhere or has bytes to spare', async () => {
    const [a, b] = await pair(strategy);
    const bytes = version(b);
    for (let cut = 0; cut < bytes.length; cut += 1) {
      expect(errorOf(() => since(a, bytes.subarray(0, cut)))).toBeInstanceOf(Error);
    }
    expect(errorOf(() => since(a, Uint8Array.of(...bytes, 0)))).toMatchObject({
      message: expect.stringMatching(
        new RegExp(`^${strategy.name} version of ${bytes.length + 1} bytes is unreadable: `),
      ) as string,
    });
  });

  it('is refused where it is something else', async () => {
    const [a] = await pair(strategy);
    for (const other of strategies.filter(({ name }) => name !== strategy.name)) {
      const [stranger] = await pair(other);
      expect(errorOf(() => since(a, version(stranger)))).toBeInstanceOf(Error);
    }
    expect(errorOf(() => since(a, a.export('full')))).toBeInstanceOf(Error);
  });

  it('leaves deltas as they are: each own write is in one delta only', async () => {
    const [a, b] = await pair(strategy);
    const listener = replicaOf(strategy, 'C');
    await listener.import([b.export('full')]);
    a.apply(growSet(['A', 10], 'more', ['y']));
    since(a, version(b));
    a.apply(scalar(['A', 11], 'status', 'done'));
    await listener.import([a.export('delta')]);
    expect(since(listener, version(a))).toHaveLength(0);
    expect(since(a, version(listener))).toHaveLength(0);
  });
});
