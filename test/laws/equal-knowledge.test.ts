import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { transactional } from '../../src/strategies/transactional.js';
import type { LedgerEntries } from '../../src/verdict/ledger.js';
import { strategyNamed } from '../strategies/support/replicas.js';
import { lockStep, losses, seeds, topologies } from './support/cases.js';
import type { Case } from './support/execute.js';
import { contentsOf, execute } from './support/execute.js';
import type { Problems } from './support/law-runs.js';
import { drawn, firstProblems, holds } from './support/law-runs.js';
import { knowledgeAfter, momentsOf } from './support/moments.js';
import { exportsOnlyItsOwn, prefersLatestArrival } from './support/planted.js';
import { contentsAfter, optionsFor } from './support/recorded.js';
import { wrapped } from './support/wrapped.js';

const NEVER_HEALED = { max_heal_passes: 0 } as const;
const SHAPE = { agents: 4, rounds: 3, writes_per_agent: 2 };

/** Nothing is sent again, so that replicas end in as many states as there are sets of what they received. */
const unhealed: fc.Arbitrary<Case> = fc.record({
  seed: seeds,
  topology: topologies,
  faults: losses,
  exchange: lockStep,
  terms: fc.constant(NEVER_HEALED),
});

const racing: fc.Arbitrary<Case> = fc.record({
  seed: seeds,
  topology: topologies,
  exchange: fc.constant('racing' as const),
  shape: fc.constant(SHAPE),
  terms: fc.constant(NEVER_HEALED),
});

const small: fc.Arbitrary<Case> = unhealed.map((one) => ({ ...one, shape: SHAPE }));

/** Enters what agents with that knowledge hold, and says where two with the same hold different things. */
class Contents {
  readonly #known = new Map<string, string>();
  readonly #problems: string[] = [];

  enter(history: LedgerEntries, contents: readonly string[]): void {
    knowledgeAfter(history).forEach((knowledge, agent) => {
      const content = contents[agent] ?? 'nothing';
      const other = this.#known.get(knowledge) ?? content;
      this.#known.set(knowledge, other);
      if (other === content) return;
      this.#problems.push(`agent ${agent} holds other content of ${knowledge || 'nothing'}`);
    });
  }

  get problems(): Problems {
    return this.#problems;
  }

  get distinct(): number {
    return this.#known.size;
  }
}

async function atTheEnd(strategy: Strategy, one: Case): Promise<Contents> {
  const { evidence } = (await execute(strategy, one)).result;
  const contents = new Contents();
  contents.enter(evidence.ledger.entries(), contentsOf(evidence.finals));
  return contents;
}

/** Of one history: also a replica now and another one later must agree on what both held. */
async function atEveryMoment(strategy: Strategy, one: Case): Promise<Contents> {
  const { plan, result } = await execute(strategy, one);
  const contents = new Contents();
  for (const moment of momentsOf(result.evidence.ledger.entries())) {
    contents.enter(moment, await contentsAfter(moment, strategy, optionsFor(plan)));
  }
  return contents;
}

describe.each(MERGING_STRATEGY_NAMES)('1 what was accepted alike reads alike: %s', (name) => {
  it('where replicas end, whatever was lost on the way and never sent again', async () => {
    const strategy = await strategyNamed(name);
    await holds(unhealed, 25, async (one) => (await atTheEnd(strategy, one)).problems);
  });

  it('at any moment of a lossy exchange, between moments too', async () => {
    const strategy = await strategyNamed(name);
    await holds(small, 10, async (one) => (await atEveryMoment(strategy, one)).problems);
  });

  it('in the middle of a race', async () => {
    const strategy = await strategyNamed(name);
    await holds(racing, 6, async (one) => (await atEveryMoment(strategy, one)).problems);
  });
});

describe('1 the law of equal knowledge', () => {
  it('is broken by ties that the order of arrival breaks', async () => {
    const bug = wrapped(transactional, prefersLatestArrival);
    const found = (of: typeof atTheEnd) =>
      firstProblems(small, 40, async (one) => (await of(bug, one)).problems);
    expect(await found(atTheEnd)).toContain('holds other content of');
    expect(await found(atEveryMoment)).toContain('holds other content of');
  });

  it('is broken by a replica that passes nothing on', async () => {
    const bug = wrapped(lww, exportsOnlyItsOwn);
    const found = await firstProblems(
      small,
      40,
      async (one) => (await atTheEnd(bug, one)).problems,
    );
    expect(found).toContain('holds other content of');
  });

  it('is tried where replicas do hold different things', async () => {
    const counts: number[] = [];
    for (const one of fc.sample(small, drawn(10))) {
      counts.push((await atEveryMoment(lww, one)).distinct);
    }
    expect(Math.min(...counts)).toBeGreaterThan(1);
    expect(Math.max(...counts)).toBeGreaterThan(10);
  });
});
