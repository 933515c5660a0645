import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createThreadHost } from '../../src/coordinator/pool.js';
import { runRepetition } from '../../src/coordinator/repetition.js';
import type { ShardHost } from '../../src/coordinator/shard-link.js';
import type { Topology } from '../../src/coordinator/topologies/topology.js';
import { ring } from '../../src/coordinator/topologies/ring.js';
import { createRandom } from '../../src/model/random.js';
import { crdt } from '../../src/strategies/crdt.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { strategyNamed } from '../strategies/support/replicas.js';
import { lockStep, losses, seeds, topologies } from './support/cases.js';
import type { Case, Executed } from './support/execute.js';
import { contentsOf, execute, planOf } from './support/execute.js';
import type { Problems } from './support/law-runs.js';
import { firstProblems, holds } from './support/law-runs.js';
import { holdsTheTime, prefersLatestArrival } from './support/planted.js';
import { replayProblems } from './support/recorded.js';
import { plannedStrikes, traceOfRun, traceProblems } from './support/traces.js';
import { wrapped } from './support/wrapped.js';

const anyTerms = fc.record({
  blob_scope: fc.constantFrom('full' as const, 'delta' as const),
  staleness_passes: fc.nat(2),
});

const inStep: fc.Arbitrary<Case> = fc.record({
  seed: seeds,
  topology: topologies,
  faults: losses,
  exchange: lockStep,
  terms: anyTerms,
});

const racing: fc.Arbitrary<Case> = fc.record({
  seed: seeds,
  topology: topologies,
  faults: fc.oneof(fc.constant('none'), losses),
  exchange: fc.constant('racing' as const),
  terms: anyTerms,
});

async function twice(strategy: Strategy, one: Case, topology?: Topology): Promise<Problems> {
  const changes = topology ? { topology } : {};
  const [first, second] = [
    await execute(strategy, one, changes),
    await execute(strategy, one, changes),
  ];
  return traceProblems(traceOfRun(first), traceOfRun(second));
}

describe.each(MERGING_STRATEGY_NAMES)('9 one seed is one history: %s', (name) => {
  it('in step: plan, ledger and contents are the same twice', async () => {
    const strategy = await strategyNamed(name);
    await holds(inStep, 12, (one) => twice(strategy, one));
  });

  it('racing in simulated time: plan, ledger and contents are the same twice', async () => {
    const strategy = await strategyNamed(name);
    await holds(racing, 8, (one) => twice(strategy, one));
  });
});

describe('9 one seed is one plan', () => {
  it('in whatever order it is asked for', async () => {
    await holds(inStep, 20, async (one) => {
      const plan = await planOf(lww, one);
      const [there, back] = [plannedStrikes(plan), plannedStrikes(plan, 'backwards')];
      return there.join() === back.join() ? [] : ['the plan depends on who asks first'];
    });
  });
});

describe.each(MERGING_STRATEGY_NAMES)('9 one seed is one history on threads: %s', (name) => {
  let host: ShardHost;

  beforeAll(() => {
    const { signal } = new AbortController();
    host = createThreadHost({ threads: 2, heap_limit_mb: 512, timeout_ms: 30_000, signal });
  });
  afterAll(() => host.destroy());

  async function onThreads(one: Case): Promise<Executed> {
    const plan = await planOf(await strategyNamed(name), one, { clock: 'real' });
    return { plan, result: await runRepetition(host, plan) };
  }

  it.each([
    { seed: 1, topology: 'mesh' },
    { seed: 2, topology: 'gossip', faults: 'drop=30%,crash=40%:after_export' },
    { seed: 3, topology: 'ring', faults: 'partition=halves@1-3,delay=30%' },
  ])('in step over $topology: as in one thread, and the same twice', async (one) => {
    const inline = traceOfRun(await execute(await strategyNamed(name), one));
    const [first, second] = [await onThreads(one), await onThreads(one)];
    expect(traceProblems(inline, traceOfRun(first))).toEqual([]);
    expect(traceProblems(inline, traceOfRun(second))).toEqual([]);
  });

  it.each([
    { seed: 4, topology: 'mesh' },
    { seed: 5, topology: 'gossip', faults: 'drop=20%' },
  ])('racing over $topology: its recorded history ends in one thread as it did', async (one) => {
    const raced = await onThreads({ ...one, exchange: 'racing' });
    expect(contentsOf(raced.result.evidence.finals)).toHaveLength(5);
    expect(await replayProblems(raced, await strategyNamed(name))).toEqual([]);
  });

  it('racing: a replay by a strategy with a bug does not pass for what happened', async () => {
    const raced = await onThreads({ seed: 4, topology: 'ring', exchange: 'racing' });
    const bug = wrapped(await strategyNamed(name), prefersLatestArrival);
    expect((await replayProblems(raced, bug)).join()).toContain('of its own history');
  });
});

describe('9 the law of one history', () => {
  it('is broken by a replica that holds the time of day', async () => {
    const found = await firstProblems(inStep, 3, (one) =>
      twice(wrapped(crdt, holdsTheTime()), one),
    );
    expect(found).toContain('contents differs in line 0');
  });

  it('is broken by a topology that forgets its seed', async () => {
    const random = createRandom(1);
    const routes: Topology['routes'] = ({ agents }) => {
      const sender = random.integer(0, agents - 1);
      return { type: 'edges', senders: [sender], receivers: [(sender + 1) % agents] };
    };
    const forgetful = { ...ring, routes };
    const found = await firstProblems(inStep, 3, (one) => twice(lww, one, forgetful));
    expect(found).toContain('ledger differs in line');
  });

  it('tells plans of two seeds apart', async () => {
    const one: Case = { seed: 1, faults: 'drop=50%' };
    const [here, there] = [await execute(lww, one), await execute(lww, { ...one, seed: 2 })];
    expect(traceProblems(traceOfRun(here), traceOfRun(there)).join()).toContain('plan differs');
  });
});
