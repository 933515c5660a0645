// An agent that lost its replica and begins again from a blob of its own.

import { describe, expect, it } from 'vitest';
import type { StateBlob } from '../../src/model/blob.js';
import { digestReading } from '../../src/model/digest.js';
import { derivePeerId } from '../../src/model/random.js';
import { pickSmallest } from '../../src/strategies/model.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Replica, Strategy } from '../../src/strategies/strategy.js';
import { since, version } from './support/gossiping.js';
import { readEscalation, readField, replicaOf, strategyNamed } from './support/replicas.js';
import { appendText, growSet, scalar } from './support/writes.js';

const BUILT_IN = ['lww', 'transactional', 'crdt', 'langgraph'];
const strategies = await Promise.all(
  MERGING_STRATEGY_NAMES.filter((name) => BUILT_IN.includes(name)).map(strategyNamed),
);
/** These count the writes of an identity, and take a count that they have seen for writes that they have. */
const COUNTING = ['crdt', 'langgraph'];
const sound = strategies.filter(({ expectation }) => expectation === 'pass');

async function reborn(strategy: Strategy, life: number, blob: StateBlob): Promise<Replica> {
  const peer_id = derivePeerId(1, 'A', life);
  const replica = strategy.createReplica({ agent_id: 'A', peer_id, model: pickSmallest });
  await replica.import([blob]);
  return replica;
}

async function pull(to: Replica, from: Replica): Promise<void> {
  const blob = since(from, version(to));
  if (blob.length > 0) await to.import([blob]);
}

function contentOf(replica: Replica): string {
  return digestReading(replica.read()).content;
}

/** A writes 0, keeps a blob, writes 1, which B pulls; then A is restarted from the blob and writes 2. */
async function lostOne(strategy: Strategy, life: number): Promise<[a: Replica, b: Replica]> {
  const first = replicaOf(strategy, 'A');
  const b = replicaOf(strategy, 'B');
  first.apply(scalar(['A', 0], 'status', 'zero'));
  const kept = first.export('full');
  first.apply(scalar(['A', 1], 'status', 'one'));
  first.apply(growSet(['A', 2], 'tags', ['lost']));
  await pull(b, first);
  first.dispose();
  const a = await reborn(strategy, life, kept);
  a.apply(scalar(['A', 3], 'status', 'three'));
  a.apply(growSet(['A', 4], 'tags', ['new']));
  return [a, b];
}

describe.each(strategies)('an agent restarted under a new identity: $name', (strategy) => {
  it('reads what it had kept, and what it then writes reaches everyone', async () => {
    const [a, b] = await lostOne(strategy, 1);
    await pull(b, a);
    await pull(a, b);
    expect(contentOf(a)).toBe(contentOf(b));
  });

  it('overwrites what it had kept', async () => {
    const first = replicaOf(strategy, 'A');
    for (let op = 0; op < 5; op += 1) first.apply(scalar(['A', op], 'status', op));
    const a = await reborn(strategy, 1, first.export('full'));
    a.apply(scalar(['A', 5], 'status', 'after'));
    await first.import([a.export('delta')]);
    for (const replica of [a, first]) {
      expect(readField(replica, 'status')).toMatchObject({ value: 'after', authors: [['A', 5]] });
    }
  });

  it('sends in its first delta what it wrote since, and no more', async () => {
    const first = replicaOf(strategy, 'A');
    const before = 'before '.repeat(1_000);
    first.apply(appendText(['A', 0], 'notes', before));
    const a = await reborn(strategy, 1, first.export('full'));
    a.apply(growSet(['A', 1], 'tags', ['x']));
    expect(a.export('delta').length).toBeLessThan(before.length / 5);
  });
});

describe.each(sound)('an agent that lost writes others hold: $name', (strategy) => {
  it('contends with them, for it had not seen them', async () => {
    const [a, b] = await lostOne(strategy, 1);
    await pull(b, a);
    expect(readEscalation(b, 'status')?.contenders.map(({ op_id }) => op_id)).toEqual([1, 3]);
    const tags = readField(b, 'tags');
    expect(tags?.kind === 'grow_set' && [...tags.elements].sort()).toEqual(['lost', 'new']);
  });

  it('ends the conflict with its next write once it has received them', async () => {
    const [a, b] = await lostOne(strategy, 1);
    await pull(a, b);
    a.apply(scalar(['A', 5], 'status', 'five'));
    await pull(b, a);
    expect(readEscalation(b, 'status')).toBeUndefined();
    expect(readField(b, 'status')).toMatchObject({ value: 'five', authors: [['A', 5]] });
  });

  it('is not taken to have seen them by who hears of its new writes only', async () => {
    const [a, b] = await lostOne(strategy, 1);
    const c = replicaOf(strategy, 'C');
    await pull(c, a);
    c.apply(scalar(['C', 0], 'status', 'sea'));
    await pull(c, b);
    expect(readEscalation(c, 'status')?.contenders.map(({ value }) => value)).toEqual([
      'one',
      'sea',
    ]);
  });
});

describe('an agent restarted under its old identity from a stale blob', () => {
  it.each(strategies.filter(({ name }) => !COUNTING.includes(name)))(
    'converges all the same: $name',
    async (strategy) => {
      const [a, b] = await lostOne(strategy, 0);
      await pull(b, a);
      await pull(a, b);
      expect(contentOf(a)).toBe(contentOf(b));
    },
  );

  it.each(COUNTING)(
    'loses writes without a word, although versions say that all is well: %s',
    async (name) => {
      const [a, b] = await lostOne(await strategyNamed(name), 0);
      await pull(b, a);
      await pull(a, b);
      expect(since(a, version(b))).toHaveLength(0);
      expect(since(b, version(a))).toHaveLength(0);
      expect(contentOf(a)).not.toBe(contentOf(b));
      await b.import([a.export('full')]);
      await a.import([b.export('full')]);
      expect(contentOf(a)).not.toBe(contentOf(b));
    },
  );
});
